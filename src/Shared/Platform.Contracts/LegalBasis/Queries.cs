using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;

namespace Platform.Contracts.LegalBasis;

/// <summary>May this act be based on that, here, on that day?</summary>
/// <param name="Basis">Code of an instrument with article and paragraph where meant: <c>L03</c>, <c>L03/40</c>, <c>L03/40/1</c>. Empty: none is cited.</param>
/// <param name="PlaceId">Division id of the place; 0 is the whole country.</param>
/// <param name="Day">Day of the act (Asia/Shanghai).</param>
/// <param name="ActingLevel">Level of the office that acts; null: not asked.</param>
public sealed record BasisQuestion(string? Basis, ActKind Act, int PlaceId, DateOnly Day, DivisionLevels? ActingLevel = null);

/// <param name="Code">ALLOWED, or one of the refusals of <see cref="BasisCodes"/>.</param>
/// <param name="Reason">One Chinese sentence that says which basis and since when, and what to do next.</param>
/// <param name="Basis">What was found; null when nothing was cited or nothing is known by that code.</param>
/// <param name="Steps">Every check in order, passed or not.</param>
public sealed record BasisAnswer(bool Allowed, string Code, string Reason, BasisShown? Basis, IReadOnlyList<BasisStep> Steps);

/// <summary>The entry as it stood when it was asked; a case file keeps <paramref name="Reference"/> and <paramref name="Edition"/>.</summary>
/// <param name="Reference">For example <c>L03/40</c>.</param>
/// <param name="Article">Chinese, for example 第40条; empty: the instrument as a whole.</param>
/// <param name="From">First day in force.</param>
/// <param name="To">Last day in force; null: in force as far as known.</param>
public sealed record BasisShown(
    Guid InstrumentId, string Reference, string Title, string DocumentNumber, string Article, string Level, string Territory, DateOnly From, DateOnly? To, bool Confirmed, int Edition);

public enum BasisStepState { Passed, Failed, NotNeeded }

public sealed record BasisStep(string Name, BasisStepState State, string Text);

/// <summary>Stable codes of the answers.</summary>
public static class BasisCodes
{
    public const string Allowed = "ALLOWED";

    /// <summary>No basis is cited for an act that burdens.</summary>
    public const string NoBasis = "NO_BASIS";
    public const string Unknown = "UNKNOWN_BASIS";

    /// <summary>The levy that ended on 2021-08-20, whatever a local text still prints (rights.md 4).</summary>
    public const string LevyAbolished = "LEVY_ABOLISHED";
    public const string NotYetInForce = "BASIS_NOT_YET_IN_FORCE";
    public const string Repealed = "BASIS_REPEALED";
    public const string OutOfTerritory = "OUT_OF_TERRITORY";

    /// <summary>An instrument of a higher level abolished the matter.</summary>
    public const string Overridden = "BASIS_OVERRIDDEN";
    public const string ActNotCovered = "ACT_NOT_COVERED";

    /// <summary>The provision names other levels of office.</summary>
    public const string LevelNotAuthorised = "LEVEL_NOT_AUTHORISED";

    /// <summary>Acts that burden only.</summary>
    public const string Unconfirmed = "BASIS_UNCONFIRMED";
}

/// <summary>One question to the register. Five statements.</summary>
[Requires(Permission)]
[Endpoint(Verb.Get, "legal-basis/check", "核对一项行为能否以某条依据在某地某日作出，给出逐步理由")]
public sealed record CheckLegalBasis(string? Basis, ActKind Act, int PlaceId, DateOnly Day, string? Article = null, DivisionLevels? ActingLevel = null) : IQuery<BasisAnswer>
{
    public const string Permission = "legal-basis.view";
}

/// <summary>Many questions at once, answered in their order with as many statements as one: for imports and monthly checks.</summary>
[Requires(CheckLegalBasis.Permission)]
[Endpoint(Verb.Post, "legal-basis/check-many", "成批核对依据，按提问顺序回答")]
public sealed record CheckLegalBases(IReadOnlyList<BasisQuestion> Questions) : IQuery<IReadOnlyList<BasisAnswer>>;

/// <summary>
/// Sent from inside a command before an act: answers the basis as it stands (null for a service without one), or throws
/// <see cref="RefusalException"/> with the code and reason of the answer, at the field <paramref name="Field"/>. For the abolished levy today
/// counts as well, so that a new decision cannot be dated back.
/// </summary>
public sealed record RequireLegalBasis(BasisQuestion Question, string Field = "Basis") : IQuery<BasisShown?>;
