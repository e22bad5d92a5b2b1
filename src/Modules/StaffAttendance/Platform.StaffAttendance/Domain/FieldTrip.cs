using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum FieldTripState { Recorded, Confirmed, Declined, Withdrawn }

/// <summary>
/// Somebody says where he was for the office, when and what for; the village says whether he came. So "gone to the village" is a record, not an excuse
/// (P4-ATTENDANCE-02a). The place is typed: staff are not tracked (rights.md 7).
/// </summary>
[Label("外勤记录")]
internal sealed class FieldTrip : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Seconds since midnight, likewise <see cref="To"/>.</summary>
    [Label("开始")]
    public int From { get; init; }

    [Label("结束")]
    public int To { get; init; }

    /// <summary>Empty: another place, see <see cref="Place"/>.</summary>
    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    /// <summary>The place in words; beside a village what is more exact, or nothing.</summary>
    [Label("地点")]
    public string Place { get; init; } = "";

    [Label("事由")]
    public string Purpose { get; init; } = "";

    /// <summary>Made by the page or program that asked: the same request is one record.</summary>
    [Label("请求号")]
    public Guid RequestKey { get; init; }

    public FieldTripState State { get; set; }

    [Label("确认账号")]
    public Guid ConfirmedBy { get; set; }

    [Label("确认人")]
    public string ConfirmedByName { get; set; } = "";

    [Label("确认日")]
    public DateOnly? ConfirmedOn { get; set; }

    public string Note { get; set; } = "";

    public Guid Version { get; set; }

    /// <summary>Somebody of the place says whether it was so. Refuses OWN_TRIP, NOT_OF_VILLAGE and ALREADY_DECIDED.</summary>
    /// <param name="holders">Who holds a post in the village today.</param>
    public void Answer(bool confirmed, string note, Actor actor, IReadOnlyCollection<Guid> holders, DateOnly today)
    {
        if (State != FieldTripState.Recorded)
        {
            throw new RefusalException("ALREADY_DECIDED", "这条外勤记录已经处理过或已撤回。", RefusalKind.Conflict);
        }

        if (actor.StaffId == StaffId)
        {
            throw new RefusalException("OWN_TRIP", "这是您本人的外勤记录，须由所到的村（社区）确认。", RefusalKind.Refused) { InTrail = true };
        }

        if (!MayAnswer(actor, holders))
        {
            throw new RefusalException("NOT_OF_VILLAGE", "须由所到村（社区）的任职人员确认。", RefusalKind.Refused);
        }

        (State, Note) = (confirmed ? FieldTripState.Confirmed : FieldTripState.Declined, note);
        (ConfirmedBy, ConfirmedByName, ConfirmedOn) = (actor.AccountId, actor.Name, today);
    }

    /// <summary>Where the village has people of its own, one of them; else, and for other places, anybody with the permission who is not the person.</summary>
    public bool MayAnswer(Actor actor, IReadOnlyCollection<Guid> holders) =>
        State == FieldTripState.Recorded && (actor.StaffId == Guid.Empty || actor.StaffId != StaffId)
        && (VillageId == Guid.Empty || holders.Count == 0 || holders.Contains(actor.StaffId));
}
