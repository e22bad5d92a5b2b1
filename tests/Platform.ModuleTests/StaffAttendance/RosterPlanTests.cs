using CsCheck;
using Platform.Infrastructure;
using Platform.StaffAttendance.Domain;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Turns are dealt out evenly.</summary>
public sealed class RosterPlanTests
{
    private static readonly DateOnly First = new(2026, 10, 1);

    [Fact]
    public void Everybody_gets_as_many_turns_of_each_kind_of_day_as_everybody_else() =>
        Gen.Select(Gen.Int[1, 8], Gen.Bool.Array[20, 31]).Sample((people, kinds) =>
        {
            var staff = Staff(people);
            var plan = RosterPlan.Of(Days(kinds), [new ShiftTemplate { Name = "夜班" }], staff, new Dictionary<Guid, DateOnly>());
            Assert.Equal(kinds.Length, plan.Count);
            foreach (var working in new[] { true, false })
            {
                var counts = staff.Select(s => plan.Count(p => p.StaffId == s && kinds[p.Day.DayNumber - First.DayNumber] == working)).ToList();
                Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            }
        });

    [Fact]
    public void Nobody_has_two_turns_on_a_day_while_somebody_is_free() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 3], Gen.Bool.Array[5, 31]).Sample((people, each, kinds) =>
        {
            var staff = Staff(people);
            ShiftTemplate[] templates = [new() { Name = "白班", People = each, Days = ShiftDays.RestDays }, new() { Name = "夜班", People = 1 }];
            foreach (var day in RosterPlan.Of(Days(kinds), templates, staff, new Dictionary<Guid, DateOnly>()).GroupBy(p => p.Day))
            {
                Assert.Equal(Math.Min(staff.Count, day.Count()), day.Select(p => p.StaffId).Distinct().Count());
                Assert.All(day.GroupBy(p => p.Template), t => Assert.Equal(Math.Min(people, t.Key.People), t.Select(p => p.StaffId).Distinct().Count()));
            }
        });

    [Fact]
    public void The_turn_goes_on_from_the_month_before()
    {
        var staff = Staff(3);
        var before = new Dictionary<Guid, DateOnly> { [staff[0]] = First.AddDays(-2), [staff[1]] = First.AddDays(-1), [staff[2]] = First.AddDays(-3) };
        var plan = RosterPlan.Of(Days([true, true, true]), [new ShiftTemplate()], staff, before);
        Assert.Equal([staff[2], staff[0], staff[1]], plan.Select(p => p.StaffId));
    }

    [Fact]
    public void A_shift_of_working_days_is_held_on_make_up_days_and_not_on_rest_days()
    {
        var template = new ShiftTemplate { Days = ShiftDays.WorkingDays };
        Assert.True(template.HeldOn(workingDay: true));
        Assert.False(template.HeldOn(workingDay: false));
        Assert.True(new ShiftTemplate { Days = ShiftDays.RestDays }.HeldOn(workingDay: false));
    }

    private static List<Guid> Staff(int count) => [.. Enumerable.Range(0, count).Select(_ => Keys.New())];

    private static List<(DateOnly Day, bool Working)> Days(bool[] kinds) => [.. kinds.Select((k, i) => (First.AddDays(i), k))];
}
