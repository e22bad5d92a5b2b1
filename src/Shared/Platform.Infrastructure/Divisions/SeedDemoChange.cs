using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions;

/// <summary>A village of the demo county that becomes a community at the turn of the year: a planned change to look at.</summary>
internal sealed class SeedDemoChange(PlatformSender sender) : IDemoSeeder
{
    public int Order => 400;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        if (context.Villages.FirstOrDefault(v => v.Name.EndsWith('村')) is { } village)
        {
            await sender.SendAs(
                context.Actor,
                new RecordDivisionChange(new(
                    ChangeKind.Renamed, village.Code, new DateOnly(context.Today.Year + 1, 1, 1), $"宁民〔{context.Today.Year}〕12号", village.Name[..^1] + "社区")),
                cancellationToken);
        }
    }
}
