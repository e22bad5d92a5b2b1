using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.StaffAttendance.Domain;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>The second-person rule, and that nothing is ever taken.</summary>
public sealed class IncidentTests
{
    private static readonly DateOnly Today = new(2026, 11, 3);
    private readonly Guid clerk = Keys.New();
    private readonly Guid director = Keys.New();
    private readonly Guid person = Keys.New();

    [Fact]
    public void Who_recorded_it_does_not_verify_it() => Assert.Equal("OWN_RECORD", Refusal(() => New().Decide(true, "", Who(clerk), Today)));

    [Fact]
    public void The_person_concerned_does_not_verify_it() => Assert.Equal("OWN_INCIDENT", Refusal(() => New().Decide(true, "", Who(director, person), Today)));

    [Fact]
    public void A_second_person_verifies_it_once_and_may_take_it_back()
    {
        var incident = New();
        incident.Decide(true, "属实", Who(director), Today);
        Assert.Equal((IncidentStatus.Verified, Today), (incident.Status, incident.VerifiedOn!.Value));
        Assert.Equal("ALREADY_DECIDED", Refusal(() => incident.Decide(false, "", Who(director), Today)));
        Assert.Equal("OWN_RECORD", Refusal(() => incident.Reopen("错", Who(clerk))));
        incident.Reopen("看错了日期", Who(director));
        Assert.Equal((IncidentStatus.Recorded, null), (incident.Status, incident.VerifiedOn));
    }

    [Fact]
    public void The_limit_is_the_set_day_of_the_next_month()
    {
        Assert.Equal(new DateOnly(2027, 1, 5), IncidentLimit.Of(new DateOnly(2026, 12, 31), IncidentLimit.DefaultDay));
        Assert.Equal(new DateOnly(2027, 2, 28), IncidentLimit.Of(new DateOnly(2027, 1, 1), IncidentLimit.LastDay));
    }

    [Fact]
    public void A_tier_is_a_number_and_never_collectible()
    {
        Assert.False(new Tier(3).Collectible);
        Assert.Equal((150, "本年第 3 次（条款第 150 档，不扣款）"), (new Tier(3).Step, new Tier(3).Text));
    }

    private static string Refusal(Action action) => Assert.Throws<RefusalException>(action).Code;

    private Incident New() => new() { SiteId = 1, StaffId = person, Day = new(2026, 10, 8), Seconds = 1800, RecordedBy = clerk };

    private static Actor Who(Guid account, Guid staff = default) =>
        new(account, "某人", staff, new DivisionScope(1, 1, 1), new HashSet<string>(), ActorChannel.Page);
}
