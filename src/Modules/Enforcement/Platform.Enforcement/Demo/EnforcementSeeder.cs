using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Demo;

/// <summary>Cases and petitions of the demo county: leads, running cases, hand-overs with and without receipt, a decision in its window, petitions in every state.</summary>
internal sealed class EnforcementSeeder(PlatformSender sender) : IDemoSeeder
{
    public int Order => 240;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var made = await sender.SendAs(context.Actor, new SeedDemoEnforcement([.. context.Sites.Select(s => s.Id).Order()]), cancellationToken);
        context.Report($"依法办案：案件 {made.Cases} 件，信访件 {made.Petitions} 件");
    }
}
