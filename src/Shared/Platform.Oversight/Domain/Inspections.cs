using Platform.Contracts.Modules;

namespace Platform.Oversight.Domain;

/// <summary>Field work of the office. Each kind proves one duty.</summary>
internal enum InspectionKind { Guidance, VillageInspection, GroupCheck, VillageVisit }

/// <summary>A line of a form.</summary>
/// <param name="MaxPoints">0: something to describe, without points.</param>
internal sealed record FormItem(string Text, decimal MaxPoints, string Guidance);

internal static class InspectionRules
{
    public static string Text(InspectionKind kind) => kind switch
    {
        InspectionKind.Guidance => "每月指导",
        InspectionKind.VillageInspection => "季度检查考核",
        InspectionKind.GroupCheck => "小组检查",
        _ => "下村指导",
    };

    public static string DutyOf(InspectionKind kind) => kind switch
    {
        InspectionKind.Guidance => OversightDuties.CommunityGuidance,
        InspectionKind.VillageInspection => OversightDuties.CommunityAudit,
        InspectionKind.GroupCheck => OversightDuties.GroupCheck,
        _ => OversightDuties.VillageVisit,
    };

    public static Cadence CadenceOf(InspectionKind kind) => kind == InspectionKind.VillageInspection ? Cadence.Quarterly : Cadence.Monthly;

    public static bool InVillage(InspectionKind kind) => kind != InspectionKind.GroupCheck;

    /// <summary>The period of a kind that a day lies in.</summary>
    public static DateOnly PeriodOf(InspectionKind kind, DateOnly day) => DueDates.PeriodOf(CadenceOf(kind), day);

    /// <summary>Share of the points reached, in percent with one decimal; null: nothing has points.</summary>
    public static decimal? Percent(decimal points, decimal max) => max == 0 ? null : Math.Round(points / max * 100, 1, MidpointRounding.AwayFromZero);

    /// <summary>The platform's own forms, until a division sets its own. They look at work and records of the village or group, never at a resident.</summary>
    public static IReadOnlyList<FormItem> Default(InspectionKind kind) => kind switch
    {
        InspectionKind.Guidance =>
        [
            new("上次指导和检查提出问题的整改", 0, "逐项看整改结果，未完成的写明原因和时限"),
            new("台账和登记资料", 0, "是否及时、齐全，有无涂改"),
            new("当月职责完成情况", 0, "学习活动、服务登记、报表等按期完成情况"),
            new("政策宣传和公开栏", 0, "内容是否更新，程序、条件、承诺是否公开"),
            new("村（社区）提出的困难和需要办公室解决的事项", 0, "写明事项和答复时间"),
        ],
        InspectionKind.VillageInspection =>
        [
            new("组织领导和责任落实", 15, "责任书目标有分解、有人抓，村“两委”定期研究"),
            new("例会、学习和活动", 15, "按月开展，有记录、有签到"),
            new("台账和登记资料", 20, "按时登记，内容齐全，与实际相符"),
            new("服务办理", 20, "证件、奖励扶助等申请按期受理和上报，无积压"),
            new("政策宣传和村务公开", 10, "公开栏及时更新，宣传品到位"),
            new("药具供应点管理", 10, "数量账实相符，存放合格，无过期"),
            new("上季度问题整改", 10, "提示的问题按期整改并复核"),
        ],
        InspectionKind.GroupCheck =>
        [
            new("例会和学习", 20, "按月召开，有记录"),
            new("出租房屋信息登记", 30, "登记及时，变更有记录；只看台账是否规范，不查问住户私事"),
            new("服务需求转办", 20, "收到的服务需求按时转交办公室"),
            new("宣传资料发放", 15, "资料充足，有发放记录"),
            new("上次检查问题整改", 15, "逐项整改到位"),
        ],
        _ =>
        [
            new("村（社区）整改计划和时限", 0, "谁来做、哪天完成"),
            new("需要办公室协助的事项", 0, "写明协助人和时间"),
        ],
    };
}
