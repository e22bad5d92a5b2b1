using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Sessions;

/// <param name="Own">The session this very request came in.</param>
internal sealed record SessionRow(Guid Id, string UserName, string DisplayName, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Address, string Device, bool Own);

/// <summary>The caller's own open sessions, newest first.</summary>
[SignedIn]
[Endpoint(Verb.Get, "me/sessions", "自己在各处的登录")]
internal sealed record ListMySessions(PageRequest Page) : IQuery<Page<SessionRow>>;

internal sealed class ListMySessionsHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListMySessions, Page<SessionRow>>
{
    public Task<Page<SessionRow>> Handle(ListMySessions request, CancellationToken cancellationToken) =>
        OpenSessions.PageAsync(db, db.Set<Account>().Where(a => a.Id == operation.Actor.AccountId), operation, request.Page, cancellationToken);
}

/// <summary>Open sessions of the accounts in the caller's scope.</summary>
/// <param name="Text">Part of the sign-in name or of the display name.</param>
[Requires(CorePermissions.ManageSessions)]
[Endpoint(Verb.Get, "sessions", "本区划范围内的在线登录")]
internal sealed record ListSessions(PageRequest Page, string? Text = null) : IQuery<Page<SessionRow>>;

internal sealed class ListSessionsHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListSessions, Page<SessionRow>>
{
    public Task<Page<SessionRow>> Handle(ListSessions request, CancellationToken cancellationToken)
    {
        var accounts = AccountScope.Accounts(db, operation.Actor.Scope);
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            accounts = accounts.Where(a => a.UserName!.Contains(text) || a.DisplayName.Contains(text));
        }

        return OpenSessions.PageAsync(db, accounts, operation, request.Page, cancellationToken);
    }
}

internal static class OpenSessions
{
    public static async Task<Page<SessionRow>> PageAsync(
        CoreDbContext db, IQueryable<Account> accounts, Operation operation, PageRequest page, CancellationToken cancellationToken)
    {
        var open =
            from session in db.Set<AccountSession>().AsNoTracking()
            where session.EndedAt == null
            join account in accounts on session.AccountId equals account.Id
            select new { session, account.UserName, account.DisplayName };
        var own = operation.Actor.SessionId;
        var sorted = page.Sort switch
        {
            "UserName" => open.OrderBy(r => r.UserName),
            "-UserName" => open.OrderByDescending(r => r.UserName),
            "StartedAt" => open.OrderBy(r => r.session.StartedAt),
            "-StartedAt" => open.OrderByDescending(r => r.session.StartedAt),
            "LastSeenAt" => open.OrderBy(r => r.session.LastSeenAt),
            _ => open.OrderByDescending(r => r.session.LastSeenAt),
        };
        var rows = await sorted.ThenBy(r => r.session.Id).Skip(page.Skip).Take(page.Take).ToListAsync(cancellationToken);
        return new Page<SessionRow>(
            [.. rows.Select(r => new SessionRow(r.session.Id, r.UserName!, r.DisplayName, r.session.StartedAt, r.session.LastSeenAt, r.session.Address, r.session.Device, r.session.Id == own))],
            await open.CountAsync(cancellationToken));
    }
}

/// <summary>Ends one of the caller's own sessions.</summary>
[SignedIn]
[Endpoint(Verb.Post, "me/sessions/{sessionId}/end", "结束自己在别处的登录")]
internal sealed record EndMySession(Guid SessionId) : ICommand;

internal sealed class EndMySessionHandler(CoreDbContext db, SessionBook sessions, Operation operation) : AsyncRequestHandler<EndMySession>
{
    protected override async Task Handle(EndMySession request, CancellationToken cancellationToken)
    {
        var session = await db.Set<AccountSession>()
                .FirstOrDefaultAsync(s => s.Id == request.SessionId && s.AccountId == operation.Actor.AccountId && s.EndedAt == null, cancellationToken)
            ?? throw UnknownSession.Refusal();
        await sessions.EndAsync(session, SessionEnd.ForcedOut, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("结束自己在别处的登录");
    }
}

/// <summary>Ends a session of somebody else in the caller's scope, for a reason.</summary>
[Requires(CorePermissions.ManageSessions)]
[Endpoint(Verb.Post, "sessions/{sessionId}/end", "强制退出一个在线登录")]
internal sealed record EndSession(Guid SessionId, string Reason) : ICommand, IReasonedRequest;

internal sealed class EndSessionHandler(CoreDbContext db, SessionBook sessions, Operation operation) : AsyncRequestHandler<EndSession>
{
    protected override async Task Handle(EndSession request, CancellationToken cancellationToken)
    {
        Granting.ReasonGiven.Demand(request.Reason);
        var session = await db.Set<AccountSession>().FirstOrDefaultAsync(s => s.Id == request.SessionId && s.EndedAt == null, cancellationToken)
            ?? throw UnknownSession.Refusal();
        var account = await AccountScope.SeenAsync(db, operation, session.AccountId, cancellationToken);
        await sessions.EndAsync(session, SessionEnd.ForcedOut, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"强制退出，账号 {account.Id}，事由：{request.Reason.Trim()}");
    }
}

/// <summary>Ends the caller's present session.</summary>
[SignedIn]
[DuringEntry]
[Endpoint(Verb.Post, "me/sign-out", "退出登录")]
internal sealed record SignOut : ICommand;

internal sealed class SignOutHandler(CoreDbContext db, SessionBook sessions, Operation operation) : AsyncRequestHandler<SignOut>
{
    protected override async Task Handle(SignOut request, CancellationToken cancellationToken)
    {
        if (await db.Set<AccountSession>().FirstOrDefaultAsync(s => s.Id == operation.Actor.SessionId && s.EndedAt == null, cancellationToken) is { } session)
        {
            await sessions.EndAsync(session, SessionEnd.SignedOut, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        operation.Note("退出登录");
    }
}

internal static class UnknownSession
{
    public static RefusalException Refusal() => new("UNKNOWN_SESSION", "没有找到这次登录，它可能已经结束。请刷新后再看。", RefusalKind.NotFound);
}
