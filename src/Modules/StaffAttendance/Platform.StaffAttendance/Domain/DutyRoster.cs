using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum RosterState { Draft, Published }

/// <summary>The duty roster of an office for a month. Published: people go by it, and a change needs a reason.</summary>
[Label("值班表")]
internal sealed class DutyRoster : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; init; }

    public RosterState State { get; set; }

    [Label("公布人")]
    public string PublishedByName { get; set; } = "";

    [Label("公布日")]
    public DateOnly? PublishedOn { get; set; }

    /// <summary>Why it was taken back last.</summary>
    [Label("撤回原因")]
    public string WithdrawnReason { get; set; } = "";

    public Guid Version { get; set; }

    public static string RefOf(int siteId, DateOnly month) => $"roster:{siteId}:{YearMonth.Of(month)}";

    /// <summary>Refuses ROSTER_NOT_PUBLISHED.</summary>
    public void RefuseDraft()
    {
        if (State != RosterState.Published)
        {
            throw new RefusalException("ROSTER_NOT_PUBLISHED", "值班表还没有公布，请直接找排班人调整。", RefusalKind.Refused);
        }
    }

    /// <summary>Refuses ROSTER_PUBLISHED.</summary>
    public void RefusePublished()
    {
        if (State == RosterState.Published)
        {
            throw new RefusalException("ROSTER_PUBLISHED", $"{YearMonth.Of(Month).ToChinese()}值班表已经公布。需要重排时，请先由主任撤回公布。", RefusalKind.Conflict);
        }
    }
}
