using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;

namespace Platform.Organisation.Demo;

/// <summary>Offices with their former names, posts and holders, a leading group, a notice, stand-ins and certificates for the demo county.</summary>
internal sealed class OrganisationSeeder(PlatformSender sender) : IDemoSeeder
{
    /// <summary>After the people (100), before what asks for their posts.</summary>
    public int Order => 150;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var posts = await sender.SendAs(context.Actor, new SeedDemoOrganisation(context.Sites, context.Villages), cancellationToken);
        context.Report($"机构与岗位：{posts} 个岗位");
    }
}
