using Platform.Contracts.Access;
using Platform.Contracts.Divisions;

namespace Platform.Infrastructure.Ui;

/// <summary>
/// Who sits in front of the screen and which part of the country is open. Pages take it as a cascading value; it is never null inside
/// the shell, and it is replaced (not changed) when a right or the scope changes.
/// </summary>
/// <param name="Actor">Null when nobody is signed in.</param>
/// <param name="DivisionName">Short name of the active division, for example 甲路镇.</param>
/// <param name="FullName">With all levels above.</param>
public sealed record ScopeState(Actor? Actor, string DivisionName, string FullName, DivisionLevels Levels)
{
    public static readonly ScopeState Nobody = new(null, "", "", DivisionLevels.None);

    public DivisionScope Scope => Actor?.Scope ?? DivisionScope.None;

    public bool SignedIn => Actor is not null;

    /// <summary>The active division is one township: pages about one site can work.</summary>
    public bool IsTownship => Levels.HasFlag(DivisionLevels.Township);

    /// <summary>Id of the active township; null when a county or more is open.</summary>
    public int? SiteId => IsTownship ? Scope.DivisionId : null;

    public bool Can(string permission) => Actor?.May(permission) ?? false;
}

/// <param name="Id">Division id.</param>
/// <param name="Code">Code as written in lists, for example <c>341881101</c>.</param>
/// <param name="Role">Chinese name of the role held there.</param>
public sealed record ScopeChoice(int Id, string Code, string Name, string FullName, string Role);

/// <summary>Tells the shell who is signed in and where they work. One per circuit or request.</summary>
public interface IScopeSource
{
    /// <summary><see cref="ScopeState.Nobody"/> when nobody is signed in.</summary>
    Task<ScopeState> CurrentAsync(CancellationToken ct);

    /// <summary>
    /// Divisions the person may switch to, by name, pinyin initials or code; at most 20. An empty text gives the divisions of the
    /// person's own roles. The choice is posted as <c>division</c> to <see cref="ShellRoutes.SwitchScope"/>.
    /// </summary>
    Task<IReadOnlyList<ScopeChoice>> SearchAsync(string text, CancellationToken ct);
}
