using System.Globalization;
using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Demo;

/// <summary>The demo's sign-ins with fresh passwords, and the mark that this database is a demo. Sent by the seeding alone.</summary>
[Label("建立演示账号")]
internal sealed record SeedDemoAccounts(IReadOnlyList<DivisionRow> Sites) : ICommand<IReadOnlyList<DemoAccount>>;

internal sealed record DemoAccount(string Role, string Division, string UserName, string Password);

internal sealed class SeedDemoAccountsHandler(IMediator mediator, CoreDbContext db, Operation operation)
    : IRequestHandler<SeedDemoAccounts, IReadOnlyList<DemoAccount>>
{
    private const string DemoTownship = "中溪镇";
    private const int CountyId = 341_881_000;

    public async Task<IReadOnlyList<DemoAccount>> Handle(SeedDemoAccounts request, CancellationToken cancellationToken)
    {
        var site = request.Sites.FirstOrDefault(s => s.Name == DemoTownship) ?? request.Sites[0];
        var staff = await mediator.Send(new GetStaff([site.Id]), cancellationToken);
        var director = staff.FirstOrDefault(s => s.Post == "主任");
        var clerk = staff.FirstOrDefault(s => s.Post != "主任" && s.VillageIds.Count > 0) ?? staff.FirstOrDefault(s => s != director);
        var village = staff.LastOrDefault(s => s != director && s != clerk && s.VillageIds.Count > 0);
        var leader = staff.FirstOrDefault(s => s.Post == "分管领导");

        (string UserName, string Name, string Role, int Division, string DivisionName, StaffRow? Person)[] wanted =
        [
            ("admin", "系统管理员", Roles.SystemAdministrator, 0, "全国", null),
            ("security", "安全管理员", Roles.SecurityAdministrator, 0, "全国", null),
            ("audit", "审计管理员", Roles.AuditAdministrator, 0, "全国", null),
            ("county", "县级管理员", Roles.CountyAdministrator, CountyId, "宁国市", null),
            ("leader", leader?.Name ?? "分管领导", Roles.OfficeDirector, site.Id, site.Name, leader),
            ("director", director?.Name ?? "主任", Roles.OfficeDirector, site.Id, site.Name, director),
            ("clerk", clerk?.Name ?? "经办人", Roles.OfficeClerk, site.Id, site.Name, clerk),
            ("village", village?.Name ?? "村专干", Roles.VillageOfficer, site.Id, site.Name, village),
            ("observer", "查看人员", Roles.Observer, CountyId, "宁国市", null),
        ];
        var accounts = new List<DemoAccount>();
        foreach (var one in wanted)
        {
            var created = await mediator.Send(new CreateAccount(one.UserName, one.Name, one.Role, one.Division, one.Person?.Id ?? Guid.Empty), cancellationToken);
            accounts.Add(new DemoAccount(Roles.Names[one.Role], one.DivisionName, created.UserName, created.Password));
        }

        db.Add(new Setting { Key = Setting.DemoSeeded, Value = operation.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        await db.SaveChangesAsync(cancellationToken);
        return accounts;
    }
}
