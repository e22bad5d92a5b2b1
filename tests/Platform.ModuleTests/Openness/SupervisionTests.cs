using System.Globalization;
using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Openness;
using Platform.Openness.Contributions;
using Platform.Openness.Data;
using Platform.Openness.Domain;
using Platform.Openness.Features.Briefings;
using Platform.Openness.Features.Checks;
using Platform.Openness.Features.Evaluations;
using Platform.Openness.Features.Public;
using Platform.Openness.Features.Suggestions;
using Platform.Oversight.Data;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Openness;

/// <summary>What residents say: the suggestion box with its receipt and time limit, evaluations without names, checks and briefings.</summary>
public class SupervisionTests
{
    private const int Site = Places.FirstSite;
    private static readonly string[] Office =
    [
        OpennessPermissions.ViewSuggestions, OpennessPermissions.AssignSuggestions, OpennessPermissions.ReplySuggestions, OpennessPermissions.ViewSupervision, OpennessPermissions.RecordSupervision,
    ];

    [Theory, DatabaseData]
    public async Task A_stranger_drops_a_suggestion_and_reads_the_reply_with_the_receipt(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (desk, division) = await PublicAsync(platform, Site);
        Assert.Equal("VALIDATION", await CodeAsync(() => desk.AskAsync(division, new DropSuggestion(Site, SuggestionKind.Question, "几点开门？", "13800001111"), default)));
        var receipt = await desk.AskAsync(division, new DropSuggestion(Site, SuggestionKind.Question, "几点开门？", "13800001111", true), default);
        var row = Assert.Single((await As(platform, new ListSuggestions(new PageRequest(), Open: true))).Items);

        // 2026-11-23 is a Monday: ten working days end on 7 December.
        Assert.StartsWith("2026-12-07", row.Due, StringComparison.Ordinal);
        var detail = await As(platform, new GetSuggestion(row.Id));
        Assert.Equal("138****1111", detail.Contact);
        var person = (await platform.Send(new SaveStaff(Site, [new("1", "林晓梅", "专干", "")]), Places.Site(Site)))["1"];
        await As(platform, new AssignSuggestion(Site, row.Id, detail.Version, person));
        await As(platform, new ReplySuggestion(Site, row.Id, (await As(platform, new GetSuggestion(row.Id))).Version, "上午八点半。"));
        var reply = await desk.AskAsync(division, new ReadReply(Site, receipt.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)), default);
        Assert.Equal((SuggestionState.Replied, "上午八点半。"), (reply!.State, reply.Reply));

        // Another number, and the same number at another office, find nothing.
        Assert.Null(await desk.AskAsync(division, new ReadReply(Site, Receipts.New()), default));
        var (_, other) = await PublicAsync(platform, Places.SecondSite);
        Assert.Null(await desk.AskAsync(other, new ReadReply(Places.SecondSite, receipt), default));

        // Nothing of the receipt, the words or the number stands in the trail.
        var trail = await platform.Read<CoreDbContext, List<string>>(db => db.Set<Infrastructure.Trail.TrailEntry>().Select(t => t.Detail + t.Changes + t.RemoteAddress + t.RecordRef).ToListAsync());
        Assert.DoesNotContain(trail, t => t.Contains("几点开门", StringComparison.Ordinal) || t.Contains(receipt, StringComparison.Ordinal) || t.Contains("13800001111", StringComparison.Ordinal));
    }

    [Theory, DatabaseData]
    public async Task The_office_is_scored_by_replies_in_time(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (desk, division) = await PublicAsync(platform, Site);
        for (var i = 0; i < 3; i++)
        {
            await desk.AskAsync(division, new DropSuggestion(Site, SuggestionKind.Suggestion, $"建议{i}"), default);
        }

        var rows = (await As(platform, new ListSuggestions(new PageRequest()))).Items;
        await As(platform, new ReplySuggestion(Site, rows[0].Id, (await As(platform, new GetSuggestion(rows[0].Id))).Version, "采纳。"));
        platform.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal(2, (await As(platform, new ListSuggestions(new PageRequest(), Overdue: true))).Total);
        await As(platform, new ReplySuggestion(Site, rows[1].Id, (await As(platform, new GetSuggestion(rows[1].Id))).Version, "采纳。"));
        await using var scope = platform.Begin();
        var request = new AppraisalRequested(Guid.Empty, new(2026, 12, 1), [Site, Places.SecondSite]);
        await scope.Resolve<ReplyAppraisal>().Handle(request, default);
        var answer = Assert.Single(request.Answers);
        Assert.Equal((Site, 1m, 3m), (answer.SiteId, answer.Numerator, answer.Denominator));
    }

    [Theory, DatabaseData]
    public async Task Evaluations_are_counts_and_the_public_sees_no_handful(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (desk, division) = await PublicAsync(platform, Site);
        foreach (var mark in Enumerable.Repeat(5, 12).Concat(Enumerable.Repeat(4, 9)).Append(1))
        {
            await desk.AskAsync(division, new Evaluate(Site, mark, mark == 1 ? "等得太久" : null), default);
        }

        Assert.Equal("VALIDATION", await CodeAsync(() => desk.AskAsync(division, new Evaluate(Site, 6, null), default)));
        var row = Assert.Single((await As(platform, new ListEvaluations(new PageRequest()))).Items);
        Assert.Equal((22, 1, 12), (row.All, row.Mark1, row.Mark5));
        Assert.Null(await desk.AskAsync(division, new GetPublicEvaluation(Site), default));
        platform.Clock.Advance(TimeSpan.FromDays(60));
        var table = (await desk.AskAsync(division, new GetPublicEvaluation(Site), default))!;

        // One very discontented, none discontented, none in between: all three "<5", their sum of 1 is 0 to 12 for the reader.
        Assert.Equal(["<5", "<5", "<5", "9", "12", "22"], table.Rows[0].Cells);
    }

    [Theory, DatabaseData]
    public async Task A_briefing_fulfils_the_quarter_until_it_is_void(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<CoreDbContext>(db =>
        {
            db.Add(new Village { SiteId = Site, Code = $"{Site}001", Name = "东村" });
            return Task.CompletedTask;
        });
        var village = (await platform.Send(new GetVillages([Site])))[0].Id;
        Assert.Equal("VALIDATION", await CodeAsync(() => As(platform, new RecordBriefing(Site, null, new(2026, 11, 20), BriefingForm.Meeting, 30, "通报"))));
        var id = await As(platform, new RecordBriefing(Site, village, new(2026, 11, 20), BriefingForm.Meeting, 30, "通报本季度工作。"));
        async Task<int> ProofsAsync() => await platform.Read<OversightDbContext, int>(db => db.Set<DutyFulfilment>().CountAsync(p => p.DutyCode == OpennessDuties.Briefing && p.Period == new DateOnly(2026, 10, 1) && p.UnitId == village && !p.Withdrawn));
        Assert.Equal(1, await ProofsAsync());
        var row = Assert.Single((await As(platform, new ListBriefings(new PageRequest()))).Items);
        await As(platform, new VoidBriefing(Site, id, row.Version, "重复登记"));
        Assert.Equal(0, await ProofsAsync());
    }

    [Theory, DatabaseData]
    public async Task A_check_that_found_problems_waits_for_what_was_done(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        Assert.Equal("VALIDATION", await CodeAsync(() => As(platform, new RecordCheck(Site, new(2026, 11, 20), 4, CheckSubject.Spending, "三季度支出", CheckResult.Problems))));
        await As(platform, new RecordCheck(Site, new(2026, 11, 20), 4, CheckSubject.Spending, "三季度支出", CheckResult.Problems, "公开晚了一周"));
        var row = Assert.Single((await As(platform, new ListChecks(new PageRequest(), Open: true))).Items);
        await As(platform, new FollowUpCheck(Site, row.Id, row.Version, "已补公开"));
        Assert.Empty((await As(platform, new ListChecks(new PageRequest(), Open: true))).Items);
        Assert.Equal("已整改", (await As(platform, new ListChecks(new PageRequest()))).Items[0].State);
    }

    private static async Task<(PublicDesk Desk, DivisionRow Division)> PublicAsync(TestPlatform platform, int site)
    {
        var desk = new PublicDesk(platform.Sender);
        return (desk, (await desk.FindAsync(site.ToString(CultureInfo.InvariantCulture), default))!);
    }

    private static Task<T> As<T>(TestPlatform platform, IRequest<T> request) => platform.SendAs(Places.Site(Site), Office, request);

    private static async Task<string> CodeAsync(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
