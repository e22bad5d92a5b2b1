namespace Platform.Contracts.Access;

/// <summary>Who acts, where and through what. Loaded afresh for every outermost request.</summary>
/// <param name="AccountId">Empty for the system itself.</param>
/// <param name="StaffId">The person on the staff list behind the account; empty when there is none.</param>
/// <param name="RemoteAddress">Address of the caller; null for jobs and the command line.</param>
public sealed record Actor(
    Guid AccountId,
    string Name,
    Guid StaffId,
    DivisionScope Scope,
    IReadOnlySet<string> Permissions,
    ActorChannel Channel,
    string? RemoteAddress = null)
{
    public static readonly IReadOnlySet<int> NothingInherited = new HashSet<int>();

    /// <summary>Closed divisions outside the scope whose successor lies inside: their rows are read here, never written.</summary>
    public IReadOnlySet<int> Inherited { get; init; } = NothingInherited;

    /// <summary>Rows of the site are visible: it lies in the scope or is inherited.</summary>
    public bool Reads(int siteId) => Scope.Contains(siteId) || Inherited.Contains(siteId);

    /// <summary>What the account has to do before anything else is allowed; while there is something, it has no permissions.</summary>
    public AccountHold Hold { get; init; }

    /// <summary>The sign-in this request came in; empty for the system and for callers without one.</summary>
    public Guid SessionId { get; init; }

    /// <summary>Browser and system in short, for the sign-in history.</summary>
    public string Device { get; init; } = "";

    /// <summary>The API key that acts for the account; empty for a person and for the system.</summary>
    public Guid KeyId { get; init; }

    /// <summary>The platform itself, sending from a job or a verb.</summary>
    public bool IsSystem => AccountId == Guid.Empty && Channel is ActorChannel.Job or ActorChannel.CommandLine;

    /// <summary>False: nobody is signed in.</summary>
    public bool IsKnown => AccountId != Guid.Empty || IsSystem;

    public bool May(string permission) => IsSystem || Permissions.Contains(permission);

    /// <summary>The platform itself, for jobs and verbs, limited to <paramref name="scope"/>.</summary>
    public static Actor System(DivisionScope scope, ActorChannel channel) =>
        new(Guid.Empty, channel == ActorChannel.Job ? "系统自动处理" : "命令行", Guid.Empty, scope, new HashSet<string>(), channel);
}

public enum ActorChannel { Page, Api, Job, CommandLine }

/// <summary>A password that was set by somebody else or is too old, a second factor that the role demands and nobody has enrolled.</summary>
public enum AccountHold { None, ChangePassword, EnrolSecondFactor }

/// <summary>
/// The part of the country a caller works in, as an interval of division ids (9-digit codes as int, zero-padded at the end):
/// a row is inside when <c>Lo &lt;= SiteId &lt;= Hi</c>.
/// </summary>
public readonly record struct DivisionScope(int DivisionId, int Lo, int Hi)
{
    public static readonly DivisionScope Nation = new(0, 0, 999_999_999);

    /// <summary>Contains nothing.</summary>
    public static readonly DivisionScope None = new(-1, 1, 0);

    public bool Contains(int siteId) => siteId >= Lo && siteId <= Hi;

    public bool Contains(DivisionScope other) => other.Lo >= Lo && other.Hi <= Hi && other.Lo <= other.Hi;
}
