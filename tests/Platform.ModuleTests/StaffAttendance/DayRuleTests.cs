using CsCheck;
using Platform.StaffAttendance.Domain;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>P4-ATTENDANCE-02a: 30 minutes or more.</summary>
public sealed class DayRuleTests
{
    private const int Start = 8 * 3600;
    private const int End = (17 * 3600) + 1800;

    private static readonly Gen<int> Second = Gen.Int[0, 86_399];

    [Theory]
    [InlineData(29 * 60 + 59, false)]
    [InlineData(30 * 60, true)]
    [InlineData(30 * 60 + 1, true)]
    public void Thirty_minutes_late_count_and_a_second_less_does_not(int late, bool counts)
    {
        var breaches = DayRule.Breaches(DayRule.Read([Start + late, End], Start, End), Start, End).ToList();
        Assert.Equal(counts ? [new Breach(IncidentKind.LateArrival, late)] : [], breaches);
    }

    [Theory]
    [InlineData(29 * 60 + 59, false)]
    [InlineData(30 * 60, true)]
    public void Thirty_minutes_early_count_and_a_second_less_does_not(int early, bool counts)
    {
        var breaches = DayRule.Breaches(DayRule.Read([Start, End - early], Start, End), Start, End).ToList();
        Assert.Equal(counts ? [new Breach(IncidentKind.EarlyDeparture, early)] : [], breaches);
    }

    [Fact]
    public void The_middle_of_the_hours_still_counts_for_arrival()
    {
        const int Middle = (Start + End) / 2;
        Assert.Equal(new Presence(Middle, Middle + 1), DayRule.Read([Middle, Middle + 1], Start, End));
    }

    [Fact]
    public void Going_out_at_noon_changes_nothing() =>
        Assert.Equal(
            new Presence(Start, End), DayRule.Read([Start, (12 * 3600) + 5, (13 * 3600) + 1200, End], Start, End));

    [Fact]
    public void Earliest_arrival_and_latest_departure_whatever_the_order() =>
        Gen.Select(Second.List[0, 8], Second, Second).Where(g => g.Item2 < g.Item3).Sample((seconds, start, end) =>
        {
            var presence = DayRule.Read(seconds, start, end);
            var reversed = DayRule.Read(seconds.AsEnumerable().Reverse().Concat(seconds), start, end);
            var before = seconds.Where(s => 2 * s <= start + end).ToList();
            var after = seconds.Where(s => 2 * s > start + end).ToList();
            return presence == reversed
                && presence.Arrival == (before.Count > 0 ? before.Min() : null)
                && presence.Departure == (after.Count > 0 ? after.Max() : null);
        });

    [Fact]
    public void One_more_clock_in_never_makes_a_day_worse() =>
        Gen.Select(Second.List[1, 6], Second).Sample((seconds, more) =>
        {
            var before = DayRule.Breaches(DayRule.Read(seconds, Start, End), Start, End).ToDictionary(b => b.Kind, b => b.Seconds);
            var complete = DayRule.Read(seconds, Start, End);
            var after = DayRule.Breaches(DayRule.Read([.. seconds, more], Start, End), Start, End);
            return !complete.IsComplete || after.All(b => before.TryGetValue(b.Kind, out var was) && b.Seconds <= was);
        });
}
