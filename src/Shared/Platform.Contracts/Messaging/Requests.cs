using MediatR;

namespace Platform.Contracts.Messaging;

/// <summary>A request that changes something: it runs in one transaction and leaves a trail entry.</summary>
public interface ICommandBase;

public interface ICommand<out TResult> : IRequest<TResult>, ICommandBase;

public interface ICommand : ICommand<Unit>, IRequest;

/// <summary>A request that reads. It opens no transaction.</summary>
public interface IQuery<out TResult> : IRequest<TResult>;

/// <summary>Marks a command that may run again after a lost lock or connection: running it twice has the effect of once.</summary>
public interface IIdempotent;

/// <summary>A request about one site. The site must lie in the caller's scope and the request's module must be on there.</summary>
public interface ISiteRequest
{
    int SiteId { get; }
}

/// <summary>A request whose trail entry should name the record it is about.</summary>
public interface IRecordRequest
{
    string RecordRef { get; }
}

/// <summary>A request that says why it is made; the reason stands in the trail.</summary>
public interface IReasonedRequest
{
    /// <summary>Chinese words of the person in front of the screen, 2 to 200 characters. No personal data.</summary>
    string Reason { get; }
}

/// <summary>
/// A message about something that happened; it is handled inside the transaction of its cause and undoes it when a handler throws.
/// </summary>
public interface IFact : INotification;

/// <summary>The permission an outermost request needs. A request without it can only be sent from inside another, or by the system.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    public string Permission { get; } = permission;
}

/// <summary>Any signed-in account may send this request; it only touches the account's own data.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute : Attribute;

/// <summary>
/// Beside <see cref="SignedInAttribute"/>: an API key may send this request too. Otherwise what only touches the account's own data is for the
/// person alone.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ByKeyAttribute : Attribute;

/// <summary>
/// Where a division demands it (专人、专机), only a named operator at a named machine may send this request; the rule is switched on per division
/// and module (P3-MIGPLATSEC-01).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedOperatorOnlyAttribute : Attribute;

/// <summary>Anybody may send this request: signing in and out, and what the public pages ask and take. It says itself what it shows to strangers.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnonymousAttribute : Attribute;

/// <summary>
/// A command of the platform's own bookkeeping (claims, leases, sweeps): it leaves a row in the trail only when its handler noted something.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HousekeepingAttribute : Attribute;

/// <summary>
/// The clauses of the duty documents that this command, query or page serves, for example <c>P4-NOTICE-00</c>. The coverage page is made from
/// these and from the clause ids of duties, checks and indicators; a test fails on an id that does not exist.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClausesAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}

public enum Verb { Get, Post, Put, Delete }

/// <summary>
/// Makes the request an HTTP endpoint under <c>/api/</c>. GET and DELETE bind from route and query, POST and PUT from a JSON body.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EndpointAttribute(Verb verb, string route, string summary) : Attribute
{
    public Verb Verb { get; } = verb;

    /// <summary>Route below <c>/api/</c> without leading slash, for example <c>staff-attendance/incidents</c>.</summary>
    public string Route { get; } = route;

    /// <summary>One Chinese sentence for the API description.</summary>
    public string Summary { get; } = summary;
}
