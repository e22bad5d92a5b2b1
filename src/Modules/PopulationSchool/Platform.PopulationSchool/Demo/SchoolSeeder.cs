using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.PopulationSchool.Demo;

/// <summary>A year of every township's population school in the demo county: plan, two classes, exam, resit, certificates.</summary>
internal sealed class SchoolSeeder(PlatformSender sender) : IDemoSeeder
{
    public int Order => 230;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var completed = await sender.SendAs(context.Actor, new SeedDemoSchool([.. context.Sites.Select(s => s.Id).Order()]), cancellationToken);
        context.Report($"人口学校：{context.Sites.Count} 份教学计划，{context.Sites.Count * 2} 个班，结业 {completed} 人");
    }
}
