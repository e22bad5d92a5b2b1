using Platform.Contracts.Messaging;

namespace Platform.Enforcement.Domain;

internal enum CaseStep { File, Inquire, Collect, Notify, Defend, Summon, Hear, Review, Decide, Serve, Close, HandOver, Drop }

/// <summary>Why a step cannot be taken now: a stable code and what to do.</summary>
internal sealed record StepBlock(string Code, string Text, bool InTrail = false);

/// <summary>What the records beside the case say, as they stand.</summary>
/// <param name="Handlers">Officers who handle it, without those recused.</param>
/// <param name="EverHandled">Also those recused.</param>
/// <param name="Certified">How many of the handlers hold a certificate that is valid on the day of the step.</param>
/// <param name="Admitted">Evidence that was not excluded.</param>
/// <param name="HeldOpen">Evidence registered and held (先行登记保存) that nobody has dealt with.</param>
/// <param name="HasPower">The province left this matter to the township, by a basis that holds on the day.</param>
/// <param name="HearingUntil">Last day on which a hearing can be asked for; null: none was offered.</param>
/// <param name="ReviewUntil">Last day of the review window; null: not served. Likewise <paramref name="SuitUntil"/>.</param>
/// <param name="Ticked">Which of the six conditions are ticked against records.</param>
internal sealed record CaseMaterial(
    DateOnly Today, IReadOnlyCollection<Guid> Handlers, IReadOnlyCollection<Guid> EverHandled, int Certified, int Inquiries, int Admitted, int HeldOpen, bool HasPower, DateOnly? HearingUntil,
    DateOnly? ReviewUntil, DateOnly? SuitUntil, IReadOnlyCollection<DecisionCondition> Ticked);

/// <summary>
/// The order of a case as plain rules: lawful or refused. Nothing here reads or writes a database. Legal-basis codes (BASIS_REPEALED, OUT_OF_TERRITORY …) come from the
/// register and are asked for before <see cref="File"/> and <see cref="Decide"/>.
/// </summary>
internal static class CaseProcedure
{
    public const int MinOfficers = 2;

    /// <summary>Our reading: a party has at least 3 days to state its views; the law gives no number.</summary>
    public const int DefenceDays = 3;

    public static readonly IReadOnlyList<DecisionCondition> Conditions = Enum.GetValues<DecisionCondition>();

    /// <summary>Last day on which conduct of that day can still be discovered in time (行政处罚法 36). Misconduct of officials has no such limit here.</summary>
    public static DateOnly? BarredAfter(EnforcementCase c) => CaseWords.IsOfOfficials(c.Kind) ? null : c.FactOn.AddYears(c.Endangers ? 5 : 2);

    /// <summary>Everything that stands in the way of the step, the first the most important; empty: it can be taken.</summary>
    public static IReadOnlyList<StepBlock> Blocks(CaseStep step, EnforcementCase c, CaseMaterial m) => [.. Checks(step, c, m).OfType<StepBlock>()];

    /// <summary>Throws the first of <see cref="Blocks"/>.</summary>
    public static void Require(CaseStep step, EnforcementCase c, CaseMaterial m)
    {
        if (Blocks(step, c, m) is [var block, ..])
        {
            throw Refuse(block);
        }
    }

    public static void File(EnforcementCase c, CaseMaterial m, string basis, string title, int edition, string by)
    {
        Require(CaseStep.File, c, m);
        (c.State, c.FiledOn, c.FiledByName, c.Basis, c.BasisTitle, c.BasisEdition) = (CaseState.Filed, m.Today, by, basis, title, edition);
    }

    public static void Notify(EnforcementCase c, CaseMaterial m, DateOnly on, CaseResult proposed, string text, DateOnly defenceUntil, bool hearing)
    {
        Require(CaseStep.Notify, c, m);
        Day(on, c.FiledOn!.Value, m.Today, "告知书送达日期");
        if (defenceUntil < on.AddDays(DefenceDays))
        {
            throw Refuse(new StepBlock("DEFENCE_TOO_SHORT", $"陈述、申辩期限从告知书送达之日起不少于 {DefenceDays} 天，请改为 {on.AddDays(DefenceDays):yyyy-MM-dd} 或以后。"));
        }

        (c.State, c.NoticeOn, c.Proposed, c.NoticeText, c.DefenceUntil, c.HearingOffered) = (CaseState.Noticed, on, proposed, text, defenceUntil, hearing);
    }

    /// <param name="text">Empty: the party waived it in writing.</param>
    public static void Defend(EnforcementCase c, CaseMaterial m, DateOnly on, string text, string answer)
    {
        Require(CaseStep.Defend, c, m);
        Day(on, c.NoticeOn!.Value, m.Today, "陈述、申辩日期");
        if (text.Length > 0 && answer.Length == 0)
        {
            throw Refuse(new StepBlock("DEFENCE_UNANSWERED", "当事人的陈述、申辩须经复核。请填写复核意见，写明采纳或者不采纳的理由。"));
        }

        (c.Defence, c.DefenceOn, c.DefenceText, c.DefenceAnswer) = (text.Length > 0 ? DefenceState.Stated : DefenceState.Waived, on, text, answer);
        if (c.Defence == DefenceState.Waived && c.HearingAskedOn is null)
        {
            c.HearingOffered = false;
        }
    }

    /// <param name="earliest">First day on which a hearing noticed then may be held.</param>
    public static void Summon(EnforcementCase c, CaseMaterial m, DateOnly askedOn, DateOnly noticedOn, DateOnly on, DateOnly earliest, Guid chairId, string chair)
    {
        Require(CaseStep.Summon, c, m);
        Day(askedOn, c.NoticeOn!.Value, m.Today, "要求听证日期");
        Day(noticedOn, askedOn, m.Today, "听证通知日期");
        if (askedOn > m.HearingUntil)
        {
            throw Refuse(new StepBlock("HEARING_ASKED_LATE", $"要求听证的期限到 {m.HearingUntil:yyyy-MM-dd} 为止，{askedOn:yyyy-MM-dd} 提出已经超过期限。"));
        }

        if (m.EverHandled.Contains(chairId))
        {
            throw Refuse(new StepBlock("CHAIR_IS_INVESTIGATOR", $"{chair}是本案调查人员，不能主持听证。请指定没有参加调查的人员。", InTrail: true));
        }

        if (chairId == c.PartyStaffId && chairId != Guid.Empty)
        {
            throw Refuse(new StepBlock("CHAIR_IS_PARTY", "听证主持人与本案有直接利害关系，须另行指定。", InTrail: true));
        }

        if (on < earliest)
        {
            throw Refuse(new StepBlock("HEARING_NOTICE_SHORT", $"听证的时间、地点须在举行七个工作日前通知，最早可定在 {earliest:yyyy-MM-dd}。"));
        }

        (c.HearingAskedOn, c.HearingNoticedOn, c.HearingOn, c.HearingChairId, c.HearingChair) = (askedOn, noticedOn, on, chairId, chair);
    }

    public static void Hear(EnforcementCase c, CaseMaterial m, string record)
    {
        Require(CaseStep.Hear, c, m);
        c.HearingRecord = record;
    }

    /// <summary>A case that does not pass goes back: it is investigated on, and a new notice is needed.</summary>
    public static void Review(EnforcementCase c, CaseMaterial m, Guid reviewerId, string reviewer, bool passed, string text)
    {
        Require(CaseStep.Review, c, m);
        if (m.EverHandled.Contains(reviewerId))
        {
            throw Refuse(new StepBlock("REVIEWER_IS_INVESTIGATOR", $"{reviewer}是本案调查人员，不能作法制审核。请由没有参加调查的人员审核。", InTrail: true));
        }

        (c.ReviewedOn, c.ReviewerId, c.Reviewer, c.ReviewPassed, c.ReviewText) = (m.Today, reviewerId, reviewer, passed, text);
        if (!passed)
        {
            (c.State, c.NoticeOn, c.DefenceUntil, c.Defence, c.DefenceOn, c.HearingOffered, c.HearingAskedOn, c.HearingNoticedOn, c.HearingOn, c.HearingRecord) =
                (CaseState.Filed, null, null, DefenceState.None, null, false, null, null, null, "");
        }
    }

    public static void Decide(EnforcementCase c, CaseMaterial m, Guid deciderId, string by, CaseResult result, string number, string text, string power)
    {
        Require(CaseStep.Decide, c, m);
        if (deciderId != Guid.Empty && m.EverHandled.Contains(deciderId))
        {
            throw Refuse(new StepBlock("DECIDER_IS_INVESTIGATOR", "您是本案调查人员，调查和决定须由不同的人办理。请由没有参加调查的负责人决定。", InTrail: true));
        }

        if (CaseWords.Weight(result) > CaseWords.Weight(c.Proposed))
        {
            throw Refuse(new StepBlock(
                "HEAVIER_THAN_NOTICED", $"告知的是“{CaseWords.Of(c.Proposed)}”，决定不能更重，也不得因陈述、申辩加重。要加重的，请由法制审核退回，重新告知。"));
        }

        (c.State, c.DecidedOn, c.DecidedByName, c.Result, c.DecisionNumber, c.DecisionText, c.PowerBasis) = (CaseState.Decided, m.Today, by, result, number, text, power);
    }

    public static void Serve(EnforcementCase c, CaseMaterial m, DateOnly on, ServiceMode mode, string proof)
    {
        Require(CaseStep.Serve, c, m);
        Day(on, c.DecidedOn!.Value, m.Today, "送达日期");
        (c.State, c.ServedOn, c.ServedBy, c.ServiceProof) = (CaseState.Served, on, mode, proof);
    }

    public static void Close(EnforcementCase c, CaseMaterial m, string archive)
    {
        Require(CaseStep.Close, c, m);
        (c.State, c.ClosedOn, c.ArchiveNumber) = (CaseState.Closed, m.Today, archive);
    }

    public static void HandOver(EnforcementCase c, CaseMaterial m, string to, string reason, string number)
    {
        Require(CaseStep.HandOver, c, m);
        (c.State, c.HandedOverOn, c.HandedTo, c.HandOverReason, c.HandOverNumber) = (CaseState.HandedOver, m.Today, to, reason, number);
    }

    public static void Drop(EnforcementCase c, CaseMaterial m, string reason)
    {
        Require(CaseStep.Drop, c, m);
        (c.State, c.DroppedOn, c.DropReason) = (CaseState.Dropped, m.Today, reason);
    }

    public static RefusalException Refuse(StepBlock block) => new(block.Code, block.Text, RefusalKind.Refused) { InTrail = block.InTrail };

    private static IEnumerable<StepBlock?> Checks(CaseStep step, EnforcementCase c, CaseMaterial m) => step switch
    {
        CaseStep.File => [In(c, CaseState.Lead), NotBarred(c)],
        CaseStep.Inquire or CaseStep.Collect => [In(c, CaseState.Filed, CaseState.Noticed), TwoOfficers(m)],
        CaseStep.Notify => [In(c, CaseState.Filed), Power(c, m), TwoOfficers(m), Inquired(m), Evidenced(m)],
        CaseStep.Defend => [Noticed(c), In(c, CaseState.Noticed)],
        CaseStep.Summon => [Noticed(c), In(c, CaseState.Noticed), HearingOffered(c), NotHeard(c)],
        CaseStep.Hear => [Noticed(c), In(c, CaseState.Noticed), Summoned(c, m), NotHeard(c)],
        CaseStep.Review => [Noticed(c), In(c, CaseState.Noticed), .. Heard(c, m)],
        CaseStep.Decide =>
            [Noticed(c), In(c, CaseState.Noticed), Power(c, m), TwoOfficers(m), Inquired(m), Evidenced(m), NothingHeld(m), .. Heard(c, m), Reviewed(c), Ticked(m)],
        CaseStep.Serve => [In(c, CaseState.Decided)],
        CaseStep.Close => [Served(c), In(c, CaseState.Served), .. Windows(c, m)],
        _ => [In(c, CaseState.Lead, CaseState.Filed, CaseState.Noticed)],
    };

    private static StepBlock? In(EnforcementCase c, params ReadOnlySpan<CaseState> states) =>
        states.Contains(c.State) ? null : new StepBlock("WRONG_STATE", $"案件现在是“{CaseWords.Of(c.State)}”，不能办理这一步。");

    private static StepBlock? NotBarred(EnforcementCase c) => BarredAfter(c) is { } last && c.DiscoveredOn > last
        ? new StepBlock("TIME_BARRED", $"行为发生在 {c.FactOn:yyyy-MM-dd}，到 {last:yyyy-MM-dd} 满{(c.Endangers ? "五" : "两")}年未被发现，不再给予处罚。请登记不予立案。")
        : null;

    private static StepBlock? TwoOfficers(CaseMaterial m) => m.Certified >= MinOfficers
        ? null
        : new StepBlock("MIN_TWO_OFFICERS", $"须由不少于两名持有效行政执法证的人员办理，现有 {m.Certified} 名。请先由负责人指派，或者移送上级。");

    private static StepBlock? Inquired(CaseMaterial m) => m.Inquiries > 0 ? null : new StepBlock("NO_INQUIRY_RECORD", "还没有询问笔录。请先询问当事人或证人，制作笔录。");

    private static StepBlock? Evidenced(CaseMaterial m) => m.Admitted > 0 ? null : new StepBlock("NO_EVIDENCE", "没有可用的证据：违法事实不清、证据不足的，不得处罚。请收集证据，或者撤案。");

    private static StepBlock? NothingHeld(CaseMaterial m) => m.HeldOpen == 0 ? null : new StepBlock("HELD_EVIDENCE_OPEN", $"有 {m.HeldOpen} 件先行登记保存的证据没有处理。请先登记处理结果。");

    private static StepBlock? Power(EnforcementCase c, CaseMaterial m) =>
        CaseWords.IsOfOfficials(c.Kind) ? new StepBlock("NO_POWER", "公职人员失职失德由任免机关、监察机关处理，本单位没有处分权。请移送。")
        : m.HasPower ? null
        : new StepBlock("NO_POWER", "本省没有把这类事项的处罚权交给本乡镇（或没有登记），本单位不能作出处罚决定。请移送县级卫生健康主管部门。");

    private static StepBlock? Noticed(EnforcementCase c) => c.NoticeOn is not null ? null : new StepBlock("NOTICE_MISSING", "还没有告知当事人拟作出的决定和陈述、申辩等权利。请先告知。");

    private static StepBlock? HearingOffered(EnforcementCase c) => c.HearingOffered ? null : new StepBlock("HEARING_NOT_OFFERED", "本案没有告知听证权利，或者当事人已书面放弃。");

    private static StepBlock? NotHeard(EnforcementCase c) => c.HearingRecord.Length == 0 ? null : new StepBlock("HEARING_HELD", "听证已经举行，笔录已入卷。");

    private static StepBlock? Summoned(EnforcementCase c, CaseMaterial m) =>
        c.HearingOn is not { } on ? new StepBlock("HEARING_NOT_SET", "还没有定听证的时间和主持人。")
        : on > m.Today ? new StepBlock("HEARING_NOT_YET", $"听证定在 {on:yyyy-MM-dd}，举行后才能登记笔录。") : null;

    // The party was heard: it stated its views or waived them or let the days pass, and the hearing it asked for was held.
    private static IEnumerable<StepBlock?> Heard(EnforcementCase c, CaseMaterial m)
    {
        if (c.Defence == DefenceState.None && c.DefenceUntil >= m.Today)
        {
            yield return new StepBlock("WINDOW_OPEN", $"陈述、申辩期限到 {c.DefenceUntil:yyyy-MM-dd} 为止，期限内当事人没有陈述也没有书面放弃的，须等期满。");
        }

        if (c.HearingOffered && c.HearingAskedOn is null && m.HearingUntil is not { } gone)
        {
            yield return new StepBlock("WINDOW_OPEN", "要求听证的期限还没有算出，请稍后再试。");
        }
        else if (c.HearingOffered && c.HearingAskedOn is null && m.HearingUntil >= m.Today)
        {
            yield return new StepBlock("WINDOW_OPEN", $"当事人可以在 {m.HearingUntil:yyyy-MM-dd} 以前要求听证，须等期满或者书面放弃。");
        }

        if (c.HearingAskedOn is not null && c.HearingRecord.Length == 0)
        {
            yield return new StepBlock("HEARING_NOT_HELD", "当事人要求了听证，听证笔录入卷后才能继续。");
        }
    }

    private static StepBlock? Reviewed(EnforcementCase c) => c is { ReviewedOn: not null, ReviewPassed: true } && c.ReviewedOn >= c.NoticeOn
        ? null
        : new StepBlock("REVIEW_MISSING", "决定前须通过法制审核。请由没有参加调查的人员审核。");

    private static StepBlock? Ticked(CaseMaterial m) => Conditions.Except(m.Ticked).ToList() is { Count: > 0 } missing
        ? new StepBlock("CONDITIONS_MISSING", $"六个条件须逐项对照材料核对，还缺：{string.Join("、", missing.Select(CaseWords.Of))}。")
        : null;

    private static StepBlock? Served(EnforcementCase c) => c.ServedOn is not null ? null : new StepBlock("NOT_SERVED", "决定书还没有送达，不能结案。请登记送达和凭证。");

    private static IEnumerable<StepBlock?> Windows(EnforcementCase c, CaseMaterial m)
    {
        if (c is { Remedy: not RemedyKind.None, RemedyEndedOn: null })
        {
            yield return new StepBlock("REMEDY_PENDING", $"{CaseWords.Of(c.Remedy)}正在进行，办结后登记结果再结案。");
        }

        if (c.Remedy == RemedyKind.None && (m.ReviewUntil is not { } review || m.SuitUntil is not { } suit || review >= m.Today || suit >= m.Today))
        {
            yield return new StepBlock("WINDOW_OPEN", $"复议期限到 {m.ReviewUntil:yyyy-MM-dd}、起诉期限到 {m.SuitUntil:yyyy-MM-dd}，期满后才能结案。");
        }
    }

    private static void Day(DateOnly day, DateOnly first, DateOnly last, string name)
    {
        if (day < first || day > last)
        {
            throw new RefusalException("WRONG_DAY", $"{name}须在 {first:yyyy-MM-dd} 至 {last:yyyy-MM-dd} 之间。", RefusalKind.Invalid);
        }
    }
}
