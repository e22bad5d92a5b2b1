using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum ReportState { Draft, Signed, Sent }

/// <summary>
/// The township's report to the county about somebody with five verified incidents in a calendar year (P4-ATTENDANCE-02b). The platform drafts it; a person
/// signs and sends it, or does not. It carries no sum and decides nothing.
/// </summary>
[Label("考勤情况报告")]
internal sealed class IncidentReport : Entity, ISiteOwned, IVersioned
{
    /// <summary>From this many verified incidents in a calendar year on.</summary>
    public const int Threshold = 5;

    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    /// <summary>Calendar year of the incidents.</summary>
    [Label("年份")]
    public int Year { get; init; }

    [Label("查实次数")]
    public int Incidents { get; set; }

    public ReportState State { get; set; }

    [Label("报告单位")]
    public string Sender { get; set; } = "";

    [Label("主送单位")]
    public string Receiver { get; set; } = "";

    [Label("正文")]
    public string Text { get; set; } = "";

    [Label("起草日")]
    public DateOnly DraftedOn { get; init; }

    [Label("签发账号")]
    public Guid SignedBy { get; set; }

    [Label("签发人")]
    public string SignedByName { get; set; } = "";

    [Label("签发日")]
    public DateOnly? SignedOn { get; set; }

    [Label("报送人")]
    public string SentByName { get; set; } = "";

    [Label("报送日")]
    public DateOnly? SentOn { get; set; }

    public Guid Version { get; set; }

    /// <summary>Refuses OWN_REPORT and NOT_DRAFT.</summary>
    public void Edit(string sender, string receiver, string text, Actor actor)
    {
        RefuseOwn(actor);
        DemandDraft();
        (Sender, Receiver, Text) = (sender, receiver, text);
    }

    /// <summary>Refuses OWN_REPORT and NOT_DRAFT.</summary>
    public void Sign(Actor actor, DateOnly today)
    {
        RefuseOwn(actor);
        DemandDraft();
        (State, SignedBy, SignedByName, SignedOn) = (ReportState.Signed, actor.AccountId, actor.Name, today);
    }

    /// <summary>Refuses OWN_REPORT and NOT_SIGNED.</summary>
    public void Send(Actor actor, DateOnly today)
    {
        RefuseOwn(actor);
        if (State != ReportState.Signed)
        {
            throw new RefusalException("NOT_SIGNED", State == ReportState.Sent ? "这份报告已经报送。" : "报告还没有签发，不能登记报送。", RefusalKind.Conflict);
        }

        (State, SentByName, SentOn) = (ReportState.Sent, actor.Name, today);
    }

    private void DemandDraft()
    {
        if (State != ReportState.Draft)
        {
            throw new RefusalException("NOT_DRAFT", "这份报告已经签发，不能再改。", RefusalKind.Conflict);
        }
    }

    private void RefuseOwn(Actor actor)
    {
        if (actor.StaffId != Guid.Empty && actor.StaffId == StaffId)
        {
            throw new RefusalException("OWN_REPORT", "这份报告与您本人有关，须由其他人办理。", RefusalKind.Refused) { InTrail = true };
        }
    }
}
