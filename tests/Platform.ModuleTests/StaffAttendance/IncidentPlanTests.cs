using CsCheck;
using Platform.Infrastructure;
using Platform.StaffAttendance.Domain;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

public sealed class IncidentPlanTests
{
    private static readonly Guid Person = Keys.New();
    private static readonly DateOnly Day = new(2026, 10, 8);

    [Fact]
    public void New_data_adds_and_the_same_data_again_changes_nothing()
    {
        var plan = IncidentPlan.Make([Found(1900)], []);
        Assert.Single(plan.Add);
        Assert.True(IncidentPlan.Make([Found(1900)], [Recorded(1900)]).IsEmpty);
    }

    [Fact]
    public void An_undecided_incident_follows_the_data_or_goes()
    {
        Assert.Equal(2000, Assert.Single(IncidentPlan.Make([Found(2000)], [Recorded(1900)]).Follow).Seconds);
        Assert.Single(IncidentPlan.Make([], [Recorded(1900)]).Remove);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_decided_incident_stays_and_is_flagged(bool gone)
    {
        var plan = IncidentPlan.Make(gone ? [] : [Found(2000)], [Recorded(1900, IncidentStatus.Verified)]);
        Assert.Single(plan.Contradict);
        Assert.Empty(plan.Remove);
        Assert.Empty(plan.Follow);
        Assert.Empty(plan.Add);
    }

    [Fact]
    public void The_flag_goes_when_the_data_agrees_again()
    {
        var incident = Recorded(1900, IncidentStatus.Verified);
        incident.Contradicted = true;
        Assert.Single(IncidentPlan.Make([Found(1900)], [incident]).Agree);
    }

    [Fact]
    public void Carried_out_once_the_plan_is_empty() =>
        Gen.Select(Gen.Int[0, 6].List[0, 6], Gen.Int[0, 6].List[0, 6], Gen.Int[1800, 1805]).Sample((foundDays, knownDays, seconds) =>
        {
            var found = foundDays.Distinct().Select(d => Found(seconds, d)).ToList();
            var known = knownDays.Distinct().Select(d => Recorded(1800, d % 2 == 0 ? IncidentStatus.Recorded : IncidentStatus.Verified, d)).ToList();
            var plan = IncidentPlan.Make(found, known);
            plan.Follow.ToList().ForEach(f => f.Incident.Seconds = f.Seconds);
            plan.Contradict.ToList().ForEach(i => i.Contradicted = true);
            plan.Agree.ToList().ForEach(i => i.Contradicted = false);
            known.RemoveAll(plan.Remove.Contains);
            known.AddRange(plan.Add.Select(f => new Incident { SiteId = f.SiteId, StaffId = f.StaffId, Day = f.Day, Kind = f.Kind, Seconds = f.Seconds }));
            return IncidentPlan.Make(found, known).IsEmpty;
        });

    private static FoundIncident Found(int seconds, int day = 0) => new(1, Person, Day.AddDays(day), IncidentKind.LateArrival, seconds);

    private static Incident Recorded(int seconds, IncidentStatus status = IncidentStatus.Recorded, int day = 0) =>
        new() { SiteId = 1, StaffId = Person, Day = Day.AddDays(day), Kind = IncidentKind.LateArrival, Seconds = seconds, Status = status };
}
