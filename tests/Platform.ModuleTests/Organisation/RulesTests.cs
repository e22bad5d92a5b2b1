using CsCheck;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;
using Platform.Organisation.Features.Groups;
using Xunit;

namespace Platform.ModuleTests.Organisation;

/// <summary>Days, seats, stand-ins, terms and certificates, without a database.</summary>
public class RulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Guid A = new(1, 0, 0, new byte[8]), B = new(2, 0, 0, new byte[8]), C = new(3, 0, 0, new byte[8]);
    private static readonly Gen<DateOnly> Day = Gen.Int[-60, 60].Select(d => Today.AddDays(d));

    private static Post Post(int seats = 1) => new() { Kind = PostKinds.OfficeDirector, Name = "主任", Seats = seats, From = OpenEnd.Ever };

    private static Assignment On(Post post, Guid person, DateOnly from, DateOnly to) => new() { PostId = post.Id, StaffId = person, From = from, To = to };

    [Fact]
    public void Assignments_that_pass_the_rule_never_exceed_the_seats_on_any_day() =>
        Gen.Select(Gen.Int[1, 3], Gen.Select(Gen.Int[0, 4], Day, Gen.Int[-3, 40]).Array[1, 12]).Sample((seats, wishes) =>
        {
            var post = Post(seats);
            var held = new List<Assignment>();
            foreach (var (person, from, length) in wishes)
            {
                var (who, to) = (new Guid(person, 0, 0, new byte[8]), from.AddDays(length));
                try
                {
                    AssignmentRules.CheckNew(post, who, from, to, false, held);
                    held.Add(On(post, who, from, to));
                }
                catch (RefusalException)
                {
                }
            }

            return Enumerable.Range(-70, 180).Select(Today.AddDays).All(day =>
            {
                var holders = AssignmentRules.HoldersOn(held, post.Id, day).ToList();
                var covering = held.Where(a => a.From <= day && day <= a.To).ToList();
                return holders.Count <= seats && holders.Select(h => h.StaffId).Distinct().Count() == holders.Count && holders.SequenceEqual(covering);
            });
        });

    [Fact]
    public void A_change_of_the_future_never_changes_the_past() =>
        Gen.Select(Day, Gen.Int[0, 60], Gen.Int[-1, 60]).Sample((from, length, ahead) =>
        {
            var post = Post();
            var row = On(post, A, from, from.AddDays(length));
            var before = Enumerable.Range(-90, 90).Select(d => AssignmentRules.HoldersOn([row], post.Id, Today.AddDays(d)).Any()).ToList();
            try
            {
                AssignmentRules.End(row, Today.AddDays(ahead), Today, "", Guid.Empty);
            }
            catch (RefusalException)
            {
            }

            return before.SequenceEqual(Enumerable.Range(-90, 90).Select(d => AssignmentRules.HoldersOn([row], post.Id, Today.AddDays(d)).Any()));
        });

    [Fact]
    public void A_full_post_a_second_main_post_and_a_doubled_person_are_refused()
    {
        var (post, other) = (Post(), Post(2));
        Assignment[] held = [new() { PostId = post.Id, StaffId = A, From = Today, IsMain = true }];
        Assert.Equal("POST_FULL", Code(() => AssignmentRules.CheckNew(post, B, Today.AddDays(5), OpenEnd.Never, true, held)));
        Assert.Equal("ALREADY_ON_POST", Code(() => AssignmentRules.CheckNew(post, A, Today.AddDays(5), OpenEnd.Never, false, held)));
        Assert.Equal("SECOND_MAIN_POST", Code(() => AssignmentRules.CheckNew(other, A, Today, OpenEnd.Never, true, held)));
        AssignmentRules.CheckNew(other, A, Today, OpenEnd.Never, false, held);
        AssignmentRules.CheckNew(post, B, Today.AddDays(-9), Today.AddDays(-1), true, held);
        var over = On(post, A, Today.AddDays(-9), Today.AddDays(-2));
        Assert.Equal("ALREADY_ENDED", Code(() => AssignmentRules.End(over, Today, Today, "", Guid.Empty)));
        Assert.Equal("REASON_FOR_PAST", Code(() => AssignmentRules.End(On(post, A, Today.AddDays(-9), OpenEnd.Never), Today.AddDays(-5), Today, "", Guid.Empty)));
    }

    [Fact]
    public void Nobody_stands_in_for_himself_twice_or_in_a_chain()
    {
        StandIn[] running = [new() { AbsentStaffId = A, StandInStaffId = B, From = Today, To = Today.AddDays(5) }];
        var (from, to) = (Today.AddDays(1), Today.AddDays(3));
        Assert.Equal("STANDS_IN_FOR_SELF", Code(() => StandInRules.CheckNew(A, A, Guid.Empty, from, to, [])));
        Assert.Equal("STAND_IN_OVERLAPS", Code(() => StandInRules.CheckNew(A, C, C, from, to, running)));
        Assert.Equal("STAND_IN_CHAIN", Code(() => StandInRules.CheckNew(B, C, Guid.Empty, from, to, running)));
        Assert.Equal("STAND_IN_CHAIN", Code(() => StandInRules.CheckNew(C, A, Guid.Empty, from, to, running)));
        StandInRules.CheckNew(C, B, Guid.Empty, from, to, running);
        StandInRules.CheckNew(A, C, Guid.Empty, Today.AddDays(6), Today.AddDays(9), running);
        Assert.Equal(Today.AddDays(-1), StandInRules.EarlyEnd(running[0], Today.AddDays(-1), Today));
        Assert.Equal("WRONG_LAST_DAY", Code(() => StandInRules.EarlyEnd(running[0], Today.AddDays(9), Today)));
    }

    [Fact]
    public void Accepted_stand_ins_of_one_person_never_overlap() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Day, Gen.Int[0, 20]).Array[1, 15].Sample(wishes =>
        {
            var rows = new List<StandIn>();
            foreach (var (absent, acting, from, length) in wishes)
            {
                var row = new StandIn { AbsentStaffId = new Guid(absent, 0, 0, new byte[8]), StandInStaffId = new Guid(acting, 0, 0, new byte[8]), From = from, To = from.AddDays(length) };
                try
                {
                    StandInRules.CheckNew(row.AbsentStaffId, row.StandInStaffId, Guid.Empty, row.From, row.To, rows);
                    rows.Add(row);
                }
                catch (RefusalException)
                {
                }
            }

            return Enumerable.Range(-60, 150).Select(Today.AddDays).All(day =>
            {
                var live = rows.Where(r => r.From <= day && day <= r.To).ToList();
                return live.Select(r => r.AbsentStaffId).Distinct().Count() == live.Count && !live.Any(r => live.Exists(o => o.AbsentStaffId == r.StandInStaffId));
            });
        });

    [Theory]
    [InlineData("2024-06-01", 3, "2027-05-31")]
    [InlineData("2024-02-29", 1, "2025-02-27")]
    [InlineData("2025-01-01", 5, "2029-12-31")]
    public void A_term_ends_the_day_before_its_anniversary(string from, int years, string end) =>
        Assert.Equal(DateOnly.Parse(end), Days.EndOfTerm(DateOnly.Parse(from), years));

    [Fact]
    public void A_new_term_shortens_the_one_before_and_never_reaches_into_it()
    {
        var group = new LeadingGroup { Name = "组" };
        var first = GroupTerms.First(group, new(2024, 6, 1), 3, null);
        Assert.Equal("TERM_BEFORE_LAST", Code(() => GroupTerms.Next(group, first, new(2024, 6, 1), 3, null)));
        var second = GroupTerms.Next(group, first, new(2026, 3, 1), 3, "中政〔2026〕3号");
        Assert.Equal((2, new DateOnly(2026, 2, 28), new DateOnly(2029, 2, 28)), (second.Number, first.To, second.To));
        var late = GroupTerms.Next(group, second, new(2030, 1, 1), null, null);
        Assert.Equal((new DateOnly(2029, 2, 28), OpenEnd.Never), (second.To, late.To));
    }

    [Theory]
    [InlineData(61, nameof(QualificationState.Valid))]
    [InlineData(60, nameof(QualificationState.Within60))]
    [InlineData(30, nameof(QualificationState.Within30))]
    [InlineData(0, nameof(QualificationState.Within30))]
    [InlineData(-1, nameof(QualificationState.Expired))]
    public void Certificates_warn_sixty_and_thirty_days_ahead(int days, string state) =>
        Assert.Equal(state, QualificationRules.StateOn(Today.AddDays(days), false, Today).ToString());

    [Fact]
    public void A_supplies_keeper_needs_schooling_and_a_city_certificate()
    {
        Assert.Equal("", QualificationRules.Shortfall(QualificationKind.SuppliesKeeper, Schooling.SeniorSecondary, IssuerLevel.City));
        Assert.Equal("学历低于高中（中专）；发证级别低于市级", QualificationRules.Shortfall(QualificationKind.SuppliesKeeper, Schooling.JuniorSecondary, IssuerLevel.County));
        Assert.Equal("", QualificationRules.Shortfall(QualificationKind.EnforcementOfficer, Schooling.Unknown, IssuerLevel.Unknown));
    }

    [Theory]
    [InlineData("中溪镇", BodyKind.FamilyHealthOffice, "2010-01-01", "中溪镇计划生育办公室")]
    [InlineData("中溪镇", BodyKind.FamilyHealthOffice, "2015-01-01", "中溪镇卫生和计划生育办公室")]
    [InlineData("中溪镇", BodyKind.FamilyHealthOffice, "2026-01-01", "中溪镇卫生健康办公室")]
    [InlineData("西津街道", BodyKind.Government, "2026-01-01", "西津街道办事处")]
    [InlineData("西津街道", BodyKind.HealthBureau, "2026-01-01", null)]
    public void Usual_names_follow_the_reforms(string division, BodyKind kind, string day, string? name) =>
        Assert.Equal(name, DefaultNames.Of(new DivisionRow(341881100, "341881100", division, division, DivisionLevels.Township, 0, 341881100, 341881100), kind, DateOnly.Parse(day))?.Name);

    private static string Code(Action action) => Assert.Throws<RefusalException>(action).Code;
}
