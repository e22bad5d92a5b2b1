using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Time;

namespace Platform.Host.Demo;

/// <summary>Loads the country's divisions and opens the demo county, once. Refuses a database that holds anything else.</summary>
internal sealed class DemoSeeding(OperationScopes scopes, PlatformSender sender, ModuleStates states, PlannerStatistics planner, ChinaTime time)
{
    private const int CountyId = 341_881_000;
    private static readonly Actor System = Actor.System(DivisionScope.Nation, ActorChannel.CommandLine);
    private static readonly DivisionScope County = new(CountyId, CountyId, CountyId + 999);

    public async Task SeedAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var state = await StateAsync(cancellationToken);
        if (state == DatabaseState.Demo)
        {
            report("演示数据已经装入，直接使用。演示账号只在装入时显示一次。");
            return;
        }

        if (state == DatabaseState.Other)
        {
            throw new RefusalException("NOT_A_DEMO_DATABASE", "数据库里已有其他数据，不能装入演示数据。请换一个空数据库（--connection），或去掉 --demo 启动。");
        }

        if (state == DatabaseState.HalfADemo)
        {
            throw new RefusalException("DEMO_INCOMPLETE", "上次装入演示数据时中断了。请删除这个数据库（SQLite 为 data/platform.db 及同名的 -wal、-shm 文件）后重新运行。");
        }

        report("正在装入全国区划和工作日历……");
        await sender.SendAs(System, new LoadReferenceData(), cancellationToken);
        await states.EnsureAsync(cancellationToken);

        report("正在装入演示县（市）宁国市……");
        await sender.SendAs(System, new MarkDemoStarted(), cancellationToken);
        var context = await ContextAsync(report, cancellationToken);
        foreach (var seeder in await SeedersAsync())
        {
            await using var scope = scopes.Begin();
            await ((IDemoSeeder)scope.Resolve(seeder)).SeedAsync(context, cancellationToken);
        }

        await planner.RefreshAsync(cancellationToken);
        var accounts = await sender.SendAs(System, new SeedDemoAccounts(context.Sites), cancellationToken);
        report("");
        report("演示账号（只显示这一次）：");
        foreach (var account in accounts)
        {
            report($"  {account.Role}（{account.Division}）  账号 {account.UserName}  密码 {account.Password}");
        }

        report("");
    }

    private async Task<IReadOnlyList<Type>> SeedersAsync()
    {
        await using var scope = scopes.Begin();
        return [.. scope.Resolve<IEnumerable<IDemoSeeder>>().OrderBy(s => s.Order).Select(s => s.GetType())];
    }

    private async Task<DemoContext> ContextAsync(Action<string> report, CancellationToken cancellationToken)
    {
        await using var scope = scopes.Begin();
        var sites = await scope.Resolve<CoreDbContext>().Set<Division>().AsNoTracking()
            .Where(d => d.Id >= County.Lo && d.Id <= County.Hi && d.Levels.HasFlag(DivisionLevels.Township))
            .OrderBy(d => d.Id)
            .Select(d => new DivisionRow(d.Id, d.Code, d.Name, d.FullName, d.Levels, d.ParentId, d.Lo, d.Hi))
            .ToListAsync(cancellationToken);
        var actor = Actor.System(County, ActorChannel.CommandLine);
        var villages = await sender.SendAs(actor, new GetVillages([.. sites.Select(s => s.Id)]), cancellationToken);
        return new DemoContext(County, sites, villages, time.Today, actor, report);
    }

    private async Task<DatabaseState> StateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.Begin();
        var db = scope.Resolve<CoreDbContext>();
        if (await db.Set<Setting>().AnyAsync(s => s.Key == Setting.DemoSeeded, cancellationToken))
        {
            return DatabaseState.Demo;
        }

        if (await db.Set<Setting>().AnyAsync(s => s.Key == Setting.DemoStarted, cancellationToken))
        {
            return DatabaseState.HalfADemo;
        }

        // Every use of the platform begins with an account; divisions and the calendar may be there already.
        return await db.Set<Account>().AnyAsync(cancellationToken) || await db.Set<Infrastructure.Staff.StaffMember>().IgnoreQueryFilters().AnyAsync(cancellationToken)
            ? DatabaseState.Other
            : DatabaseState.EmptyOrDivisionsOnly;
    }

    private enum DatabaseState { EmptyOrDivisionsOnly, HalfADemo, Demo, Other }
}
