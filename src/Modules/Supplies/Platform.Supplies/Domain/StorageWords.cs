using Platform.Contracts.Organisation;

namespace Platform.Supplies.Domain;

/// <summary>Chinese names of what storage knows.</summary>
internal static class StorageWords
{
    public static string Of(ReadingState state) => state switch
    {
        ReadingState.OutOfLimits => "超出范围",
        ReadingState.Corrected => "已更正",
        ReadingState.Struck => "已划去",
        _ => "正常",
    };

    public static string Of(IncidentKind kind) => kind switch
    {
        IncidentKind.Damp => "受潮",
        IncidentKind.Pests => "虫蛀鼠咬",
        IncidentKind.Leakage => "渗漏",
        IncidentKind.Breakage => "破损",
        IncidentKind.Theft => "失窃",
        IncidentKind.Fire => "火灾",
        _ => "其他",
    };

    public static string Of(Schooling schooling) => schooling switch
    {
        Schooling.Primary => "小学",
        Schooling.JuniorSecondary => "初中",
        Schooling.SeniorSecondary => "高中（中专）",
        Schooling.College => "大专",
        Schooling.Bachelor => "本科及以上",
        _ => "未登记",
    };

    public static string Of(IssuerLevel level) => level switch
    {
        IssuerLevel.Township => "乡镇级",
        IssuerLevel.County => "县级",
        IssuerLevel.City => "市级",
        IssuerLevel.Province => "省级",
        IssuerLevel.Nation => "国家级",
        _ => "级别未登记",
    };

    public static string Of(QualificationKind kind) => kind switch
    {
        QualificationKind.SuppliesKeeper => "药具管理人员培训证",
        QualificationKind.DistributorTraining => "药具发放员培训证明",
        QualificationKind.EnforcementOfficer => "行政执法证",
        _ => "其他证书",
    };
}
