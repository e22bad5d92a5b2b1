using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>Applied: waits for the level above. Approved: may be disposed of. The other three are ends; of them only Disposed moved goods.</summary>
internal enum ScrapState { Applied, Approved, Refused, Withdrawn, Disposed }

/// <summary>Why goods are unfit.</summary>
internal enum ScrapCause { Expired, Damaged, Damp, Spoiled, Unlabelled, Recalled, Other }

/// <summary>How they were made unusable.</summary>
internal enum ScrapMethod { Burned, Destroyed, Buried, HandedOver, Other }

/// <summary>
/// 不合格药具报废申请表: goods in quarantine that the level above lets a store dispose of before witnesses (P3-STREETSUPPLY-10b). Its id is the key of the request that
/// applied.
/// </summary>
[Label("药具报废申请")]
internal sealed class ScrapApplication : Entity, ITwoSided, IVersioned
{
    /// <summary>The applicant's.</summary>
    public int SiteId { get; init; }

    /// <summary>The one that decides.</summary>
    public int OtherSiteId { get; init; }

    [Label("库房")]
    public Guid StoreId { get; init; }

    /// <summary>As it was called: the level above does not read the store itself.</summary>
    [Label("库房名称")]
    public string StoreName { get; init; } = "";

    [Label("申请单号")]
    public string Number { get; init; } = "";

    [Label("状态")]
    public ScrapState State { get; set; }

    [Label("申请日期")]
    public DateOnly AppliedOn { get; init; }

    [Label("申请登记时间")]
    public DateTimeOffset AppliedAt { get; init; }

    [Label("申请账号")]
    public Guid AppliedBy { get; init; }

    /// <summary>The person behind the account; empty: nobody is named.</summary>
    [Label("申请人（名册）")]
    public Guid AppliedStaffId { get; init; }

    [Label("申请人")]
    public string AppliedByName { get; init; } = "";

    [Label("申请说明")]
    public string Note { get; init; } = "";

    [Label("审批日期")]
    public DateOnly? DecidedOn { get; set; }

    [Label("审批登记时间")]
    public DateTimeOffset? DecidedAt { get; set; }

    [Label("审批账号")]
    public Guid DecidedBy { get; set; }

    [Label("审批人")]
    public string DecidedByName { get; set; } = "";

    [Label("审批意见")]
    public string DecisionNote { get; set; } = "";

    [Label("撤回时间")]
    public DateTimeOffset? WithdrawnAt { get; set; }

    [Label("撤回人")]
    public string WithdrawnByName { get; set; } = "";

    [Label("撤回原因")]
    public string WithdrawalReason { get; set; } = "";

    [Label("处理日期")]
    public DateOnly? DisposedOn { get; set; }

    [Label("处理登记时间")]
    public DateTimeOffset? DisposedAt { get; set; }

    [Label("处理账号")]
    public Guid DisposedBy { get; set; }

    [Label("处理人")]
    public string DisposedByName { get; set; } = "";

    [Label("处理方法")]
    public ScrapMethod? Method { get; set; }

    /// <summary>What was done in words; needed for <see cref="ScrapMethod.Other"/>.</summary>
    [Label("处理经过")]
    public string DisposalNote { get; set; } = "";

    [Label("处理地点")]
    public string Place { get; set; } = "";

    /// <summary>Who looked on, joined by 、.</summary>
    [Label("监销人")]
    public string Witnesses { get; set; } = "";

    /// <summary>Key of the disposing request and of the posting; empty: not disposed of.</summary>
    [Label("报废凭证")]
    public Guid DisposalId { get; set; }

    public Guid Version { get; set; }

    /// <summary>The applicant, also under a second account of the same person.</summary>
    public bool IsOwn(Guid accountId, Guid staffId) => accountId == AppliedBy || (staffId != Guid.Empty && staffId == AppliedStaffId);

    /// <summary>Refuses OWN_APPLICATION.</summary>
    public void RefuseOwn(Guid accountId, Guid staffId)
    {
        if (IsOwn(accountId, staffId))
        {
            throw new RefusalException("OWN_APPLICATION", "这是您本人提出的报废申请，须由其他人审批。", RefusalKind.Refused) { InTrail = true };
        }
    }
}

/// <summary>Base units of one batch, out of quarantine.</summary>
[Label("药具报废明细")]
internal sealed class ScrapLine : Entity, ITwoSided
{
    public int SiteId { get; init; }

    public int OtherSiteId { get; init; }

    [Label("报废申请")]
    public Guid ScrapId { get; init; }

    [Label("品种")]
    public Guid ProductId { get; init; }

    [Label("批次")]
    public Guid BatchId { get; init; }

    [Label("数量")]
    public long Quantity { get; init; }

    [Label("不合格原因")]
    public ScrapCause Cause { get; init; }

    /// <summary>How it was found: at a check, a count, on arrival.</summary>
    [Label("发现经过")]
    public string Found { get; init; } = "";
}

/// <summary>What an application may ask for and who may look on. Without database.</summary>
internal static class ScrapRules
{
    public const int MostLines = 200;

    /// <summary>Days after which goods set apart without an application, or approved and not disposed of, are a finding.</summary>
    public const int Days = 30;

    /// <summary>Base units set apart since before the last <see cref="Days"/> days that no application speaks for: what came first leaves and is applied for first.</summary>
    /// <param name="balance">Base units set apart at the end of the day.</param>
    /// <param name="recent">What came in during these days.</param>
    public static long Overdue(long balance, long recent, long reserved) => Math.Max(0, balance - recent - reserved);

    /// <summary>Refuses INSUFFICIENT_STOCK and says what is missing.</summary>
    /// <param name="what">Names the goods.</param>
    public static void RefuseShort(string what, long balance, long reserved, long wanted)
    {
        if (wanted > balance - reserved)
        {
            var missing = wanted - (balance - reserved);
            throw new RefusalException(
                "INSUFFICIENT_STOCK", $"{what}：隔离 {balance}，{(reserved > 0 ? $"已列入其他报废申请 {reserved}，" : "")}申请报废 {wanted}，还差 {missing}。请先把不合格的药具转入隔离。",
                RefusalKind.Refused, [new FieldError("Lines", $"还差 {missing}")]);
        }
    }

    /// <summary>
    /// The names of those who looked on, joined. Refuses WITNESS_REQUIRED, and OWN_WITNESS where nobody but the one who disposes is named.
    /// </summary>
    public static string Witnesses(IReadOnlyList<string>? names, string disposer)
    {
        var given = (names ?? []).Select(n => n?.Trim() ?? "").Where(n => n.Length > 0).Distinct().ToList();
        if (given.Count == 0)
        {
            throw new RefusalException("WITNESS_REQUIRED", "报废药具须有人监销，请填写监销人姓名。", RefusalKind.Invalid, [new FieldError("Witnesses", "请填写监销人")]);
        }

        return !given.Contains(disposer.Trim())
            ? string.Join('、', given)
            : throw new RefusalException("OWN_WITNESS", "监销人不能是处理人本人，请填写其他在场的人。", RefusalKind.Refused, [new FieldError("Witnesses", "不能是处理人本人")]) { InTrail = true };
    }

    public static string Of(ScrapState state) => state switch
    {
        ScrapState.Applied => "待审批",
        ScrapState.Approved => "待处理",
        ScrapState.Refused => "未批准",
        ScrapState.Withdrawn => "已撤回",
        _ => "已报废",
    };

    public static string Of(ScrapCause cause) => cause switch
    {
        ScrapCause.Expired => "过期失效",
        ScrapCause.Damaged => "破损",
        ScrapCause.Damp => "受潮、结块",
        ScrapCause.Spoiled => "变质、污染",
        ScrapCause.Unlabelled => "标识不清",
        ScrapCause.Recalled => "通报召回",
        _ => "其他",
    };

    public static string Of(ScrapMethod method) => method switch
    {
        ScrapMethod.Burned => "焚烧",
        ScrapMethod.Destroyed => "毁形",
        ScrapMethod.Buried => "深埋",
        ScrapMethod.HandedOver => "交有资质的单位处理",
        _ => "其他",
    };
}
