using Platform.Contracts.Access;

namespace Platform.Infrastructure.Access;

/// <summary>Who knocks, before the database says what they may do.</summary>
/// <param name="AccountId">Empty when nobody is signed in.</param>
/// <param name="SecurityStamp">Changes when the account is locked or its password changes; an old one is refused.</param>
public sealed record Caller(Guid AccountId, string SecurityStamp, ActorChannel Channel, string? RemoteAddress)
{
    /// <summary>The sign-in the cookie belongs to; empty for callers that have none, such as machines.</summary>
    public Guid SessionId { get; init; }

    /// <summary>Browser and system in short.</summary>
    public string Device { get; init; } = "";

    /// <summary>The verified API key that knocks instead of an account; empty for people.</summary>
    public Guid KeyId { get; init; }

    public static readonly Caller Nobody = new(Guid.Empty, "", ActorChannel.Page, null);
}

/// <summary>Finds the caller of the current circuit or HTTP request.</summary>
public interface ICallerSource
{
    ValueTask<Caller> GetAsync();
}
