using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Feed;

/// <summary>Opens the caller's own calendar feed of a site and answers its secret address once. An earlier one ends.</summary>
[Label("开通日历订阅")]
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Post, "oversight/calendar-feed", "开通本人的日历订阅，地址只返回一次")]
internal sealed record OpenFeed(int SiteId) : ICommand<OpenedFeed>, ISiteRequest;

/// <param name="Path">Path below the address of the platform.</param>
internal sealed record OpenedFeed(string Path)
{
    public override string ToString() => "（受保护）";
}

internal sealed class OpenFeedHandler(OversightDbContext db, Operation operation) : IRequestHandler<OpenFeed, OpenedFeed>
{
    public async Task<OpenedFeed> Handle(OpenFeed request, CancellationToken cancellationToken)
    {
        await FeedTokens.EndAsync(db, operation, request.SiteId, cancellationToken);
        var token = FeedTokens.New();
        db.Add(new CalendarFeed
        {
            SiteId = request.SiteId,
            AccountId = operation.Actor.AccountId,
            StaffId = operation.Actor.StaffId,
            WholeOffice = operation.Actor.May(OversightPermissions.ViewMeetings) || operation.Actor.StaffId == Guid.Empty,
            TokenHash = FeedTokens.Hash(token),
            CreatedAt = operation.Now,
        });
        await db.SaveChangesAsync(cancellationToken);
        return new OpenedFeed(ReadCalendarFeed.PathOf(token));
    }
}

/// <summary>Ends the caller's own feed of a site: whoever has the address reads nothing more. Idempotent.</summary>
[Label("停用日历订阅")]
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Post, "oversight/calendar-feed/revoke", "停用本人的日历订阅")]
internal sealed record RevokeFeed(int SiteId) : ICommand, ISiteRequest;

internal sealed class RevokeFeedHandler(OversightDbContext db, Operation operation) : IRequestHandler<RevokeFeed, Unit>
{
    public async Task<Unit> Handle(RevokeFeed request, CancellationToken cancellationToken)
    {
        await FeedTokens.EndAsync(db, operation, request.SiteId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Since when the caller's own feed of a site serves; null: there is none.</summary>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/calendar-feed", "查询本人的日历订阅")]
internal sealed record GetOwnFeed(int SiteId) : IQuery<FeedState>, ISiteRequest;

internal sealed record FeedState(DateTimeOffset? Since);

internal sealed class GetOwnFeedHandler(OversightDbContext db, Operation operation) : IRequestHandler<GetOwnFeed, FeedState>
{
    public async Task<FeedState> Handle(GetOwnFeed request, CancellationToken cancellationToken)
    {
        var me = operation.Actor.AccountId;
        return new FeedState(await db.Set<CalendarFeed>().AsNoTracking().Where(f => f.SiteId == request.SiteId && f.AccountId == me && f.RevokedAt == null)
            .Select(f => (DateTimeOffset?)f.CreatedAt).FirstOrDefaultAsync(cancellationToken));
    }
}

internal static class FeedTokens
{
    public const int Length = 52;

    // 32 characters without look-alikes: 5 bits each.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static async Task EndAsync(OversightDbContext db, Operation operation, int siteId, CancellationToken cancellationToken)
    {
        var me = operation.Actor.AccountId;
        foreach (var feed in await db.Set<CalendarFeed>().Where(f => f.SiteId == siteId && f.AccountId == me && f.RevokedAt == null).ToListAsync(cancellationToken))
        {
            feed.RevokedAt = operation.Now;
        }
    }
}
