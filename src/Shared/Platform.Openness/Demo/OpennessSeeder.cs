using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.Openness.Demo;

/// <summary>A filled public board, suggestions answered, waiting and late, evaluations, checks and briefings for the demo county.</summary>
internal sealed class OpennessSeeder(PlatformSender sender) : IDemoSeeder
{
    /// <summary>Records of the day: after people and posts, before months are closed.</summary>
    public int Order => 210;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var posts = await sender.SendAs(context.Actor, new SeedDemoOpenness(context.County, context.Sites, context.Villages), cancellationToken);
        context.Report($"公开栏：{posts} 条公开内容，意见箱、评价、居民代表检查和群众通报");
    }
}
