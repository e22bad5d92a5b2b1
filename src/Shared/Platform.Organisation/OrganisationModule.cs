using Platform.Infrastructure.Composition;

namespace Platform.Organisation;

/// <summary>Who does what where and since when: bodies, posts and their holders, stand-ins, leading groups, notices, qualifications.</summary>
public sealed class OrganisationModule : PlatformModule
{
    internal const string Prefix = "org";

    public override string Id => "organisation";

    public override string Name => "机构与岗位";

    public override string Description => "机构、岗位、任职、代理、领导小组、职责调整通知和资格证书。";

    public override string TablePrefix => Prefix;

    public override bool AlwaysOn => true;
}
