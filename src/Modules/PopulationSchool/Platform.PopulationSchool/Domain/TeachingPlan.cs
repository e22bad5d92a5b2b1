using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.PopulationSchool.Domain;

internal enum PlanState { Draft, Approved }

/// <summary>The year's teaching plan, made from a head count and approved by Party committee and government before it is carried out (P3-SCHOOLDUTY-06a, P2-OFFICE-04).</summary>
[Label("教学计划")]
internal sealed class TeachingPlan : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("年度")]
    public int Year { get; init; }

    [Label("状态")]
    public PlanState State { get; set; }

    public string Note { get; set; } = "";

    [Label("编制人")]
    public string PreparedByName { get; init; } = "";

    [Label("编制账号")]
    public Guid PreparedBy { get; init; }

    [Label("编制日期")]
    public DateOnly PreparedOn { get; init; }

    /// <summary>Day and number of the Party committee's approval; null: not there.</summary>
    [Label("党委批准日期")]
    public DateOnly? PartyOn { get; set; }

    [Label("党委批准文号")]
    public string PartyReference { get; set; } = "";

    [Label("政府批准日期")]
    public DateOnly? GovernmentOn { get; set; }

    [Label("政府批准文号")]
    public string GovernmentReference { get; set; } = "";

    [Label("登记批准的人")]
    public string ApprovedByName { get; set; } = "";

    public Guid Version { get; set; }

    public const string RefPrefix = "school-plan:";

    public static string RefOf(Guid id) => $"{RefPrefix}{id:N}";
}

/// <summary>What is planned for one stage of life. Heads are counted, nobody is named.</summary>
[Label("教学计划明细")]
internal sealed class TeachingPlanLine : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("计划")]
    public Guid PlanId { get; init; }

    [Label("时期")]
    public LifeStage Stage { get; init; }

    /// <summary>People of that stage in the township (摸底).</summary>
    [Label("普及对象人数")]
    public int HeadCount { get; init; }

    [Label("计划讲授次数")]
    public int Sessions { get; init; }

    [Label("计划参加人次")]
    public int Learners { get; init; }

    [Label("讲授内容")]
    public string Topics { get; init; } = "";
}
