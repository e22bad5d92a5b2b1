using Platform.Contracts.Organisation;
using Platform.Organisation.Data;

namespace Platform.Organisation.Domain;

/// <summary>Chinese words of the enums on screen.</summary>
internal static class Words
{
    public static string Of(BodyKind kind) => kind switch
    {
        BodyKind.FamilyHealthOffice => "卫健（计生）办公室",
        BodyKind.ServiceStation => "服务所（站）",
        BodyKind.VillageCommittee => "村（居）民委员会",
        BodyKind.CommunityCommittee => "社区居民委员会",
        BodyKind.Association => "计划生育协会",
        BodyKind.WorkingCommittee => "党委（党工委）",
        BodyKind.Government => "政府（办事处）",
        BodyKind.HealthBureau => "县级卫生健康主管部门",
        BodyKind.SuppliesAuthority => "药具管理机构",
        BodyKind.PopulationSchool => "人口学校",
        _ => "其他机构",
    };

    public static string Of(GroupKind kind) => kind switch
    {
        GroupKind.FamilyHealth => "人口与家庭服务工作领导小组",
        GroupKind.Enforcement => "行政执法领导小组",
        GroupKind.Publicity => "宣传教育领导小组",
        _ => "其他领导小组",
    };

    public static string Of(GroupRole role) => role switch
    {
        GroupRole.Head => "组长",
        GroupRole.Deputy => "副组长",
        GroupRole.Secretariat => "办公室人员",
        _ => "成员",
    };

    public static string Of(StandInState state) => state switch
    {
        StandInState.Coming => "未开始",
        StandInState.Running => "代理中",
        StandInState.Over => "已结束",
        _ => "已取消",
    };

    public static string Of(QualificationKind kind) => kind switch
    {
        QualificationKind.SuppliesKeeper => "药具管理人员培训证",
        QualificationKind.EnforcementOfficer => "行政执法证",
        QualificationKind.DistributorTraining => "药具发放员培训证明",
        _ => "其他证书",
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
        IssuerLevel.Township => "乡镇",
        IssuerLevel.County => "县级",
        IssuerLevel.City => "市级",
        IssuerLevel.Province => "省级",
        IssuerLevel.Nation => "国家级",
        _ => "未登记",
    };

    public static string Post(string kind) => PostKinds.Names.GetValueOrDefault(kind, kind);
}
