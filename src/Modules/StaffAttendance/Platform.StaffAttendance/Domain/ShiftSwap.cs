using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum SwapState { Asked, Accepted, Declined, Withdrawn }

/// <summary>
/// A person on duty asks a colleague to take the shift, or to exchange it for one of the colleague's (P4-ATTENDANCE-01: 当日值班人员请假，由请假人本人与其他同事调节).
/// The colleague's yes makes it so; the director is informed, not asked.
/// </summary>
[Label("调班")]
internal sealed class ShiftSwap : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("值班安排")]
    public Guid ShiftId { get; init; }

    public DateOnly Day { get; init; }

    [Label("班次")]
    public string ShiftName { get; init; } = "";

    [Label("提出人")]
    public Guid FromStaffId { get; init; }

    [Label("被请同事")]
    public Guid ToStaffId { get; init; }

    /// <summary>The colleague's shift that the asker takes in return; empty: none.</summary>
    [Label("换回的值班安排")]
    public Guid ReturnShiftId { get; init; }

    [Label("换回的日期")]
    public DateOnly? ReturnDay { get; init; }

    [Label("换回的班次")]
    public string ReturnName { get; init; } = "";

    [Label("原因")]
    public string Reason { get; init; } = "";

    [Label("提出时间")]
    public DateTimeOffset AskedAt { get; init; }

    public SwapState State { get; set; }

    [Label("答复时间")]
    public DateTimeOffset? AnsweredAt { get; set; }

    [Label("答复")]
    public string Answer { get; set; } = "";

    /// <summary>Who in charge took note of it; empty: nobody yet.</summary>
    [Label("知悉人")]
    public string SeenByName { get; set; } = "";

    [Label("知悉日")]
    public DateOnly? SeenOn { get; set; }

    public Guid Version { get; set; }

    /// <summary>Refuses NOT_ASKED_OF_YOU, ALREADY_ANSWERED and SHIFT_OVER.</summary>
    public void AnswerBy(Actor actor, bool accept, string answer, DateTimeOffset now, DateOnly today)
    {
        if (actor.StaffId == Guid.Empty || actor.StaffId != ToStaffId)
        {
            throw new RefusalException("NOT_ASKED_OF_YOU", "这次调班请求的是别人，须由被请求的同事本人答复。", RefusalKind.Forbidden);
        }

        RefuseAnswered();
        if (accept && (Day < today || ReturnDay < today))
        {
            throw new RefusalException("SHIFT_OVER", "要调的班已经过去，不能再接受。", RefusalKind.Refused);
        }

        (State, Answer, AnsweredAt) = (accept ? SwapState.Accepted : SwapState.Declined, answer, now);
    }

    /// <summary>Refuses NOT_YOURS and ALREADY_ANSWERED.</summary>
    public void WithdrawBy(Actor actor, DateTimeOffset now)
    {
        if (actor.StaffId == Guid.Empty || actor.StaffId != FromStaffId)
        {
            throw new RefusalException("NOT_YOURS", "只能撤回本人提出的调班。", RefusalKind.Forbidden);
        }

        RefuseAnswered();
        (State, AnsweredAt) = (SwapState.Withdrawn, now);
    }

    /// <summary>The roster changed under it: nobody can accept it any more.</summary>
    public void Overtake(string why, DateTimeOffset now) => (State, Answer, AnsweredAt) = (SwapState.Withdrawn, why, now);

    private void RefuseAnswered()
    {
        if (State != SwapState.Asked)
        {
            throw new RefusalException("ALREADY_ANSWERED", "这次调班已经答复或撤回。", RefusalKind.Conflict);
        }
    }
}
