using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Migrants.Domain;

/// <summary>
/// A village's register was gone through in a quarter (P3-MIGCERT-02b): how many were confirmed, left, came new, and how many gave no answer, which is
/// their right and is kept nowhere by name. Checking again in the same quarter replaces the figures.
/// </summary>
[Label("季度核对")]
internal sealed class RegisterCheck : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    /// <summary>First day of the quarter.</summary>
    [Label("季度")]
    public DateOnly Quarter { get; init; }

    [Label("核对日期")]
    public DateOnly CheckedOn { get; set; }

    [Label("确认人数")]
    public int Confirmed { get; set; }

    [Label("离开人数")]
    public int Departed { get; set; }

    [Label("新登记人数")]
    public int Fresh { get; set; }

    [Label("未答复人数")]
    public int Unanswered { get; set; }

    public string Note { get; set; } = "";

    [Label("核对人")]
    public string CheckedByName { get; set; } = "";

    public Guid Version { get; set; }

    public static string RefOf(Guid id) => $"migrant-check:{id}";
}

/// <summary>The month's figures of the register with an analysis, submitted to the county (P3-MIGSERVICE-07, P4-MIGMANAGER-07). Totals only.</summary>
[Label("流动人口月报")]
internal sealed class MigrantReport : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("月份")]
    public DateOnly Month { get; init; }

    [Label("月末流入人数")]
    public int Inside { get; set; }

    [Label("月末流出人数")]
    public int Outside { get; set; }

    [Label("本月流入")]
    public int Came { get; set; }

    [Label("本月流出")]
    public int Went { get; set; }

    [Label("本月离开或返回")]
    public int Ended { get; set; }

    [Label("本月发出查询")]
    public int Asked { get; set; }

    [Label("本月答复查询")]
    public int Answered { get; set; }

    [Label("分析")]
    public string Analysis { get; set; } = "";

    [Label("上报日期")]
    public DateOnly SubmittedOn { get; set; }

    [Label("上报人")]
    public string SubmittedByName { get; set; } = "";

    public Guid Version { get; set; }

    public static string RefOf(Guid id) => $"migrant-report:{id}";
}
