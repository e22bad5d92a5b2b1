using Autofac;
using Microsoft.Extensions.Configuration;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Contracts.Runs;
using Platform.Deadlines;
using Platform.Infrastructure.Composition;
using Platform.Infrastructure.Ui;
using Platform.Oversight.Appraisal;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.Checks;
using Platform.Oversight.Features.Jobs;
using Platform.Oversight.Features.Months;
using Platform.Oversight.Features.Proofs;
using Platform.Oversight.Features.Reminders;
using Platform.Oversight.Features.Results;
using Platform.Oversight.Features.Training;
using Platform.Oversight.Inspections;
using Platform.Oversight.Meetings;
using Platform.Oversight.Runs;
using Platform.Oversight.Schedules;
using Platform.Oversight.VillageNotices;

namespace Platform.Oversight;

/// <summary>The five steps every module speaks in: duty, due date, evidence, audit, score; with meetings and the runs that close months.</summary>
public sealed class OversightModule : PlatformModule
{
    internal const string Prefix = "ovs";

    public override string Id => "oversight";

    public override string Name => "履职监督";

    public override string Description => "履职日历、月结、稽核、考评和会议。";

    public override string TablePrefix => Prefix;

    public override bool AlwaysOn => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(OversightPermissions.ViewDuties, "查看履职日历", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(OversightPermissions.Excuse, "准予免除职责", Roles.CountyAdministrator),
        new(OversightPermissions.SetDuties, "设置职责期限", Roles.CountyAdministrator),
        new(OversightPermissions.FileProof, "登记履职凭证", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OversightPermissions.RecordStudy, "登记村级学习活动", Roles.OfficeClerk, Roles.VillageOfficer),
        new(OversightPermissions.ViewMonths, "查看月结", Roles.SystemAdministrator, Roles.CountyAdministrator, Roles.Observer),
        new(OversightPermissions.CloseMonth, "月结", Roles.CountyAdministrator),
        new(OversightPermissions.ManageChecks, "安排和执行定期检查", Roles.SystemAdministrator, Roles.CountyAdministrator),
        new(OversightPermissions.Publish, "公布考评结果", Roles.CountyAdministrator),
        new(OversightPermissions.ManageSchemes, "设置考评方案", Roles.CountyAdministrator),
        new(OversightPermissions.Object, "查看待公布结果、提出考评异议", Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(OversightPermissions.Decide, "处理考评异议", Roles.CountyAdministrator),
        new(OversightPermissions.ManageRecipients, "设置送阅对象、登记签收", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(OversightPermissions.ManageLetters, "签订目标责任书", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(OversightPermissions.ProposeYearEnd, "提出年终评比名单", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OversightPermissions.ApproveYearEnd, "审批年终评比名单", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(OversightPermissions.ViewResults, "查看考评结果", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(OversightPermissions.ViewFindings, "查看稽核问题", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.Observer),
        new(OversightPermissions.Assign, "确定稽核问题的责任人和期限", Roles.OfficeDirector, Roles.CountyAdministrator),
        new(OversightPermissions.Correct, "整改稽核问题", Roles.OfficeClerk),
        new(OversightPermissions.Recheck, "复核稽核问题", Roles.OfficeDirector, Roles.CountyAdministrator),
        new(OversightPermissions.Inspect, "登记现场检查", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OversightPermissions.IssueNotices, "签发问题提示单", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OversightPermissions.ManageForms, "设置检查表", Roles.CountyAdministrator),
        new(OversightPermissions.ViewMeetings, "查看会议", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.Observer),
        new(OversightPermissions.WriteMinutes, "召集会议、签到、起草会议记录", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OversightPermissions.HoldMeeting, "确认会议记录", Roles.OfficeDirector),
        new(OversightPermissions.ViewTraining, "查看学习培训记录", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.Observer),
        new(OversightPermissions.RecordTraining, "登记学习培训", Roles.OfficeDirector, Roles.OfficeClerk),
        new(OversightPermissions.Work, "执行月结步骤"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new("履职监督", "我的待办", "/oversight/tasks", OversightPermissions.ViewDuties, "fa-solid fa-list-check", 10),
        new("履职监督", "履职日历", "/oversight/calendar", OversightPermissions.ViewDuties, "fa-solid fa-calendar-days", 20),
        new("履职监督", "履职总表", "/oversight/heat", OversightPermissions.ViewDuties, "fa-solid fa-table-cells", 22),
        new("履职监督", "履职凭证", "/oversight/proofs", OversightPermissions.ViewDuties, "fa-solid fa-file-circle-check", 25),
        new("履职监督", "村级学习活动", "/oversight/studies", OversightPermissions.ViewDuties, "fa-solid fa-book-open", 30),
        new("履职监督", "会议", "/oversight/meetings", OversightPermissions.ViewMeetings, "fa-solid fa-people-group", 40),
        new("履职监督", "学习培训", "/oversight/training", OversightPermissions.ViewTraining, "fa-solid fa-graduation-cap", 45),
        new("履职监督", "稽核问题", "/oversight/findings", OversightPermissions.ViewFindings, "fa-solid fa-clipboard-check", 50),
        new("履职监督", "现场检查", "/oversight/inspections", OversightPermissions.ViewFindings, "fa-solid fa-magnifying-glass-location", 54),
        new("履职监督", "问题提示单", "/oversight/notices", OversightPermissions.ViewFindings, "fa-solid fa-bell", 56),
        new("履职监督", "月结", "/oversight/months", OversightPermissions.ViewMonths, "fa-solid fa-calendar-check", 60),
        new("履职监督", "职责期限设置", "/oversight/duty-settings", OversightPermissions.SetDuties, "fa-solid fa-sliders", 65),
        new("履职监督", "定期检查", "/oversight/checks", OversightPermissions.ViewMonths, "fa-solid fa-clock-rotate-left", 67),
        new("履职监督", "考评结果", "/oversight/results", OversightPermissions.ViewResults, "fa-solid fa-ranking-star", 70),
        new("履职监督", "考评异议", "/oversight/objections", OversightPermissions.ViewResults, "fa-solid fa-scale-balanced", 72),
        new("履职监督", "考评方案", "/oversight/schemes", OversightPermissions.ViewResults, "fa-solid fa-sliders", 74),
        new("履职监督", "目标责任书", "/oversight/letters", OversightPermissions.ViewResults, "fa-solid fa-file-signature", 76),
        new("履职监督", "年终评比", "/oversight/year-end", OversightPermissions.ViewResults, "fa-solid fa-award", 78),
    ];

    public override IReadOnlyList<DutyDefinition> Duties => OversightDuties.All;

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks => OversightChecks.All;

    public override IReadOnlyList<IndicatorDefinition> Indicators => OversightIndicators.All;

    public override IReadOnlyList<RecurringJobDefinition> Jobs =>
    [
        new("oversight-sweep", "接续中断的月结", "* * * * *", () => new SweepRuns()),
        new("oversight-schedules", "按计划执行定期检查和月结", "5 * * * *", () => new RunSchedules()),
        new("oversight-remind", "邮件提醒到期的职责", "*/30 7-11 * * *", () => new RemindByMail()),
        new("oversight-publish", "到期自动公布考评结果", "0 7 * * *", () => new PublishDueResults()),
    ];

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<DutyCatalog>().SingleInstance();
        builder.RegisterType<DutyLedger>();
        builder.RegisterType<OpenDuties>();
        builder.RegisterType<DutyRuleBook>();
        builder.RegisterType<ProofBook>();
        builder.RegisterType<TrainingBook>();
        builder.RegisterType<VillagePeople>();
        builder.RegisterType<SchemeBook>();
        builder.RegisterType<FormBook>();
        builder.RegisterType<InspectionBook>();
        builder.RegisterType<NoticeBook>();
        builder.RegisterType<AgendaWriter>();
        builder.RegisterType<OversightDeadlines>().As<IDeadlineRuleSource>();
        builder.RegisterType<RunStarter>();
        builder.RegisterType<MonthCloser>();
        builder.RegisterType<ScheduleBook>();
        builder.RegisterType<Previewer>();
        builder.RegisterType<ResultScores>();
        builder.RegisterAssemblyTypes(typeof(OversightModule).Assembly).AssignableTo<IRunStep>().As<IRunStep>();
        builder.Register(c => RunLease.From(c.ResolveOptional<IConfiguration>())).SingleInstance();
        builder.RegisterType<RunWorker>().As<IRunWorker>();
        builder.RegisterType<InProcessRunQueue>().As<IRunQueue>().PreserveExistingDefaults();
    }
}
