using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;
using Platform.PopulationSchool.Features.Classes;
using Platform.PopulationSchool.Features.Exams;

namespace Platform.PopulationSchool;

/// <summary>The population school: yearly plan, classes and lessons, learners, exams and certificates (P3-SCHOOLMGMT, P3-SCHOOLDUTY, P3-TEACHER, P3-STUDENT).</summary>
public sealed class SchoolModule : PlatformModule
{
    public override string Id => SchoolCodes.ModuleId;

    public override string Name => "人口学校";

    public override string Description => "年度教学计划，培训班、教案和点名，考试、结业和证书查验。孕产期、避孕期等班只记人数，不记姓名。";

    public override string TablePrefix => "sch";

    public override bool EnabledByDefault => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(SchoolPermissions.View, "查看人口学校计划和培训班", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(SchoolPermissions.Edit, "编制教学计划，开班、排课、开课", Roles.OfficeDirector, Roles.OfficeClerk),
        new(SchoolPermissions.ApprovePlans, "登记教学计划批准", Roles.OfficeDirector),
        new(SchoolPermissions.Learners, "花名册、点名和成绩", Roles.OfficeDirector, Roles.OfficeClerk),
        new(SchoolPermissions.Complete, "决定学员结业", Roles.OfficeDirector),
        new(SchoolPermissions.Work, "生成演示数据"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Name, "教学计划", SchoolLinks.Plans, SchoolPermissions.View, "fa-solid fa-calendar-check", 10),
        new(Name, "培训班", SchoolLinks.Classes, SchoolPermissions.View, "fa-solid fa-chalkboard-user", 20),
    ];

    public override IReadOnlyList<DutyDefinition> Duties => SchoolCodes.Duties;

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks => SchoolCodes.Checks;

    public override IReadOnlyList<IndicatorDefinition> Indicators => SchoolCodes.Indicators;

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<SchoolDesk>();
        builder.RegisterType<RosterReader>();
        builder.RegisterType<ExamReader>();
    }
}
