using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Openness;
using Platform.Openness.Domain;
using Platform.Openness.Features.Board;
using Platform.Openness.Features.Public;
using Platform.Openness.Features.Subjects;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Openness;

/// <summary>A post from draft to withdrawal, and tables whose small figures stay hidden also beside those of the county.</summary>
public class BoardTests
{
    private const int Site = Places.FirstSite;
    private static readonly string[] All = [OpennessPermissions.View, OpennessPermissions.Write, OpennessPermissions.Approve, OpennessPermissions.ManageSubjects];

    [Theory, DatabaseData]
    public async Task A_post_is_approved_by_another_published_replaced_and_withdrawn(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await As(platform, 1, new SaveBoardPost(Site, null, BoardCategory.Promises, "服务承诺", "材料齐全的当场办结。", ExpiresOn: new(2026, 12, 31)));
        Assert.Equal("WRONG_STATE", await CodeAsync(async () => await As(platform, 2, new ApprovePost(Site, id, await VersionAsync(platform, id)))));
        await As(platform, 1, new SubmitPost(Site, id, await VersionAsync(platform, id)));
        Assert.Equal("OWN_POST", await CodeAsync(async () => await As(platform, 1, new ApprovePost(Site, id, await VersionAsync(platform, id)))));
        await As(platform, 2, new ReturnPost(Site, id, await VersionAsync(platform, id), "写明办理时限"));
        await As(platform, 1, new SaveBoardPost(Site, id, BoardCategory.Promises, "服务承诺", "材料齐全的当场办结，其他五个工作日内办结。", ExpiresOn: new(2026, 12, 31)));
        await PublishAsync(platform, id);
        Assert.Equal(["服务承诺"], await TitlesAsync(platform));

        await As(platform, 2, new RevisePost(Site, id, await VersionAsync(platform, id)));
        await As(platform, 2, new SaveBoardPost(Site, id, BoardCategory.Promises, "服务承诺（2026年修订）", "三个工作日内办结。"));
        Assert.Equal(["服务承诺"], await TitlesAsync(platform));
        await As(platform, 2, new SubmitPost(Site, id, await VersionAsync(platform, id)));
        await As(platform, 1, new ApprovePost(Site, id, await VersionAsync(platform, id)));
        await As(platform, 1, new PublishPost(Site, id, await VersionAsync(platform, id)));
        Assert.Equal(["服务承诺（2026年修订）"], await TitlesAsync(platform));
        await As(platform, 2, new WithdrawPost(Site, id, await VersionAsync(platform, id), "内容有误"));
        Assert.Empty(await TitlesAsync(platform));
        var detail = await As(platform, 1, new GetBoardPost(id));
        Assert.Equal([2, 1], detail.Versions.Select(v => v.Number));
        Assert.Equal(["内容有误", "改版"], detail.Versions.Select(v => v.EndReason));
    }

    [Theory, DatabaseData]
    public async Task A_post_leaves_the_board_after_its_last_day_and_is_seen_by_nobody_elsewhere(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await As(platform, 1, new SaveBoardPost(Site, null, BoardCategory.Spending, "第四季度支出", "办公用品 320 元。", ExpiresOn: new(2026, 11, 24)));
        await PublishAsync(platform, id);
        Assert.Single(await TitlesAsync(platform));
        Assert.Empty((await platform.SendAs(Places.Site(Places.SecondSite), All, new ListBoardPosts(new PageRequest()))).Items);
        platform.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await TitlesAsync(platform));
    }

    [Theory, DatabaseData]
    public async Task Small_figures_stay_hidden_beside_the_county_and_after_a_correction(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(Enumerable.Range(1, 3).Select(i => new Village { SiteId = Site, Code = $"{Site}{i:000}", Name = $"第{i}村" }));
            return Task.CompletedTask;
        });
        var subject = await platform.SendAs(Places.County, All, new AddSubject(Places.CountyId, "参加健康讲座人数", ["男", "女"], Cadence.Monthly, null));
        var choices = await As(platform, 1, new GetBoardChoices(Site));
        Assert.Equal(["第1村", "第2村", "第3村"], choices.Units.Select(u => u.Name));
        int[][] values = [[3, 20], [15, 9], [30, 40]];
        var id = await TableAsync(platform, subject, choices, values);
        await PublishAsync(platform, id);
        var table = (await As(platform, 1, new GetBoardPost(id))).Versions[0].Table!;
        Assert.Equal("<5", table.Rows[0].Cells[0]);
        Assert.Contains("—", table.Rows[0].Cells);
        Assert.True(table.Rows.Skip(1).Any(r => r.Cells[0] == "—"), "the column must not give the figure away");

        // The same month again is a new version, not a second table.
        var second = await TableAsync(platform, subject, choices, values);
        Assert.Equal("ALREADY_PUBLISHED", await CodeAsync(async () => await As(platform, 1, new SubmitPost(Site, second, await VersionAsync(platform, second)))));

        // The county says another sum for the township than the township itself: refused. The same sum: published.
        var above = (await platform.SendAs(Places.County, All, new GetBoardChoices(Places.CountyId))).Units;
        Assert.Equal(8, above.Count);
        async Task<Guid> CountyAsync(int women) => await platform.SendAs(Places.County, All, new SaveBoardPost(
            Places.CountyId, null, BoardCategory.Totals, "全市参加健康讲座人数", "", SubjectId: subject, Period: new(2026, 10, 1),
            Figures: [.. above.Select(u => new FigureRow(u.Key, u.Key == TableDesk.KeyOf(Site) ? [48, women] : [2, 50]))]));
        var wrong = await CountyAsync(70);
        Assert.Equal("FIGURES_DISAGREE", await CodeAsync(async () => await platform.SendAs(Places.County, All, new SubmitPost(Places.CountyId, wrong, await VersionAsync(platform, wrong, Places.County)))));
        var right = await CountyAsync(69);
        var shown = (await platform.SendAs(Places.County, All, new GetBoardPost(right))).Table!;
        Assert.Equal(7, shown.Rows.Count(r => r.Cells[0] == "<5"));
    }

    [Fact]
    public async Task Names_of_people_and_handfuls_of_people_are_kept_out_of_texts()
    {
        await using var platform = await TestPlatform.StartAsync();
        foreach (var text in new[] { "本月有3人参加", "办结两例", "身份证34188119900101123X" })
        {
            Assert.Equal("VALIDATION", await CodeAsync(() => As(platform, 1, new SaveBoardPost(Site, null, BoardCategory.Notices, "通知", text))));
        }

        await As(platform, 1, new SaveBoardPost(Site, null, BoardCategory.Notices, "通知", "本月共有 35 人参加，办理时限 3 个工作日，一人一档，由 2 名以上工作人员办理。"));
    }

    private static Task<Guid> TableAsync(TestPlatform platform, Guid subject, BoardChoices choices, int[][] values) => As(platform, 1, new SaveBoardPost(
        Site, null, BoardCategory.Totals, "10月参加健康讲座人数", "", SubjectId: subject, Period: new(2026, 10, 31), Figures: [.. choices.Units.Select((u, i) => new FigureRow(u.Key, values[i]))]));

    private static async Task PublishAsync(TestPlatform platform, Guid id)
    {
        await As(platform, 1, new SubmitPost(Site, id, await VersionAsync(platform, id)));
        await As(platform, 2, new ApprovePost(Site, id, await VersionAsync(platform, id)));
        await As(platform, 2, new PublishPost(Site, id, await VersionAsync(platform, id)));
    }

    private static async Task<Guid> VersionAsync(TestPlatform platform, Guid id, DivisionScope? scope = null) =>
        (await platform.SendAs(scope ?? Places.Site(Site), All, new GetBoardPost(id))).Version;

    private static async Task<IEnumerable<string>> TitlesAsync(TestPlatform platform)
    {
        var desk = new PublicDesk(platform.Sender);
        var division = await desk.FindAsync($"{Site}", default);
        return (await desk.AskAsync(division!, new GetPublicBoard(Site, null, 1), default)).Posts.Select(p => p.Title);
    }

    private static Task<T> As<T>(TestPlatform platform, int person, IRequest<T> request) => platform.Sender.SendAs(
        new Actor(new Guid(person, 0, 0, new byte[8]), $"人员{person}", Guid.Empty, Places.Site(Site), All.ToHashSet(), ActorChannel.Page), request);

    private static async Task<string> CodeAsync(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
