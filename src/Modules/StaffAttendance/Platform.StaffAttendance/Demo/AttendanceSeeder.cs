using Platform.Contracts.Messaging;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.StaffAttendance.Demo;

/// <summary>People, leave, a full year of attendance and the running month for the demo county.</summary>
internal sealed class AttendanceSeeder(PlatformSender sender) : IDemoSeeder
{
    private const int Months = 12;

    /// <summary>The month in which a few people have many incidents.</summary>
    private const int EventfulMonthsAgo = 3;

    /// <summary>Of them those with duty rosters; one for the next month comes on top.</summary>
    private const int RosterMonths = 3;

    public int Order => 100;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var villages = context.Villages.ToLookup(v => v.SiteId, v => v.Name);
        var first = YearMonth.Of(context.Today).AddMonths(-Months);
        List<DemoSite> sites = [.. context.Sites.OrderBy(s => s.Id).Select(s => new DemoSite(s.Id, [.. villages[s.Id]]))];
        var people = await sender.SendAs(context.Actor, new SeedDemoStaff(sites, first.FirstDay), cancellationToken);
        var leave = await sender.SendAs(context.Actor, new SeedDemoLeave([.. sites.Select(s => s.Id)], first.FirstDay), cancellationToken);
        var stamps = 0;
        for (var i = 0; i <= Months; i++)
        {
            stamps += await sender.SendAs(context.Actor, new SeedDemoAttendance([.. sites.Select(s => s.Id)], first.AddMonths(i), i == Months - EventfulMonthsAgo), cancellationToken);
        }

        await sender.SendAs(context.Actor, new SeedDemoReports(), cancellationToken);
        var shifts = 0;
        for (var i = Months - RosterMonths + 1; i <= Months + 1; i++)
        {
            shifts += await sender.SendAs(context.Actor, new SeedDemoRosters([.. sites.Select(s => s.Id)], first.AddMonths(i)), cancellationToken);
        }

        context.Report($"考勤：{people} 人，{stamps} 条打卡记录，{leave} 份请假，值班 {shifts} 人次");
    }
}
