using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.Organisation.Demo;

/// <summary>Leaders in charge, after the story of the offices, in which they take no part.</summary>
internal sealed class LeaderSeeder(PlatformSender sender) : IDemoSeeder
{
    public int Order => 305;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken) =>
        context.Report($"分管领导：{await sender.SendAs(context.Actor, new SeedDemoLeaders(context.Sites), cancellationToken)} 人");
}
