using CsCheck;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.Granting;
using Platform.Infrastructure.Core;
using Xunit;

namespace Platform.ModuleTests.Access;

/// <summary>The table of who may grant what, and the property that no account ever holds two separated roles.</summary>
public class RoleGrantingTests
{
    private static readonly DivisionScope City = new(341_800_000, 341_800_000, 341_899_999);
    private static readonly DivisionScope County = new(341_881_000, 341_881_000, 341_881_999);
    private static readonly DivisionScope Town = new(341_881_101, 341_881_101, 341_881_101);
    private static readonly DivisionScope Elsewhere = new(341_882_101, 341_882_101, 341_882_101);

    public static TheoryData<string, DivisionScope, string, DivisionScope, bool> Table => new()
    {
        // Granter's role and scope; role and division granted; allowed?
        { Roles.SecurityAdministrator, DivisionScope.Nation, Roles.SystemAdministrator, DivisionScope.Nation, true },
        { Roles.SecurityAdministrator, DivisionScope.Nation, Roles.SecurityAdministrator, DivisionScope.Nation, true },
        { Roles.SecurityAdministrator, DivisionScope.Nation, Roles.AuditAdministrator, County, true },
        { Roles.SecurityAdministrator, DivisionScope.Nation, Roles.CountyAdministrator, County, true },
        { Roles.SecurityAdministrator, DivisionScope.Nation, Roles.OfficeClerk, Town, true },
        { Roles.SecurityAdministrator, County, Roles.AuditAdministrator, County, false },
        { Roles.SecurityAdministrator, County, Roles.CountyAdministrator, County, true },
        { Roles.SecurityAdministrator, County, Roles.OfficeClerk, Elsewhere, false },
        { Roles.CountyAdministrator, County, Roles.OfficeDirector, Town, true },
        { Roles.CountyAdministrator, County, Roles.Observer, County, true },
        { Roles.CountyAdministrator, County, Roles.CountyAdministrator, County, false },
        { Roles.CountyAdministrator, City, Roles.CountyAdministrator, County, true },
        { Roles.CountyAdministrator, City, Roles.CountyAdministrator, City, false },
        { Roles.CountyAdministrator, DivisionScope.Nation, Roles.SystemAdministrator, County, false },
        { Roles.CountyAdministrator, County, Roles.SecurityAdministrator, Town, false },
        { Roles.CountyAdministrator, County, Roles.OfficeClerk, Elsewhere, false },
        { Roles.SystemAdministrator, DivisionScope.Nation, Roles.Observer, Town, false },
        { Roles.AuditAdministrator, DivisionScope.Nation, Roles.Observer, Town, false },
        { Roles.OfficeDirector, Town, Roles.OfficeClerk, Town, false },
    };

    [Theory, MemberData(nameof(Table))]
    public void Who_may_grant_what(string granter, DivisionScope scope, string role, DivisionScope at, bool allowed) =>
        Assert.Equal(allowed, RoleGranting.MayGrant(Person(granter, scope), role, at));

    [Fact]
    public void The_list_of_choices_offers_what_can_be_granted_somewhere_in_reach()
    {
        var county = Person(Roles.CountyAdministrator, County);
        Assert.Equal(
            [Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer],
            Roles.Names.Keys.Where(r => RoleGranting.MayGrantSomewhere(county, r)));
        Assert.Equal(Roles.Names.Keys, Roles.Names.Keys.Where(r => RoleGranting.MayGrantSomewhere(Person(Roles.SecurityAdministrator, DivisionScope.Nation), r)));
    }

    [Fact]
    public void An_account_is_managed_by_those_who_may_grant_all_it_holds()
    {
        var county = Person(Roles.CountyAdministrator, County);
        var clerk = new Infrastructure.Access.RoleAssignment { Role = Roles.OfficeClerk, DivisionId = Town.DivisionId, Lo = Town.Lo, Hi = Town.Hi };
        var peer = new Infrastructure.Access.RoleAssignment { Role = Roles.CountyAdministrator, DivisionId = County.DivisionId, Lo = County.Lo, Hi = County.Hi };
        Assert.True(RoleGranting.MayManage(county, [clerk]));
        Assert.False(RoleGranting.MayManage(county, [clerk, peer]));
    }

    [Fact]
    public void Whatever_is_granted_and_taken_no_account_holds_a_separated_role_beside_another() =>
        Gen.Select(Gen.Int[0, Roles.Names.Count - 1], Gen.Bool).List[1, 60].Sample(steps =>
        {
            var held = new HashSet<string>();
            foreach (var (number, gives) in steps)
            {
                var role = Roles.Names.Keys.ElementAt(number);
                if (gives && RoleGranting.MayStandTogether([.. held, role]))
                {
                    held.Add(role);
                }
                else if (!gives)
                {
                    held.Remove(role);
                }

                if (held.Intersect(Roles.Separated).Any() && held.Count > 1)
                {
                    return false;
                }
            }

            return true;
        });

    private static Actor Person(string role, DivisionScope scope) => new(
        People, "测试员", Guid.Empty, scope, new CoreModule().Permissions.Where(p => p.Roles.Contains(role)).Select(p => p.Code).ToHashSet(), ActorChannel.Page);

    private static readonly Guid People = TestKit.People.Tester;
}
