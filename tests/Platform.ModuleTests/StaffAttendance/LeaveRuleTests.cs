using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure;
using Platform.ModuleTests.Deadlines;
using Platform.StaffAttendance.Domain;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>P4-ATTENDANCE-01 on the real calendar of 2026: 10 October (Saturday) is worked for the National Day, 1 to 7 October are free.</summary>
public sealed class LeaveRuleTests
{
    private static readonly Platform.Contracts.Divisions.IWorkingDays Calendar = CarriedCalendar.Days;
    private static readonly Guid Person = Keys.New();

    private static readonly Gen<LeaveSpan> Span =
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 20], Gen.Bool, Gen.Bool).Select((start, length, first, last) => Of(
            new DateOnly(2026, 1, 5).AddDays(start), first ? DayHalf.Morning : DayHalf.Afternoon, new DateOnly(2026, 1, 5).AddDays(start + length), last ? DayHalf.Morning : DayHalf.Afternoon))
            .Where(s => s.IsOrdered);

    [Theory]
    [InlineData(1, LeaveTier.Head)]
    [InlineData(2, LeaveTier.Leader)]
    [InlineData(3, LeaveTier.Written)]
    [InlineData(4, LeaveTier.Written)]
    [InlineData(5, LeaveTier.County)]
    [InlineData(6, LeaveTier.County)]
    internal void In_between_the_stricter_tier_counts(int halfDays, LeaveTier tier)
    {
        Assert.Equal(tier, LeaveRules.TierOf(LeaveKind.Personal, halfDays));
        Assert.Equal(LeaveTier.None, LeaveRules.TierOf(LeaveKind.Sick, halfDays));
    }

    [Theory]
    [InlineData("2026-10-10", DayHalf.Morning)]
    [InlineData("2026-10-12", DayHalf.Afternoon)]
    internal void A_half_day_on_a_make_up_saturday_or_a_monday_is_one(string day, DayHalf half)
    {
        var span = Of(CarriedCalendar.Day(day), half, CarriedCalendar.Day(day), half);
        span.Check(Calendar);
        Assert.Equal(1, span.HalfDays(Calendar));
    }

    [Theory]
    [InlineData("2026-10-17", "2026-10-17", DayHalf.Morning, DayHalf.Morning)]
    [InlineData("2026-10-01", "2026-10-07", DayHalf.Morning, DayHalf.Afternoon)]
    [InlineData("2026-10-16", "2026-10-17", DayHalf.Afternoon, DayHalf.Morning)]
    internal void A_half_day_on_a_rest_day_and_a_leave_without_working_days_are_refused(string first, string last, DayHalf from, DayHalf to) =>
        Assert.Equal("NOT_A_WORKDAY", Code(() => Of(CarriedCalendar.Day(first), from, CarriedCalendar.Day(last), to).Check(Calendar)));

    [Fact]
    public void Counted_in_working_days_with_make_up_days()
    {
        var span = Days("2026-09-30", "2026-10-10");
        Assert.Equal(2 * 4, span.HalfDays(Calendar));
        Assert.Equal([(new DateOnly(2026, 9, 1), 2), (new DateOnly(2026, 10, 1), 6)], span.ByMonth(Calendar).Select(m => (m.Key, m.Value)));
        Assert.Equal("SPAN_REVERSED", Code(() => Days("2026-10-10", "2026-10-09").Check(Calendar)));
    }

    [Fact]
    public void Requests_without_a_working_half_day_between_them_count_together_also_through_one_another()
    {
        var (thursday, friday, monday) = (Days("2026-10-15", "2026-10-15"), Days("2026-10-16", "2026-10-16"), Days("2026-10-19", "2026-10-19"));
        Assert.True(friday.IsAdjacentTo(monday, Calendar));
        Assert.Equal(6, LeaveRules.Together(monday, [thursday, friday], Calendar));
        Assert.Equal(2, LeaveRules.Together(monday, [thursday], Calendar));
        Assert.Equal(2, LeaveRules.Together(Days("2026-10-12", "2026-10-12"), [Days("2026-10-09", "2026-10-09")], Calendar));
        Assert.Equal(4, LeaveRules.Together(Days("2026-10-08", "2026-10-08"), [Days("2026-09-30", "2026-09-30")], Calendar));
    }

    [Fact]
    public void The_cap_tells_what_remains_of_each_month_and_the_countys_reply_lifts_it()
    {
        var months = LeaveRules.Months(Days("2026-10-29", "2026-11-03"), [Days("2026-10-12", "2026-10-14"), Days("2026-12-01", "2026-12-04")], Calendar);
        Assert.Equal([(10, 6, 4, 2), (11, 0, 4, 8)], months.Select(m => (m.Month.Month, m.Used, m.Asked, m.Remaining)));
        var refused = Assert.Throws<RefusalException>(() => LeaveRules.CheckCap(months, countyAgreed: false));
        Assert.Equal("MONTHLY_CAP", refused.Code);
        Assert.Contains("2026年10月已用 3 天，还剩 1 天，本次 2 天", refused.Detail, StringComparison.Ordinal);
        LeaveRules.CheckCap(months, countyAgreed: true);
        LeaveRules.CheckCap(LeaveRules.Months(Days("2026-10-29", "2026-10-29"), [Days("2026-10-12", "2026-10-14")], Calendar), countyAgreed: false);
    }

    [Fact]
    public void Months_add_up_and_splitting_a_span_changes_neither_its_length_nor_its_tier() => Span.Sample(span =>
    {
        var (first, second) = (span with { Last = span.First, LastHalf = DayHalf.Afternoon }, span with { First = span.First.AddDays(1), FirstHalf = DayHalf.Morning });
        var all = span.HalfDays(Calendar);
        return all == span.ByMonth(Calendar).Values.Sum()
            && all >= 0 && all <= 2 * (span.Last.DayNumber - span.First.DayNumber + 1)
            && (!second.IsOrdered || (first.HalfDays(Calendar) + second.HalfDays(Calendar) == all && LeaveRules.Together(first, [second], Calendar) == all));
    });

    [Fact]
    public void Adjacency_and_overlap_are_mutual_and_never_both() => Gen.Select(Span, Span).Sample((a, b) =>
        a.IsAdjacentTo(b, Calendar) == b.IsAdjacentTo(a, Calendar) && a.Overlaps(b) == b.Overlaps(a) && !(a.Overlaps(b) && a.IsAdjacentTo(b, Calendar)));

    [Fact]
    public void Coming_back_cuts_the_leave_before_that_half_day_and_loses_none() => Gen.Select(Span, Gen.Int[0, 25], Gen.Bool).Sample((span, after, morning) =>
    {
        var (day, half) = (span.First.AddDays(after), morning ? DayHalf.Morning : DayHalf.Afternoon);
        var kept = span.Before(day, half);
        return kept is null
            ? after == 0 && (morning || span.FirstHalf == DayHalf.Afternoon)
            : !kept.Value.Covers(day, half) && kept.Value.IsWithin(span)
                && kept.Value.HalfDays(Calendar) + (span.Cut(kept.Value)?.HalfDays(Calendar) ?? 0) == span.HalfDays(Calendar);
    });

    [Fact]
    public void Who_signs_follows_the_posts()
    {
        Assert.Equal([LeaveRole.Director], LeaveSigners.Of(LeaveTier.Head, [Holds(PostKinds.StatisticsOfficer)]));
        Assert.Equal([LeaveRole.Director, LeaveRole.Leader], LeaveSigners.Of(LeaveTier.Leader, []));
        Assert.Equal([LeaveRole.StationHead, LeaveRole.Leader], LeaveSigners.Of(LeaveTier.County, [Holds(PostKinds.SuppliesManager, BodyKind.ServiceStation)]));
        Assert.Equal([LeaveRole.Leader], LeaveSigners.Of(LeaveTier.Head, [Holds(PostKinds.OfficeDirector)]));
        Assert.Equal([LeaveRole.Leader], LeaveSigners.Of(LeaveTier.None, [Holds(PostKinds.StationHead, BodyKind.ServiceStation)]));
        Assert.Equal("NO_APPROVER", Code(() => LeaveSigners.Of(LeaveTier.Head, [Holds(PostKinds.LeaderInCharge)])));
    }

    [Fact]
    public void Nobody_approves_their_own_and_only_the_post_whose_turn_it_is_signs()
    {
        var (leave, steps) = Asked(LeaveTier.Leader, LeaveRole.Director, LeaveRole.Leader);
        Assert.Equal("OWN_APPROVAL", Code(() => leave.Sign(steps, By(Person, LeaveRole.Director))));
        Assert.Equal("NOT_YOUR_STEP", Code(() => leave.Sign(steps, By(Keys.New(), LeaveRole.Leader))));
        leave.Sign(steps, By(Keys.New(), LeaveRole.Director));
        Assert.Equal((LeaveState.Waiting, LeaveRole.Leader), (leave.State, leave.WaitsFor));
        var last = leave.Sign(steps, By(Keys.New(), LeaveRole.Leader, "王主任 授权 李四 办理"));
        Assert.Equal((LeaveState.Granted, LeaveRole.Nobody, "王主任 授权 李四 办理"), (leave.State, leave.WaitsFor, last.OnBehalf));
        Assert.Equal("NOT_WAITING", Code(() => leave.Sign(steps, By(Keys.New(), LeaveRole.Leader))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Above_two_days_the_countys_reply_grants_whether_it_comes_before_or_after_the_signatures(bool before)
    {
        var (leave, steps) = Asked(LeaveTier.County, LeaveRole.Director, LeaveRole.Leader);
        if (before)
        {
            leave.Reply(steps, "宁卫健〔2026〕3号", new(2026, 10, 9), agreed: true);
            Assert.Equal(LeaveState.Waiting, leave.State);
        }

        leave.Sign(steps, By(Keys.New(), LeaveRole.Director));
        leave.Sign(steps, By(Keys.New(), LeaveRole.Leader));
        if (!before)
        {
            Assert.Equal((LeaveState.PendingCounty, LeaveRole.County), (leave.State, leave.WaitsFor));
            leave.Reply(steps, "宁卫健〔2026〕3号", new(2026, 10, 9), agreed: true);
        }

        Assert.Equal(LeaveState.Granted, leave.State);
    }

    [Fact]
    public void Sick_leave_is_granted_at_once_and_acknowledging_is_all_there_is()
    {
        var (leave, steps) = Asked(LeaveTier.None, LeaveRole.Director);
        Assert.Equal((LeaveState.Granted, LeaveRole.Director, true), (leave.State, leave.WaitsFor, leave.ProofMissing));
        Assert.Equal("NOT_REFUSABLE", Code(() => leave.Refuse(steps, By(Keys.New(), LeaveRole.Director))));
        leave.Sign(steps, By(Keys.New(), LeaveRole.Director));
        Assert.Equal((LeaveState.Granted, LeaveRole.Nobody), (leave.State, leave.WaitsFor));
    }

    [Fact]
    public void A_shorter_request_that_still_waits_needs_fewer_signatures()
    {
        var (leave, steps) = Asked(LeaveTier.County, LeaveRole.Director, LeaveRole.Leader);
        leave.Sign(steps, By(Keys.New(), LeaveRole.Director));
        leave.Shorten(Of(leave.First, DayHalf.Morning, leave.First, DayHalf.Morning), 1, 1, steps);
        Assert.Equal((LeaveState.Granted, LeaveTier.Head), (leave.State, leave.Tier));
    }

    private static (LeaveRequest Leave, IReadOnlyList<LeaveStep> Steps) Asked(LeaveTier tier, params LeaveRole[] roles)
    {
        var leave = new LeaveRequest { SiteId = 1, StaffId = Person, Kind = tier == LeaveTier.None ? LeaveKind.Sick : LeaveKind.Personal, Tier = tier, Span = Days("2026-10-12", "2026-10-14") };
        return (leave, leave.Begin(roles));
    }

    private static LeaveSignature By(Guid staff, LeaveRole role, string onBehalf = "") => new(staff, "某人", new(2026, 10, 9), "", [new LeaveCapacity(role, staff, onBehalf)]);

    private static PostHolderRow Holds(string kind, BodyKind body = BodyKind.FamilyHealthOffice) =>
        new(Keys.New(), 1, kind, "", Guid.Empty, Person, OpenEnd.Ever, OpenEnd.Never, body);

    private static LeaveSpan Days(string first, string last) => Of(CarriedCalendar.Day(first), DayHalf.Morning, CarriedCalendar.Day(last), DayHalf.Afternoon);

    private static LeaveSpan Of(DateOnly first, DayHalf from, DateOnly last, DayHalf to) => new(first, from, last, to);

    private static string Code(Action action) => Assert.Throws<RefusalException>(action).Code;
}
