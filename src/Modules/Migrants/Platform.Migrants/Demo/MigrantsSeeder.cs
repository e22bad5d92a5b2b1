using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.Migrants.Demo;

/// <summary>Register, checks, matches, inquiries in every state and the county's log in the demo county.</summary>
internal sealed class MigrantsSeeder(PlatformSender sender) : IDemoSeeder
{
    public int Order => 240;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var records = await sender.SendAs(context.Actor, new SeedDemoMigrants(context.County, [.. context.Sites.OrderBy(s => s.Id)], [.. context.Villages]), cancellationToken);
        context.Report($"流动人口：{records} 条登记");
    }
}
