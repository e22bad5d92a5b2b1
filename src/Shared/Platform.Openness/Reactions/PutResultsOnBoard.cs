using MediatR;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Appraisal;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;
using Platform.Openness.Features.Public;

namespace Platform.Openness.Reactions;

/// <summary>
/// Published month results go on the board at once (张榜公布, P4-PATCH-02b): the villages of a site with rank and points. A revision takes the place of the
/// result before. Four statements a batch.
/// </summary>
internal sealed class PutResultsOnBoard(OpennessDbContext db, IOutputCacheStore cache, Operation operation) : INotificationHandler<ResultsPublished>
{
    private const string By = "系统自动张榜";
    private const int DaysUp = 180;
    private static readonly string[] Columns = ["名次", "得分"];

    public async Task Handle(ResultsPublished notification, CancellationToken cancellationToken)
    {
        var sites = notification.Sites.Where(s => s.Villages.Count > 0).ToList();
        if (sites.Count == 0)
        {
            return;
        }

        var (title, today) = ($"{notification.Month.ToChinese()}各村（社区）考评结果", operation.Today);
        var ids = sites.Where(s => s.Revision > 1).Select(s => s.SiteId).ToList();
        if (ids.Count > 0)
        {
            await db.Set<PublishedPost>().Where(p => ids.Contains(p.SiteId) && p.Category == BoardCategory.Results && p.Title == title && p.EndedOn == OpenEnd.Never)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedOn, today).SetProperty(p => p.EndReason, "重新考评后更新"), cancellationToken);
            await db.Set<BoardPost>().Where(p => ids.Contains(p.SiteId) && p.Category == BoardCategory.Results && p.Title == title && p.State == PostState.Published)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.State, PostState.Withdrawn), cancellationToken);
        }

        var posts = sites.Select(s => (Result: s, Post: new BoardPost
        {
            SiteId = s.SiteId,
            Category = BoardCategory.Results,
            Title = title,
            Text = "考评衡量村（社区）是否按时、完整地履行职责。对结果有异议的，可在公布后五个工作日内提出。",
            Number = s.Revision,
            State = PostState.Published,
            AuthorName = By,
            ApproverName = notification.PublishedBy,
            ApprovedAt = operation.Now,
            ExpiresOn = today.AddDays(DaysUp),
        })).ToList();
        await Bulk.InsertAsync(db, posts.Select(p => p.Post), cancellationToken);
        await Bulk.InsertAsync(db, posts.Select(p => new PublishedPost
        {
            SiteId = p.Post.SiteId,
            PostId = p.Post.Id,
            Number = p.Post.Number,
            Category = p.Post.Category,
            Title = title,
            Text = p.Post.Text,
            TableJson = Table(notification.Month, p.Result).ToJson(),
            PublishedOn = today,
            PublishedBy = notification.PublishedBy,
            ApprovedBy = notification.PublishedBy,
            ExpiresOn = p.Post.ExpiresOn,
        }), cancellationToken);
        operation.AfterCommit(async () => await cache.EvictByTagAsync(PublicDesk.CacheTag, CancellationToken.None));
    }

    private static PublicTable Table(YearMonth month, SiteResult site) => new(
        "月考评结果", month.ToChinese(), Columns,
        [.. site.Villages.Select(v => new PublicRow(v.Name, [Rank(v), v.Points is { } p ? p.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) : "无得分"]))]);

    // "第3名", so that it is not taken for a count of people.
    private static string Rank(VillageResult village) => village.Rank is { } rank ? $"第{rank}名" : "不排名";
}
