using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Sessions;

/// <summary>Writes that somebody is at work in an open session. One that is over is not revived. Sent by the host alone.</summary>
[Label("记录在线活动")]
[Housekeeping]
internal sealed record TouchSession(Guid SessionId) : ICommand, IIdempotent;

internal sealed class TouchSessionHandler(CoreDbContext db, Operation operation, IOptions<SessionSettings> settings) : AsyncRequestHandler<TouchSession>
{
    protected override async Task Handle(TouchSession request, CancellationToken cancellationToken)
    {
        var (idle, longest) = (operation.Now - settings.Value.Idle, operation.Now - settings.Value.Longest);
        await db.Set<AccountSession>()
            .Where(s => s.Id == request.SessionId && s.EndedAt == null && s.LastSeenAt > idle && s.StartedAt > longest)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, operation.Now), cancellationToken);
    }
}

/// <summary>Ends the sessions nobody works in any more, at most 200 at a time. Sent by the host alone.</summary>
[Label("结束无人操作的登录")]
[Housekeeping]
internal sealed record EndStaleSessions : ICommand, IIdempotent;

internal sealed class EndStaleSessionsHandler(CoreDbContext db, SessionBook sessions, Operation operation, IOptions<SessionSettings> settings)
    : AsyncRequestHandler<EndStaleSessions>
{
    protected override async Task Handle(EndStaleSessions request, CancellationToken cancellationToken)
    {
        var idle = operation.Now - settings.Value.Idle;
        var stale = await StaleSessions.Of(db, operation.Now, settings.Value).OrderBy(s => s.LastSeenAt).Take(200).ToListAsync(cancellationToken);
        sessions.EndRead(stale, session => session.LastSeenAt <= idle ? SessionEnd.Idle : SessionEnd.TooLong);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>What an open page wants to know: which sessions are stale, and which ended since it last looked. Sent by the host alone.</summary>
internal sealed record GetEndedSessions(DateTimeOffset Since) : IQuery<EndedSessions>;

internal sealed record EndedSessions(bool AnyStale, IReadOnlyDictionary<Guid, SessionEnd> Ended);

internal sealed class GetEndedSessionsHandler(CoreDbContext db, Operation operation, IOptions<SessionSettings> settings) : IRequestHandler<GetEndedSessions, EndedSessions>
{
    public async Task<EndedSessions> Handle(GetEndedSessions request, CancellationToken cancellationToken) => new(
        await StaleSessions.Of(db, operation.Now, settings.Value).AnyAsync(cancellationToken),
        await db.Set<AccountSession>().AsNoTracking().Where(s => s.EndedAt >= request.Since).ToDictionaryAsync(s => s.Id, s => s.End, cancellationToken));
}

internal static class StaleSessions
{
    public static IQueryable<AccountSession> Of(CoreDbContext db, DateTimeOffset now, SessionSettings settings)
    {
        var (idle, longest) = (now - settings.Idle, now - settings.Longest);
        return db.Set<AccountSession>().Where(s => s.EndedAt == null && (s.LastSeenAt <= idle || s.StartedAt <= longest));
    }
}
