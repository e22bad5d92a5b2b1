using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

/// <summary>Granted ones count; waiting ones and those waiting for the county hold their days.</summary>
internal enum LeaveState { Waiting, PendingCounty, Granted, Refused, Withdrawn }

/// <summary>Somebody asks for leave (P4-ATTENDANCE-01). Why, and what was written about it, is the business of the person and of those who sign.</summary>
[Label("请假")]
internal sealed class LeaveRequest : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    [Sensitive]
    public LeaveKind Kind { get; set; }

    [Label("开始日期")]
    public DateOnly First { get; set; }

    [Label("开始半天")]
    public DayHalf FirstHalf { get; set; }

    [Label("结束日期")]
    public DateOnly Last { get; set; }

    [Label("结束半天")]
    public DayHalf LastHalf { get; set; }

    /// <summary>Working half days.</summary>
    [Label("工作日（半天数）")]
    public int HalfDays { get; set; }

    /// <summary>Together with adjacent requests; the tier follows it.</summary>
    [Label("合并计算（半天数）")]
    public int Together { get; set; }

    [Label("审批层级")]
    public LeaveTier Tier { get; set; }

    /// <summary>Personal leave above four days in a month, with the county's reply on file.</summary>
    [Label("超过每月事假限额")]
    public bool Exceeds { get; set; }

    public LeaveState State { get; set; }

    /// <summary>Whose turn it is: to sign, to reply, to acknowledge.</summary>
    [Label("等待")]
    public LeaveRole WaitsFor { get; set; }

    /// <summary>Grows by one with each correction that asks for the signatures again.</summary>
    [Label("轮次")]
    public int Round { get; set; } = 1;

    [Sensitive]
    public string Reason { get; set; } = "";

    /// <summary>The written request, typed here; empty where it is attached or not needed.</summary>
    [Label("书面材料")]
    [Sensitive]
    public string Letter { get; set; } = "";

    [Label("登记账号")]
    public Guid AskedById { get; init; }

    [Label("登记人")]
    public string AskedBy { get; init; } = "";

    [Label("提出日期")]
    public DateOnly AskedOn { get; init; }

    [Label("批复文号")]
    public string CountyNumber { get; set; } = "";

    [Label("批复日期")]
    public DateOnly? CountyOn { get; set; }

    [Label("批复同意")]
    public bool CountyAgreed { get; set; }

    /// <summary>Day the proof came.</summary>
    [Label("证明收到日")]
    public DateOnly? ProofOn { get; set; }

    /// <summary>Day of the return, as reported (销假).</summary>
    [Label("返岗日期")]
    public DateOnly? ReturnedOn { get; set; }

    /// <summary>Why it was refused or withdrawn.</summary>
    [Label("结束原因")]
    [Sensitive]
    public string Closing { get; set; } = "";

    public Guid Version { get; set; }

    public LeaveSpan Span
    {
        get => new(First, FirstHalf, Last, LastHalf);
        set => (First, FirstHalf, Last, LastHalf) = (value.First, value.FirstHalf, value.Last, value.LastHalf);
    }

    /// <summary>Not refused and not withdrawn: its days are taken.</summary>
    public bool Stands => State is LeaveState.Waiting or LeaveState.PendingCounty or LeaveState.Granted;

    public bool ProofMissing => Stands && LeaveKinds.NeedsProof(Kind) && ProofOn is null;

    /// <summary>Papers may still be added and removed by the person: personal leave until it is decided, proofs as long as the leave stands.</summary>
    public bool TakesPapers => LeaveKinds.NeedsApproval(Kind) ? State == LeaveState.Waiting : Stands;

    /// <summary>Puts the signatures of a new round in their order; sick and statutory leave is granted at once and only acknowledged.</summary>
    public IReadOnlyList<LeaveStep> Begin(IReadOnlyList<LeaveRole> signers)
    {
        var acknowledged = !LeaveKinds.NeedsApproval(Kind);
        (State, WaitsFor) = (acknowledged ? LeaveState.Granted : LeaveState.Waiting, signers[0]);
        return [.. signers.Select((role, i) => new LeaveStep { SiteId = SiteId, RequestId = Id, Round = Round, Position = i, Role = role, IsAcknowledgement = acknowledged })];
    }

    /// <summary>Signs or acknowledges the step whose turn it is. Refuses OWN_APPROVAL, NOT_WAITING and NOT_YOUR_STEP.</summary>
    /// <param name="steps">Steps of the running round, in order.</param>
    public LeaveStep Sign(IReadOnlyList<LeaveStep> steps, LeaveSignature signature)
    {
        var step = Turn(steps, signature);
        step.Take(LeaveStepState.Signed, signature);
        Advance(steps);
        return step;
    }

    /// <summary>Refuses the request with a reason. What the law gives is acknowledged and cannot be refused (NOT_REFUSABLE).</summary>
    public LeaveStep Refuse(IReadOnlyList<LeaveStep> steps, LeaveSignature signature)
    {
        var step = Turn(steps, signature);
        if (step.IsAcknowledgement)
        {
            throw new RefusalException("NOT_REFUSABLE", "病假和法定假期不能不批准；对证明有疑问的，请与本人核对后更正。", RefusalKind.Refused);
        }

        step.Take(LeaveStepState.Refused, signature);
        (State, WaitsFor, Closing) = (LeaveState.Refused, LeaveRole.Nobody, signature.Opinion);
        return step;
    }

    /// <summary>Puts the county's reply on file. Refuses NOT_WAITING where none is needed.</summary>
    public void Reply(IReadOnlyList<LeaveStep> steps, string number, DateOnly on, bool agreed)
    {
        if (State is not (LeaveState.Waiting or LeaveState.PendingCounty) || Tier != LeaveTier.County)
        {
            throw new RefusalException("NOT_WAITING", "这份请假不需要登记县级批复，或已经办结。", RefusalKind.Conflict);
        }

        (CountyNumber, CountyOn, CountyAgreed) = (number, on, agreed);
        if (agreed)
        {
            Advance(steps);
        }
        else
        {
            (State, WaitsFor, Closing) = (LeaveState.Refused, LeaveRole.Nobody, "县级批复不同意");
        }
    }

    /// <summary>Ends earlier than asked. What was granted stays granted; what still waits follows the shorter tier.</summary>
    public void Shorten(LeaveSpan span, int halfDays, int together, IReadOnlyList<LeaveStep> steps)
    {
        (Span, HalfDays) = (span, halfDays);
        if (State == LeaveState.Granted)
        {
            return;
        }

        (Together, Tier) = (together, LeaveRules.TierOf(Kind, together));
        foreach (var step in steps.Where(s => Tier == LeaveTier.Head && s.Position > 0 && s.State == LeaveStepState.Waiting))
        {
            step.State = LeaveStepState.Void;
        }

        Advance(steps);
    }

    /// <summary>Refuses NOT_STANDING for what was refused or withdrawn.</summary>
    public void RefuseClosed()
    {
        if (!Stands)
        {
            throw new RefusalException("NOT_STANDING", "这份请假没有批准或已经撤回，不能再办理。需要时请重新提出。", RefusalKind.Conflict);
        }
    }

    /// <summary>Takes the request back. Refuses NOT_STANDING, and LEAVE_BEGUN once a granted leave runs: then the return is reported.</summary>
    public void Withdraw(string reason, DateOnly today)
    {
        RefuseClosed();
        if (State == LeaveState.Granted && First <= today)
        {
            throw new RefusalException("LEAVE_BEGUN", "请假已经开始，不能撤回。提前回来的，请办理销假。", RefusalKind.Refused);
        }

        (State, WaitsFor, Closing) = (LeaveState.Withdrawn, LeaveRole.Nobody, reason);
    }

    /// <summary>The person is back. Refuses NOT_GRANTED, NOT_BEGUN and ALREADY_RETURNED.</summary>
    /// <param name="half">First half day at work again.</param>
    public void Return(DateOnly day, DayHalf half, Platform.Contracts.Divisions.IWorkingDays calendar)
    {
        if (State != LeaveState.Granted)
        {
            throw new RefusalException("NOT_GRANTED", "这份请假还没有批准，不需要销假。", RefusalKind.Refused);
        }

        if (ReturnedOn is not null)
        {
            throw new RefusalException("ALREADY_RETURNED", "这份请假已经销假。填错的，请更正。", RefusalKind.Conflict);
        }

        if (Span.Before(day, half) is not { } kept)
        {
            throw new RefusalException("NOT_BEGUN", "返岗时间早于请假开始时间：没有休的假请撤回或更正。", RefusalKind.Refused, [new FieldError("On", "早于请假开始")]);
        }

        ReturnedOn = day;
        if (Span.Cut(kept) is not null)
        {
            (Span, HalfDays) = (kept, kept.HalfDays(calendar));
        }
    }

    /// <summary>The person concerned decides nothing about the own leave.</summary>
    public void RefuseOwn(Guid staffId)
    {
        if (staffId != Guid.Empty && staffId == StaffId)
        {
            throw new RefusalException("OWN_APPROVAL", "这是您本人的请假，须由其他人办理。", RefusalKind.Refused) { InTrail = true };
        }
    }

    private LeaveStep Turn(IReadOnlyList<LeaveStep> steps, LeaveSignature signature)
    {
        RefuseOwn(signature.StaffId);
        var step = State is LeaveState.Waiting or LeaveState.Granted ? steps.FirstOrDefault(s => s.State == LeaveStepState.Waiting) : null;
        if (step is null)
        {
            throw new RefusalException("NOT_WAITING", "这份请假现在不需要签批，请刷新后查看。", RefusalKind.Conflict);
        }

        return signature.Capacity(step.Role) is not null
            ? step
            : throw new RefusalException("NOT_YOUR_STEP", $"现在轮到{Words.Of(step.Role)}签批；只有任职的人或其代理人可以签。", RefusalKind.Forbidden);
    }

    private void Advance(IReadOnlyList<LeaveStep> steps)
    {
        var next = steps.FirstOrDefault(s => s.State == LeaveStepState.Waiting);
        (State, WaitsFor) = next is not null ? (State, next.Role)
            : Tier == LeaveTier.County && !CountyAgreed ? (LeaveState.PendingCounty, LeaveRole.County)
            : (LeaveState.Granted, LeaveRole.Nobody);
    }
}

internal enum LeaveStepState { Waiting, Signed, Refused, Void }

/// <summary>One signature under a request, or the acknowledgement of a leave that needs none.</summary>
[Label("请假签批")]
internal sealed class LeaveStep : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("请假")]
    public Guid RequestId { get; init; }

    [Label("轮次")]
    public int Round { get; init; }

    [Label("顺序")]
    public int Position { get; init; }

    [Label("签批角色")]
    public LeaveRole Role { get; init; }

    [Label("仅知悉")]
    public bool IsAcknowledgement { get; init; }

    public LeaveStepState State { get; set; }

    [Label("签批人")]
    public Guid ByStaffId { get; set; }

    [Label("签批人姓名")]
    public string ByName { get; set; } = "";

    /// <summary>Words of the stand-in; empty when the holder of the post signed.</summary>
    [Label("代理说明")]
    public string OnBehalf { get; set; } = "";

    [Label("签批日期")]
    public DateOnly? On { get; set; }

    [Label("意见")]
    [Sensitive]
    public string Opinion { get; set; } = "";

    public void Take(LeaveStepState state, LeaveSignature signature)
    {
        (State, ByStaffId, ByName, On, Opinion) = (state, signature.StaffId, signature.Name, signature.On, signature.Opinion);
        OnBehalf = signature.Capacity(Role)?.OnBehalf ?? "";
    }
}

/// <summary>Who signs, as what, on which day.</summary>
internal sealed record LeaveSignature(Guid StaffId, string Name, DateOnly On, string Opinion, IReadOnlyList<LeaveCapacity> Capacities)
{
    public LeaveCapacity? Capacity(LeaveRole role) => Capacities.FirstOrDefault(c => c.Role == role);
}

/// <summary>What happened to a request, in order: for the person and those who sign.</summary>
[Label("请假经过")]
internal sealed class LeaveEvent : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("请假")]
    public Guid RequestId { get; init; }

    public DateTimeOffset At { get; init; }

    [Label("办理人")]
    public string ByName { get; init; } = "";

    [Label("事项")]
    public string Act { get; init; } = "";

    [Label("说明")]
    [Sensitive]
    public string Note { get; set; } = "";
}
