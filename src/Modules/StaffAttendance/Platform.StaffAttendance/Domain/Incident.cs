using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum IncidentKind { LateArrival, EarlyDeparture, Absence, LeftPost, UnrecordedVillageWork }

internal enum IncidentStatus { Recorded, Verified, Dismissed }

internal enum ObjectionState { None, Raised, Upheld, Rejected }

/// <summary>
/// Somebody came 30 minutes or more too late or left so much too early, was absent, left the post, or claimed village work without a record
/// (P4-ATTENDANCE-02a). Recorded by the import or by a person, decided by a second one, open to objection; only what is verified counts.
/// It carries no sum: sanctions on staff never take money (rights.md 8).
/// </summary>
[Label("考勤异常记录")]
internal sealed class Incident : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public DateOnly Day { get; init; }

    public IncidentKind Kind { get; init; }

    [Label("时长（秒）")]
    public int Seconds { get; set; }

    public IncidentStatus Status { get; set; }

    /// <summary>Recorded by a person, not from clock-ins: these do not change it.</summary>
    [Label("人工登记")]
    public bool Manual { get; init; }

    /// <summary>What was seen; empty when clock-ins show it.</summary>
    [Label("情况")]
    public string Detail { get; init; } = "";

    /// <summary>Last day for the decision.</summary>
    [Label("核实期限")]
    public DateOnly LimitOn { get; init; }

    /// <summary>Account that imported the clock-ins; empty for the platform itself.</summary>
    [Label("记录账号")]
    public Guid RecordedBy { get; set; }

    /// <summary>The person behind that account; empty when there is none.</summary>
    [Label("记录人")]
    public Guid RecordedByStaffId { get; set; }

    /// <summary>The import or change that recorded it.</summary>
    [Label("记录批次")]
    public Guid RecordedIn { get; set; }

    /// <summary>Account that verified or dismissed; empty while undecided.</summary>
    [Label("核实账号")]
    public Guid VerifiedBy { get; set; }

    [Label("核实人")]
    public string VerifiedByName { get; set; } = "";

    [Label("核实日")]
    public DateOnly? VerifiedOn { get; set; }

    public string Note { get; set; } = "";

    /// <summary>Clock-ins that came after the decision no longer show it: somebody has to look at it again.</summary>
    [Label("与新数据不符")]
    public bool Contradicted { get; set; }

    [Label("异议")]
    public ObjectionState Objection { get; set; }

    [Label("异议理由")]
    public string ObjectionText { get; set; } = "";

    [Label("异议提出日")]
    public DateOnly? ObjectedOn { get; set; }

    [Label("异议处理意见")]
    public string ObjectionAnswer { get; set; } = "";

    [Label("异议处理人")]
    public string ObjectionDecidedByName { get; set; } = "";

    [Label("异议处理日")]
    public DateOnly? ObjectionDecidedOn { get; set; }

    public Guid Version { get; set; }

    /// <summary>Verified, and no objection waits.</summary>
    public bool Counts => Status == IncidentStatus.Verified && Objection != ObjectionState.Raised;

    /// <summary>Of these kinds it is known how long.</summary>
    public static bool HasLength(IncidentKind kind) => kind is IncidentKind.LateArrival or IncidentKind.EarlyDeparture;

    public bool IsDecided => Status != IncidentStatus.Recorded;

    /// <summary>Verifies or dismisses. Refuses OWN_INCIDENT, OWN_RECORD and ALREADY_DECIDED.</summary>
    public void Decide(bool verified, string note, Actor actor, DateOnly today)
    {
        if (IsDecided)
        {
            throw new RefusalException("ALREADY_DECIDED", "这条记录已经处理过。需要更正时，请先撤回处理并写明原因。", RefusalKind.Conflict);
        }

        RefuseInvolved(actor);
        (Status, Note) = (verified ? IncidentStatus.Verified : IncidentStatus.Dismissed, note);
        (VerifiedBy, VerifiedByName, VerifiedOn) = (actor.AccountId, actor.Name, today);
    }

    /// <summary>Takes the decision back, so that it can be made again.</summary>
    public void Reopen(string reason, Actor actor)
    {
        if (!IsDecided)
        {
            throw new RefusalException("NOT_DECIDED", "这条记录还没有处理，不需要撤回。", RefusalKind.Conflict);
        }

        RefuseInvolved(actor);
        (Status, Note, Contradicted) = (IncidentStatus.Recorded, "撤回处理：" + reason, false);
        (VerifiedBy, VerifiedByName, VerifiedOn) = (Guid.Empty, "", null);
        (Objection, ObjectionText, ObjectedOn) = (ObjectionState.None, "", null);
        (ObjectionAnswer, ObjectionDecidedByName, ObjectionDecidedOn) = ("", "", null);
    }

    /// <summary>The person concerned does not agree; once. Refuses NOT_VERIFIED and ALREADY_OBJECTED.</summary>
    public void Object(string text, DateOnly today)
    {
        if (Status != IncidentStatus.Verified)
        {
            throw new RefusalException("NOT_VERIFIED", "这条记录没有核实属实，不需要提出异议。", RefusalKind.Conflict);
        }

        if (Objection != ObjectionState.None)
        {
            throw new RefusalException("ALREADY_OBJECTED", "对这条记录已经提出过异议。", RefusalKind.Conflict);
        }

        (Objection, ObjectionText, ObjectedOn) = (ObjectionState.Raised, text, today);
    }

    /// <summary>Upheld, the incident is dismissed. Refuses NO_OBJECTION, VERIFIED_IT, OWN_INCIDENT and OWN_RECORD.</summary>
    public void DecideObjection(bool upheld, string answer, Actor actor, DateOnly today)
    {
        if (Objection != ObjectionState.Raised)
        {
            throw new RefusalException("NO_OBJECTION", "这条记录没有待处理的异议。", RefusalKind.Conflict);
        }

        RefuseInvolved(actor);
        if (actor.AccountId == VerifiedBy)
        {
            throw new RefusalException("VERIFIED_IT", "这条记录由您核实，异议须由另一人处理。", RefusalKind.Refused);
        }

        (Objection, ObjectionAnswer) = (upheld ? ObjectionState.Upheld : ObjectionState.Rejected, answer);
        (ObjectionDecidedByName, ObjectionDecidedOn) = (actor.Name, today);
        if (upheld)
        {
            (Status, Note) = (IncidentStatus.Dismissed, "异议成立：" + answer);
        }
    }

    /// <summary>The actor recorded it or is the person concerned: somebody else has to decide.</summary>
    public bool Involves(Actor actor) => IsAbout(actor) || IsRecordOf(actor);

    private bool IsAbout(Actor actor) => actor.StaffId != Guid.Empty && actor.StaffId == StaffId;

    private bool IsRecordOf(Actor actor) => actor.AccountId == RecordedBy || (actor.StaffId != Guid.Empty && actor.StaffId == RecordedByStaffId);

    private void RefuseInvolved(Actor actor)
    {
        if (IsAbout(actor))
        {
            throw new RefusalException("OWN_INCIDENT", "这是您本人的考勤异常记录，须由其他人核实。", RefusalKind.Refused) { InTrail = true };
        }

        if (IsRecordOf(actor))
        {
            throw new RefusalException("OWN_RECORD", "这条记录由您导入或登记，须由另一人核实。", RefusalKind.Refused);
        }
    }
}
