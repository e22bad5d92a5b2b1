namespace Platform.Contracts.LegalBasis;

/// <summary>
/// What an office does to or for somebody. The set is closed: a basis allows some of these. Acts that burden need a confirmed entry of the
/// register, services need none (rights.md 4).
/// </summary>
public enum ActKind
{
    Penalty,
    Decision,
    CertificateDemand,
    Levy,
    Enforcement,
    Inspection,
    PersonalData,
    NamePosting,
    StaffSanction,
    BirthRegistration,
    Registration,
    CertificateIssue,
    Benefit,
}

/// <summary>Chinese names of acts, and which of them burden somebody.</summary>
public static class ActKinds
{
    private static readonly IReadOnlyDictionary<ActKind, (string Name, bool Burdens)> Known = new Dictionary<ActKind, (string, bool)>
    {
        [ActKind.Penalty] = ("行政处罚", true),
        [ActKind.Decision] = ("限制权利或增加义务的决定", true),
        [ActKind.CertificateDemand] = ("要求提交证件、证明", true),
        [ActKind.Levy] = ("征收费用", true),
        [ActKind.Enforcement] = ("强制执行、申请强制执行", true),
        [ActKind.Inspection] = ("检查、取证", true),
        [ActKind.PersonalData] = ("不经同意处理个人信息", true),
        [ActKind.NamePosting] = ("公示姓名", true),
        [ActKind.StaffSanction] = ("处分工作人员", true),
        [ActKind.BirthRegistration] = ("生育登记（服务）", false),
        [ActKind.Registration] = ("登记、受理（服务）", false),
        [ActKind.CertificateIssue] = ("应申请发证、出具证明（服务）", false),
        [ActKind.Benefit] = ("发放奖励、扶助（服务）", false),
    };

    public static string Name(this ActKind act) => Known[act].Name;

    /// <summary>True: it limits a right, adds a duty or takes something, so its basis has to be confirmed.</summary>
    public static bool Burdens(this ActKind act) => Known[act].Burdens;
}
