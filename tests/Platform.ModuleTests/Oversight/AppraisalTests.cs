using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Openness.Data;
using Platform.Openness.Domain;
using Platform.Openness.Features.Public;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Letters;
using Platform.Oversight.Features.Objections;
using Platform.Oversight.Features.Recipients;
using Platform.Oversight.Features.Results;
using Platform.Oversight.Features.Runs;
using Platform.Oversight.Features.Schemes;
using Platform.Oversight.Features.YearEnd;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>Schemes, objections, the report to the named recipients and the board, responsibility letters and the year's end.</summary>
public class AppraisalTests
{
    private const int Site = Places.FirstSite;
    private static readonly YearMonth October = new(2026, 10);

    private static readonly string[] All =
    [
        OversightPermissions.ViewResults, OversightPermissions.ManageSchemes, OversightPermissions.Object, OversightPermissions.Decide, OversightPermissions.ManageRecipients,
        OversightPermissions.ManageLetters, OversightPermissions.ProposeYearEnd, OversightPermissions.ApproveYearEnd, OversightPermissions.Publish,
    ];

    [Theory, DatabaseData]
    public async Task A_scheme_counts_from_an_open_month_on_and_its_weights_make_100(DatabaseKind kind)
    {
        await using var platform = await StartAsync(kind);
        var lines = await platform.SendAs(Places.County, All, new GetSchemeDraft());
        List<SchemeLineDraft> Half(decimal first) =>
            [.. lines.GroupBy(l => l.Level).SelectMany(g => g.Select((l, i) => new SchemeLineDraft(l.Code, 1, i == 0 ? first : i == 1 ? 100 - first : 0)).Select(l => g.Count() == 1 ? l with { Weight = first == 90 ? 90 : 100 } : l))];
        Assert.Equal("WEIGHTS_NOT_100", await CodeAsync(() => platform.SendAs(Places.County, All, new SaveScheme("方案", October.AddMonths(1), true, Half(90)))));
        Assert.Equal("UNKNOWN_INDICATOR", await CodeAsync(() => platform.SendAs(Places.County, All, new SaveScheme("方案", October.AddMonths(1), true, [.. Half(60), new("births", 1, 0)]))));
        Assert.Equal("INDICATORS_INCOMPLETE", await CodeAsync(() => platform.SendAs(Places.County, All, new SaveScheme("方案", October.AddMonths(1), true, [.. Half(60).Skip(1)]))));
        await platform.SendAs(Places.County, All, new SaveScheme("原方案", October, true, Half(60)));
        await CloseAsync(platform);
        var before = await ScoresAsync(platform);
        Assert.Equal("MONTH_CLOSED", await CodeAsync(() => platform.SendAs(Places.County, All, new SaveScheme("新方案", October, true, Half(70)))));
        var preview = await platform.SendAs(Places.County, All, new PreviewScheme(Half(70)));
        Assert.Equal((October, 8), (preview.Month, preview.Rows.Count));
        await platform.SendAs(Places.County, All, new SaveScheme("新方案", October.AddMonths(1), false, Half(70)));
        await platform.SendAs(Places.County, All, new SaveScheme("新方案（改）", October.AddMonths(1), false, Half(80)));
        Assert.Equal(before, await ScoresAsync(platform));
        var schemes = (await platform.SendAs(Places.County, All, new ListSchemes(new PageRequest()))).Items;
        Assert.Equal(["新方案（改）", "原方案"], schemes.Select(s => s.Name));
    }

    [Theory, DatabaseData]
    public async Task An_objection_that_is_upheld_makes_a_revision_beside_the_old_result(DatabaseKind kind)
    {
        await using var platform = await StartAsync(kind);
        await CloseAsync(platform);
        var score = (await As(platform, 1, new GetResults(October))).Items.Single(r => r.SiteId == Site);
        var id = await As(platform, 1, new RaiseObjection(Site, score.ScoreId, "十月例会记录已补登，未计入。"));
        Assert.Equal("OBJECTION_RAISED", await CodeAsync(() => As(platform, 1, new RaiseObjection(Site, score.ScoreId, "再次提出"))));
        var row = Assert.Single((await platform.SendAs(Places.County, All, new ListObjections(new PageRequest()))).Items);
        Assert.StartsWith("2026-12-07", row.Due, StringComparison.Ordinal);
        await platform.SendAs(Places.County, All, new DecideObjection(Site, id, row.Version, true, "核实无误，重新计算。"));
        await WorkAsync(platform);
        var revised = await platform.Read<OversightDbContext, List<int>>(db => db.Set<Score>().Where(s => s.Month == October.FirstDay && s.UnitId == Guid.Empty && s.SiteId == Site).OrderBy(s => s.Revision).Select(s => s.Revision).ToListAsync());
        Assert.Equal([1, 2], revised);
        Assert.Equal(1, await platform.Read<OversightDbContext, int>(db => db.Set<Score>().Where(s => s.UnitId == Guid.Empty && s.SiteId == Places.SecondSite).CountAsync()));
        Assert.Equal("RESULT_REVISED", await CodeAsync(() => As(platform, 1, new RaiseObjection(Site, score.ScoreId, "对旧版本"))));

        // 2026-11-23 is a Monday: five working days end on the 30th.
        var newest = (await As(platform, 1, new GetResults(October))).Items.Single(r => r.SiteId == Site);
        platform.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("OBJECTION_TOO_LATE", await CodeAsync(() => As(platform, 1, new RaiseObjection(Site, newest.ScoreId, "太晚"))));
    }

    [Theory, DatabaseData]
    public async Task Publishing_reports_to_the_recipients_and_puts_the_villages_on_the_board(DatabaseKind kind)
    {
        await using var platform = await StartAsync(kind);
        Assert.Equal(["书记", "镇长", "人大主席", "政协主任"], (await As(platform, 1, new GetRecipients(Site, October))).Recipients.Select(r => r.PostName));
        await As(platform, 1, new SetRecipients(Site, [new("书记", "周正平"), new("镇长", "")]));
        await CloseAsync(platform);
        await PublishAsync(platform);
        var receipts = (await As(platform, 1, new GetRecipients(Site, October))).Receipts;
        Assert.Equal([("书记", 1), ("镇长", 1)], receipts.Select(r => (r.PostName, r.Revision)));
        await As(platform, 1, new AcknowledgeResult(Site, receipts[0].Id, new(2026, 11, 20)));
        await As(platform, 1, new AcknowledgeResult(Site, receipts[0].Id, new(2026, 11, 22)));
        Assert.Equal(new DateOnly(2026, 11, 20), (await As(platform, 1, new GetRecipients(Site, October))).Receipts[0].ReadOn);

        var desk = new PublicDesk(platform.Sender);
        var division = (await desk.FindAsync($"{Site}", default))!;
        var post = Assert.Single((await desk.AskAsync(division, new GetPublicBoard(Site, BoardCategory.Results, 1), default)).Posts);
        var table = (await desk.AskAsync(division, new GetPublicPost(Site, post.Id), default))!.Table!;
        Assert.Equal(["东村", "西村"], table.Rows.Select(r => r.Name).Order(StringComparer.Ordinal));

        // A revision takes its place.
        await platform.Send(new CloseMonth(October, true), Places.County);
        await WorkAsync(platform);
        await PublishAsync(platform);
        Assert.Single((await desk.AskAsync(division, new GetPublicBoard(Site, BoardCategory.Results, 1), default)).Posts);
        Assert.Equal(2, await platform.Read<OpennessDbContext, int>(db => db.Set<PublishedPost>().CountAsync(p => p.SiteId == Site && p.Category == BoardCategory.Results)));
    }

    [Theory, DatabaseData]
    public async Task A_letter_sets_registered_targets_only_and_is_passed_down(DatabaseKind kind)
    {
        await using var platform = await StartAsync(kind);
        foreach (var code in new[] { "births", "pregnancy-checks", "fee-collected", "出生人数" })
        {
            Assert.Equal("UNKNOWN_TARGET", await CodeAsync(() => As(platform, 1, new DraftLetter(Site, 2026, LetterLevel.Township, [new(code, 1)]))));
        }

        var id = await As(platform, 1, new DraftLetter(Site, 2026, LetterLevel.Township, [new("duties-on-time", 1), new("work-meeting-monthly", 1)]));
        Assert.Equal(2, await As(platform, 1, new PassDownLetter(Site, id)));
        Assert.Equal(0, await As(platform, 1, new PassDownLetter(Site, id)));
        Assert.Equal("VALIDATION", await CodeAsync(() => As(platform, 1, new RecordProgress(Site, id, "work-meeting-monthly", "全年出生 30 人"))));
        await As(platform, 1, new RecordProgress(Site, id, "work-meeting-monthly", "已开 10 次例会"));
        await As(platform, 1, new SignLetter(Site, id, (await As(platform, 1, new GetLetter(id))).Version, new(2026, 11, 1), "周正平"));
        await CloseAsync(platform);
        await PublishAsync(platform);
        var letter = await As(platform, 1, new GetLetter(id));
        Assert.Equal(("周正平", new DateOnly(2026, 11, 1)), (letter.OwnerName, letter.SignedOn));
        Assert.NotNull(letter.Targets.Single(t => t.Code == "duties-on-time").Rate);
        Assert.Equal(2, (await As(platform, 1, new ListLetters(new PageRequest(), 2026, LetterLevel.Village))).Total);
    }

    [Theory, DatabaseData]
    public async Task The_years_end_is_proposed_by_one_and_approved_by_another(DatabaseKind kind)
    {
        await using var platform = await StartAsync(kind);
        var person = (await platform.Send(new SaveStaff(Site, [new("1", "林晓梅", "宣传员", "东村")]), Places.Site(Site)))["1"];
        Assert.Equal("VALIDATION", await CodeAsync(() => As(platform, 1, new SaveYearAppraisal(Site, 2026, YearAppraisalKind.Publicists, "", [new(person, YearGrade.Excellent, "表扬", "动员结扎 5 人")]))));
        var id = await As(platform, 1, new SaveYearAppraisal(Site, 2026, YearAppraisalKind.Publicists, "全年工作按时。", [new(person, YearGrade.Excellent, "通报表扬")]));
        await As(platform, 1, new ProposeYearAppraisal(Site, id, (await As(platform, 1, new GetYearAppraisal(id))).Version));
        Assert.Equal("NOT_A_DRAFT", await CodeAsync(() => As(platform, 1, new SaveYearAppraisal(Site, 2026, YearAppraisalKind.Publicists, "", [new(person, YearGrade.Good)]))));
        Assert.Equal("OWN_PROPOSAL", await CodeAsync(async () => await As(platform, 1, new DecideYearAppraisal(Site, id, (await As(platform, 1, new GetYearAppraisal(id))).Version, true))));
        await As(platform, 2, new DecideYearAppraisal(Site, id, (await As(platform, 2, new GetYearAppraisal(id))).Version, true));
        var detail = await As(platform, 1, new GetYearAppraisal(id));
        Assert.Equal((YearAppraisalState.Approved, "人员2"), (detail.State, detail.ApprovedBy));
        Assert.Equal("通报表扬", Assert.Single(detail.Rows).Award);
    }

    private static async Task<TestPlatform> StartAsync(DatabaseKind kind)
    {
        var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(new Village { SiteId = Site, Code = $"{Site}001", Name = "东村" }, new Village { SiteId = Site, Code = $"{Site}002", Name = "西村" });
            return Task.CompletedTask;
        });
        return platform;
    }

    private static async Task CloseAsync(TestPlatform platform)
    {
        await platform.Send(new CloseMonth(October), Places.County);
        await WorkAsync(platform);
    }

    private static async Task PublishAsync(TestPlatform platform)
    {
        await platform.Send(new PublishResults(October), Places.County);
        await WorkAsync(platform);
    }

    private static async Task WorkAsync(TestPlatform platform)
    {
        // Starting a run wakes a worker of its own, which may be at it already.
        for (var i = 0; i < 200; i++)
        {
            await using var scope = platform.Begin();
            await scope.Resolve<IRunWorker>().ProcessAsync(null, default);
            if (!await platform.Read<OversightDbContext, bool>(db => db.Set<Run>().AnyAsync(r => r.State == RunState.Waiting || r.State == RunState.Running)))
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("the runs were not worked off");
    }

    private static Task<List<string>> ScoresAsync(TestPlatform platform) => platform.Read<OversightDbContext, List<string>>(async db =>
        [.. (await db.Set<ScoreLine>().OrderBy(l => l.Id).ToListAsync()).Select(l => $"{l.ScoreId} {l.IndicatorCode} {l.Weight} {l.Points}")]);

    private static Task<T> As<T>(TestPlatform platform, int person, IRequest<T> request) => platform.Sender.SendAs(
        new Actor(new Guid(person, 0, 0, new byte[8]), $"人员{person}", Guid.Empty, Places.Site(Site), All.ToHashSet(), ActorChannel.Page), request);

    private static async Task<string> CodeAsync(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
