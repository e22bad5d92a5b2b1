using Microsoft.EntityFrameworkCore;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Training;

/// <param name="StaffIds">Null: everybody.</param>
/// <param name="Name">Part of the name.</param>
/// <param name="Void">Null: withdrawn ones too.</param>
internal sealed record TrainingFilter(
    DateOnly From, DateOnly To, int? SiteId = null, TrainingKind? Kind = null, IReadOnlyList<Guid>? StaffIds = null, string? Name = null, bool? Void = null)
{
    public static TrainingFilter OfYear(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
}

/// <summary>One person at one training, from a sign-in sheet or typed.</summary>
internal sealed class LearntLine
{
    /// <summary>The meeting, or the typed record.</summary>
    public required Guid RecordId { get; init; }

    public required int SiteId { get; init; }

    public required Guid StaffId { get; init; }

    public required string Name { get; init; }

    public required string Post { get; init; }

    public required DateOnly HeldOn { get; init; }

    public required string Topic { get; init; }

    public required decimal Hours { get; init; }

    /// <summary>Who taught, or presided at the meeting.</summary>
    public required string Trainer { get; init; }

    /// <summary>Kind of a typed record, as it is stored; empty: from a sign-in sheet. As text, because both halves of the statement must have one type.</summary>
    public required string StoredKind { get; init; }

    /// <summary>Kind of the meeting, as it is stored; empty: typed.</summary>
    public required string StoredMeeting { get; init; }

    /// <summary>Duties ticked in the minutes.</summary>
    public required string Discharges { get; init; }

    public required bool Withdrawn { get; init; }

    public required string Reason { get; init; }

    public bool IsTyped => StoredKind.Length > 0;

    public MeetingKind? Meeting => IsTyped ? null : Enum.Parse<MeetingKind>(StoredMeeting);

    public TrainingKind Kind =>
        IsTyped ? Enum.Parse<TrainingKind>(StoredKind)
        : Discharges.Contains(OversightDuties.SuppliesTraining, StringComparison.Ordinal) ? TrainingKind.Supplies
        : Meeting == MeetingKind.Training ? TrainingKind.Training
        : TrainingKind.Study;
}

/// <summary>What people have learnt: everybody on the sign-in sheet of a held meeting with hours of study or training, and what was typed. One statement.</summary>
internal sealed class TrainingBook(OversightDbContext db)
{
    public IQueryable<LearntLine> Lines(TrainingFilter filter)
    {
        var signed = filter.Void is true || filter.Kind == TrainingKind.Induction ? null : Signed(filter);
        var typed = Typed(filter);
        return signed is null ? typed : signed.Concat(typed);
    }

    private IQueryable<LearntLine> Signed(TrainingFilter filter)
    {
        var meetings = db.Set<Meeting>().AsNoTracking().Where(m => m.State == MeetingState.Held && m.Hours > 0 && m.HeldOn >= filter.From && m.HeldOn <= filter.To);
        var people = db.Set<MeetingAttendee>().AsNoTracking().Where(a => a.StaffId != Guid.Empty && a.State != Attendance.Absent);
        if (filter.SiteId is { } site)
        {
            meetings = meetings.Where(m => m.SiteId == site);
        }

        meetings = filter.Kind switch
        {
            TrainingKind.Supplies => meetings.Where(m => m.Discharges.Contains(OversightDuties.SuppliesTraining)),
            TrainingKind.Training => meetings.Where(m => m.Kind == MeetingKind.Training && !m.Discharges.Contains(OversightDuties.SuppliesTraining)),
            TrainingKind.Study => meetings.Where(m => m.Kind != MeetingKind.Training && !m.Discharges.Contains(OversightDuties.SuppliesTraining)),
            _ => meetings,
        };
        if (filter.StaffIds is { } ids)
        {
            people = people.Where(a => ids.Contains(a.StaffId));
        }

        if (filter.Name is { Length: > 0 } name)
        {
            people = people.Where(a => a.Name.Contains(name));
        }

        return from a in people
               join m in meetings on a.MeetingId equals m.Id
               select new LearntLine
               {
                   RecordId = m.Id,
                   SiteId = a.SiteId,
                   StaffId = a.StaffId,
                   Name = a.Name,
                   Post = a.Post,
                   HeldOn = m.HeldOn!.Value,
                   Topic = m.Topic,
                   Hours = m.Hours,
                   Trainer = m.Host,
                   StoredKind = "",
                   StoredMeeting = m.Kind.ToString(),
                   Discharges = m.Discharges,
                   Withdrawn = false,
                   Reason = "",
               };
    }

    private IQueryable<LearntLine> Typed(TrainingFilter filter)
    {
        var records = db.Set<TrainingRecord>().AsNoTracking().Where(r => r.HeldOn >= filter.From && r.HeldOn <= filter.To);
        var people = db.Set<TrainingPerson>().AsNoTracking().Where(p => !p.Dropped);
        if (filter.SiteId is { } site)
        {
            records = records.Where(r => r.SiteId == site);
        }

        if (filter.Kind is { } kind)
        {
            records = records.Where(r => r.Kind == kind);
        }

        if (filter.Void is { } withdrawn)
        {
            records = records.Where(r => r.Withdrawn == withdrawn);
        }

        if (filter.StaffIds is { } ids)
        {
            people = people.Where(p => ids.Contains(p.StaffId));
        }

        if (filter.Name is { Length: > 0 } name)
        {
            people = people.Where(p => p.Name.Contains(name));
        }

        return from p in people
               join r in records on p.RecordId equals r.Id
               select new LearntLine
               {
                   RecordId = r.Id,
                   SiteId = p.SiteId,
                   StaffId = p.StaffId,
                   Name = p.Name,
                   Post = p.Post,
                   HeldOn = r.HeldOn,
                   Topic = r.Topic,
                   Hours = r.Hours,
                   Trainer = r.Trainer,
                   StoredKind = r.Kind.ToString(),
                   StoredMeeting = "",
                   Discharges = "",
                   Withdrawn = r.Withdrawn,
                   Reason = r.Reason,
               };
    }
}
