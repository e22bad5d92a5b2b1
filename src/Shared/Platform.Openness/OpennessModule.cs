using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Deadlines;
using Platform.Infrastructure.Composition;
using Platform.Openness.Features.Board;
using Platform.Openness.Features.Public;

namespace Platform.Openness;

/// <summary>What the office shows the public and hears from it: public board, suggestion box, evaluations, residents' checks, briefings.</summary>
public sealed class OpennessModule : PlatformModule
{
    internal const string Prefix = "opn";

    private const string Group = "公开与监督";

    public override string Id => "openness";

    public override string Name => "公开与监督";

    public override string Description => "公开栏、意见箱、服务评价、居民代表检查和群众通报。";

    public override string TablePrefix => Prefix;

    public override bool AlwaysOn => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(OpennessPermissions.View, "查看公开内容", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(OpennessPermissions.Write, "起草公开内容", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(OpennessPermissions.Approve, "审核、公布和撤下公开内容", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(OpennessPermissions.ManageSubjects, "设置统计口径", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(OpennessPermissions.ViewSuggestions, "查看意见箱", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(OpennessPermissions.AssignSuggestions, "分办意见", Roles.OfficeDirector),
        new(OpennessPermissions.ReplySuggestions, "答复意见、开箱登记", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OpennessPermissions.RevealContact, "查看投递人联系电话", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OpennessPermissions.ViewSupervision, "查看群众监督记录", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(OpennessPermissions.RecordSupervision, "登记居民代表检查和群众通报", Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(OpennessPermissions.Work, "公开栏自动整理"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "公开栏", "/openness/board", OpennessPermissions.View, "fa-solid fa-bullhorn", 600),
        new(Group, "统计口径", "/openness/subjects", OpennessPermissions.View, "fa-solid fa-table-columns", 610),
        new(Group, "意见箱", "/openness/suggestions", OpennessPermissions.ViewSuggestions, "fa-solid fa-inbox", 620),
        new(Group, "服务评价", "/openness/evaluations", OpennessPermissions.ViewSupervision, "fa-solid fa-star-half-stroke", 630),
        new(Group, "居民代表检查", "/openness/checks", OpennessPermissions.ViewSupervision, "fa-solid fa-magnifying-glass-chart", 640),
        new(Group, "群众通报", "/openness/briefings", OpennessPermissions.ViewSupervision, "fa-solid fa-comment-dots", 650),
    ];

    public override IReadOnlyList<DutyDefinition> Duties => OpennessDuties.All;

    public override IReadOnlyList<IndicatorDefinition> Indicators => OpennessIndicators.All;

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<TableDesk>();
        builder.RegisterType<PublicDesk>();
        builder.RegisterType<VillageNames>();
        builder.RegisterType<OpennessDeadlines>().As<IDeadlineRuleSource>();
    }
}
