using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

internal enum SheetState { Confirmed, Withdrawn }

/// <summary>The attendance sheet of a site and month as the director confirmed it. Its lines no longer follow the records.</summary>
internal sealed class MonthlySheet : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; init; }

    public SheetState State { get; set; }

    public Guid ConfirmedBy { get; set; }

    public string ConfirmedByName { get; set; } = "";

    public DateOnly ConfirmedOn { get; set; }

    public string WithdrawnReason { get; set; } = "";

    public Guid Version { get; set; }

    /// <summary>Reference of the sheet as proof of a duty; the same after a withdrawal and a new confirmation.</summary>
    public string EvidenceRef => RefOf(SiteId, Month);

    public static string RefOf(int siteId, DateOnly month) => $"attendance-sheet:{siteId}:{YearMonth.Of(month)}";
}

/// <summary>One person on a confirmed sheet. Name and post are those of that day.</summary>
internal sealed class MonthlySheetLine : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid SheetId { get; init; }

    public Guid StaffId { get; init; }

    public string Number { get; init; } = "";

    public string Name { get; init; } = "";

    public string Post { get; init; } = "";

    public int WorkingDays { get; init; }

    public int CompleteDays { get; init; }

    public int Late { get; init; }

    public int Early { get; init; }

    public int Verified { get; init; }
}
