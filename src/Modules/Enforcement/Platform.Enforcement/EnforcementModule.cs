using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Enforcement.Features.Cases;
using Platform.Enforcement.Features.Petitions;
using Platform.Infrastructure.Composition;

namespace Platform.Enforcement;

/// <summary>Cases about unlawful practices and official misconduct: every step lawful or refused (rights.md 4 and 5; P3-ENFRESP, P3-ENFPROC, P3-SEVENNOTS).</summary>
public sealed class EnforcementModule : PlatformModule
{
    public override string Id => EnforcementCodes.ModuleId;

    public override string Name => "依法办案";

    public override string Description => "违法执业和公职人员失职案件，从线索、立案、调查、告知到决定、送达、结案或者移送，逐步核对法定条件。不受理针对生育的案件，不征收、不罚款。";

    public override string TablePrefix => "enf";

    public override bool EnabledByDefault => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(EnforcementPermissions.View, "查看案件进度（不含姓名）", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(EnforcementPermissions.Handle, "登记线索，办理本人经办的案件", Roles.OfficeDirector, Roles.OfficeClerk) { ForKeys = false },
        new(EnforcementPermissions.Direct, "批准立案、指派和回避，决定、移送、结案", Roles.OfficeDirector) { ForKeys = false },
        new(EnforcementPermissions.Powers, "登记赋权事项", Roles.OfficeDirector),
        new(EnforcementPermissions.Petitions, "登记信访件，办理本人承办的信访件", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk) { ForKeys = false },
        new(EnforcementPermissions.DirectPetitions, "指定信访承办人，批准延长，查看联系电话", Roles.CountyAdministrator, Roles.OfficeDirector) { ForKeys = false },
        new(EnforcementPermissions.Work, "生成演示数据"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Name, "案件", EnforcementLinks.Cases, EnforcementPermissions.View, "fa-solid fa-scale-balanced", 10),
        new(Name, "信访", EnforcementLinks.Petitions, EnforcementPermissions.View, "fa-solid fa-envelope-open-text", 20),
        new(Name, "赋权事项", EnforcementLinks.Powers, EnforcementPermissions.View, "fa-solid fa-stamp", 30),
    ];

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks => EnforcementCodes.Checks;

    public override IReadOnlyList<IndicatorDefinition> Indicators => EnforcementCodes.Indicators;

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<CaseDesk>();
        builder.RegisterType<CaseReader>();
        builder.RegisterType<PetitionDesk>();
    }
}
