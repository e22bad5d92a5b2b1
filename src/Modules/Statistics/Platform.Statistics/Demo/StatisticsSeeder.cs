using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.Statistics.Demo;

/// <summary>A small invented population of every township of the demo county, its events of the year, the reports of the last two months and a list that waits.</summary>
internal sealed class StatisticsSeeder(PlatformSender sender) : IDemoSeeder
{
    public int Order => 240;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var people = await sender.SendAs(context.Actor, new SeedDemoStatistics([.. context.Sites.Select(s => s.Id).Order()]), cancellationToken);
        context.Report($"人口统计：{people} 名虚构居民，{context.Sites.Count} 个乡镇两个月的月报");
    }
}
