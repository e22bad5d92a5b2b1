namespace Platform.StaffAttendance.Domain;

/// <summary>Which half days people are away on granted leave.</summary>
internal sealed class LeaveBook(IEnumerable<(Guid StaffId, LeaveSpan Span)> granted)
{
    private readonly ILookup<Guid, LeaveSpan> spans = granted.ToLookup(g => g.StaffId, g => g.Span);

    public bool Has(Guid staffId) => spans.Contains(staffId);

    public bool Covers(Guid staffId, DateOnly day, DayHalf half) => spans[staffId].Any(s => s.Covers(day, half));

    public bool IsAway(Guid staffId, DateOnly day) => Covers(staffId, day, DayHalf.Morning) || Covers(staffId, day, DayHalf.Afternoon);

    /// <summary>Coming late on a morning of leave, or leaving early on an afternoon of leave, is none.</summary>
    public bool Excuses(Guid staffId, DateOnly day, IncidentKind kind) =>
        Covers(staffId, day, kind == IncidentKind.LateArrival ? DayHalf.Morning : DayHalf.Afternoon);
}
