using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.Oversight.Demo;

/// <summary>
/// The county's story over the three full months before the day of seeding: meetings and study sessions, some late, some missing. The first two months are
/// closed and published, so that a trend is visible; the last is left for the newcomer to close.
/// </summary>
internal sealed class OversightDemo(PlatformSender sender, IRunWorker worker) : IDemoSeeder
{
    public int Order => 300;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var current = YearMonth.Of(context.Today);
        var (first, last) = (current.AddMonths(-3), current.AddMonths(-1));
        context.Report("正在装入例会、学习活动和前两个月的考评……");
        await sender.SendAs(context.Actor, new SeedDemoScheme(context.County, first, current), cancellationToken);
        await sender.SendAs(context.Actor, new SeedDemoAppraisal(context.Sites, context.Villages), cancellationToken);
        await sender.SendAs(context.Actor, new SeedDemoTraining(context.Sites), cancellationToken);
        for (var month = first; month.CompareTo(last) <= 0; month = month.AddMonths(1))
        {
            await sender.SendAs(context.Actor, new SeedDemoMonth(month, context.Today, context.Sites, context.Villages), cancellationToken);
            await sender.SendAs(context.Actor, new SeedDemoMeetings(month, context.Today, context.Sites), cancellationToken);
            await sender.SendAs(context.Actor, new SeedDemoProofs(month, context.Sites), cancellationToken);
            await SeedFieldWorkAsync(context, month, cancellationToken);
            if (month != last)
            {
                var run = await worker.StartCloseAsync(month, context.County, false, cancellationToken);
                await worker.ProcessAsync(run, cancellationToken);
                await sender.SendAs(context.Actor, new DateDemoClose(month, month == first), cancellationToken);
            }
        }

        await sender.SendAs(context.Actor, new SeedDemoMeetings(current, context.Today, context.Sites), cancellationToken);
        await SeedFieldWorkAsync(context, current, cancellationToken);
    }

    private async Task SeedFieldWorkAsync(DemoContext context, YearMonth month, CancellationToken cancellationToken)
    {
        await sender.SendAs(context.Actor, new SeedDemoInspections(month, context.Today, context.Sites, context.Villages), cancellationToken);
        foreach (var site in context.Sites)
        {
            await sender.SendAs(context.Actor, new SeedDemoNotices(month, context.Today, site), cancellationToken);
        }
    }
}
