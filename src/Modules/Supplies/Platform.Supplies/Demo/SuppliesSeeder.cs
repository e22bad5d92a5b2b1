using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Features.Agreement;

namespace Platform.Supplies.Demo;

/// <summary>A catalogue, stores in county, townships and villages, and two years of movement in the townships for the demo county, checked once as every night.</summary>
internal sealed class SuppliesSeeder(PlatformSender sender) : IDemoSeeder
{
    /// <summary>After the posts: who keeps a store is known then.</summary>
    public int Order => 220;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var entries = await sender.SendAs(
            context.Actor, new SeedDemoSupplies(context.County, [.. context.Sites.OrderBy(s => s.Id)], [.. context.Villages]), cancellationToken);
        await sender.SendAs(context.Actor, new CheckAgreementNightly(), cancellationToken);
        context.Report($"药具：{context.Sites.Count} 个乡镇库房，{entries} 笔明细账");
    }
}
