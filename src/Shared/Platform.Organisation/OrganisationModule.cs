using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Composition;
using Platform.Organisation.Features.Grants;
using Platform.Organisation.Features.Posts;

namespace Platform.Organisation;

/// <summary>Who does what where and since when: bodies, posts and their holders, stand-ins, leading groups, notices, qualifications.</summary>
public sealed class OrganisationModule : PlatformModule
{
    internal const string Prefix = "org";

    private const string Group = "单位与人员";

    public override string Id => "organisation";

    public override string Name => "机构与岗位";

    public override string Description => "机构、岗位、任职、代理、领导小组、职责调整通知和资格证书。";

    public override string TablePrefix => Prefix;

    public override bool AlwaysOn => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(OrganisationPermissions.View, "查看机构与岗位", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(OrganisationPermissions.Manage, "维护机构、岗位、任职、领导小组和通知", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(OrganisationPermissions.ManageStandIns, "登记代理", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(OrganisationPermissions.ManageQualifications, "维护资格证书", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(OrganisationPermissions.ManageGrants, "设置岗位权限", Roles.SecurityAdministrator, Roles.CountyAdministrator),
        new(OrganisationPermissions.Work, "整理岗位信息"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "机构与岗位", "/organisation", OrganisationPermissions.View, "fa-solid fa-diagram-project", 700),
        new(Group, "机构名称", "/organisation/bodies", OrganisationPermissions.View, "fa-solid fa-building", 710),
        new(Group, "联村安排", "/organisation/villages", OrganisationPermissions.View, "fa-solid fa-map-location-dot", 720),
        new(Group, "代理", "/organisation/stand-ins", OrganisationPermissions.View, "fa-solid fa-people-arrows", 730),
        new(Group, "领导小组", "/organisation/groups", OrganisationPermissions.View, "fa-solid fa-people-line", 740),
        new(Group, "职责调整通知", "/organisation/notices", OrganisationPermissions.View, "fa-solid fa-file-lines", 750),
        new(Group, "资格证书", "/organisation/qualifications", OrganisationPermissions.View, "fa-solid fa-id-card", 760),
        new("系统管理", "岗位权限", "/organisation/grants", OrganisationPermissions.ManageGrants, "fa-solid fa-user-shield", 926),
    ];

    public override IReadOnlyList<RecurringJobDefinition> Jobs =>
    [
        new("organisation-posts", "名册岗位随任职变动", "10 0 * * *", () => new RefreshPostTexts()),
    ];

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<OrganisationBook>();
        builder.RegisterType<PostTexts>();
        builder.RegisterType<AppointmentDesk>();
        builder.RegisterType<PostGrants>().As<IPostGrants>();
    }
}
