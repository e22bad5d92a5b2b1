using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Features.Meetings;

/// <summary>One meeting with agenda, sign-in sheet, minutes and decisions.</summary>
[Requires(OversightPermissions.ViewMeetings)]
[Endpoint(Verb.Get, "oversight/meetings/one", "查看一次会议")]
[Clauses("P3-WORKRULES-01", "P3-WORKRULES-02", "P3-COUNSEL-02")]
internal sealed record GetMeeting(Guid Id) : IQuery<MeetingDetail>;

/// <param name="Duties">What it discharges, or will: always and offered, with what is ticked.</param>
internal sealed record MeetingDetail(
    Guid Id, int SiteId, string SiteName, DateOnly Period, MeetingKind Kind, string VillageName, DateOnly? PlannedOn, string Title, bool Held, DateOnly? HeldOn, string Place, string Host,
    string Relayed, string Arranged, string Trained, string Topic, decimal Hours, string ConfirmedBy, DateOnly? ConfirmedOn, Guid Version,
    IReadOnlyList<AgendaRow> Agenda, IReadOnlyList<AttendeeRow> People, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<MeetingDuty> Duties)
{
    public MeetingRule Rule => MeetingRules.Of(Kind);

    /// <summary>On the sheet, present or late.</summary>
    public IEnumerable<AttendeeRow> Here => People.Where(p => p.State is Attendance.Present or Attendance.Late);
}

internal sealed record AgendaRow(Guid Id, string Source, string Title, string Detail, string Link, bool Own);

/// <param name="StaffId">Empty for a guest.</param>
/// <param name="State">Null: not on the sheet.</param>
/// <param name="Expected">Holds a post the kind of meeting is for, or works in the village of it.</param>
internal sealed record AttendeeRow(Guid StaffId, string Name, string Post, Attendance? State, string Reason, bool Afterwards, bool Expected)
{
    public string Text => (Post.Length > 0 ? $"{Name}（{Post}）" : Name) + (State is Attendance.Late ? "，迟到" : "") + (Afterwards ? "，补签" : "") + (Reason.Length > 0 ? $"：{Reason}" : "");
}

internal sealed record DecisionRow(Guid Id, string Text, Guid OwnerStaffId, string OwnerName, DateOnly DueOn, bool Done, DateOnly? DoneOn, string DoneNote, Guid Version);

/// <param name="Always">Comes with the kind: cannot be taken away.</param>
internal sealed record MeetingDuty(string Code, string Name, bool Always, bool Ticked);

internal sealed class GetMeetingHandler(OversightDbContext db, IMediator mediator, DutyCatalog catalog, Operation operation) : IRequestHandler<GetMeeting, MeetingDetail>
{
    public async Task<MeetingDetail> Handle(GetMeeting request, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id, cancellationToken)
            ?? throw MeetingRefusals.NotFound();
        var agenda = await db.Set<AgendaItem>().AsNoTracking().Where(a => a.MeetingId == meeting.Id).OrderBy(a => a.Position).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        var decisions = await db.Set<Decision>().AsNoTracking().Where(d => d.MeetingId == meeting.Id).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([meeting.SiteId]), cancellationToken)).FirstOrDefault();
        var village = meeting.VillageId == Guid.Empty
            ? null
            : (await mediator.Send(new GetVillages([meeting.SiteId], IncludeClosed: true), cancellationToken)).FirstOrDefault(v => v.Id == meeting.VillageId);
        return new MeetingDetail(
            meeting.Id, meeting.SiteId, site?.Name ?? "", meeting.Period, meeting.Kind, village?.Name ?? "", meeting.PlannedOn, meeting.Title, meeting.State == MeetingState.Held,
            meeting.HeldOn, meeting.Place, meeting.Host, meeting.Relayed, meeting.Arranged, meeting.Trained, meeting.Topic, meeting.Hours, meeting.ConfirmedBy, meeting.ConfirmedOn,
            meeting.Version,
            [.. agenda.Select(a => new AgendaRow(a.Id, MeetingTexts.Of(a.Source), a.Title, a.Detail, a.Link, a.Source == AgendaSource.Own))],
            await PeopleAsync(meeting, cancellationToken),
            [.. decisions.Select(d => new DecisionRow(d.Id, d.Text, d.OwnerStaffId, d.OwnerName, d.DueOn, d.Done, d.DoneOn, d.DoneNote, d.Version))],
            await DutiesAsync(meeting, cancellationToken));
    }

    // The sheet first; before the meeting is held also those who are not on it yet, the expected ones on top.
    private async Task<IReadOnlyList<AttendeeRow>> PeopleAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var sheet = await db.Set<MeetingAttendee>().AsNoTracking().Where(a => a.MeetingId == meeting.Id).ToListAsync(cancellationToken);
        AttendeeRow Line(MeetingAttendee a, bool expected) => new(a.StaffId, a.Name, a.Post, a.State, a.Reason, a.Afterwards, expected);
        if (meeting.State == MeetingState.Held)
        {
            return [.. sheet.OrderBy(a => a.Id).Select(a => Line(a, true))];
        }

        var staff = await mediator.Send(new GetStaff([meeting.SiteId]), cancellationToken);
        var expected = await ExpectedAsync(meeting, staff, cancellationToken);
        var signed = sheet.Where(a => a.StaffId != Guid.Empty).ToDictionary(a => a.StaffId);
        var gone = sheet.Where(a => a.StaffId != Guid.Empty && staff.All(s => s.Id != a.StaffId));
        return
        [
            .. staff.Select(s => signed.TryGetValue(s.Id, out var a) ? Line(a, expected.Contains(s.Id)) : new AttendeeRow(s.Id, s.Name, s.Post, null, "", false, expected.Contains(s.Id)))
                .OrderByDescending(p => p.Expected),
            .. gone.Select(a => Line(a, true)),
            .. sheet.Where(a => a.StaffId == Guid.Empty).OrderBy(a => a.Id).Select(a => Line(a, true)),
        ];
    }

    private async Task<HashSet<Guid>> ExpectedAsync(Meeting meeting, IReadOnlyList<StaffRow> staff, CancellationToken cancellationToken)
    {
        var rule = MeetingRules.Of(meeting.Kind);
        if (rule.Posts.Count == 0)
        {
            return [.. staff.Select(s => s.Id)];
        }

        var holders = await mediator.Send(new GetPostHolders([meeting.SiteId], null, operation.Today), cancellationToken);
        var linked = staff.Where(s => meeting.VillageId != Guid.Empty && s.VillageIds.Contains(meeting.VillageId)).Select(s => s.Id);
        return [.. holders.Where(h => rule.Posts.Contains(h.PostKind) && (!rule.InVillage || h.VillageId == meeting.VillageId)).Select(h => h.StaffId).Concat(linked)];
    }

    // A held meeting shows the proofs that stand, a coming one what is ticked.
    private async Task<IReadOnlyList<MeetingDuty>> DutiesAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        if (meeting.State == MeetingState.Held)
        {
            var proven = await db.Set<DutyFulfilment>().AsNoTracking().Where(f => f.EvidenceRef == meeting.EvidenceRef && !f.Withdrawn).Select(f => f.DutyCode).ToListAsync(cancellationToken);
            return [.. proven.Order(StringComparer.Ordinal).Select(c => new MeetingDuty(c, catalog.DutyName(c), true, true))];
        }

        var rule = MeetingRules.Of(meeting.Kind);
        var discharged = MeetingRules.Discharged(meeting, catalog);
        return [.. rule.Always.Concat(rule.May).Where(c => catalog.Find(c) is not null).Select(c => new MeetingDuty(c, catalog.DutyName(c), rule.Always.Contains(c), discharged.Contains(c)))];
    }
}

internal static class MeetingRefusals
{
    public static RefusalException NotFound() => Refusals.NotFound("这次会议");

    public static RefusalException AlreadyHeld() => new("MEETING_HELD", "会议记录已经确认，不能再改。需要更正时，请先撤回确认。", RefusalKind.Conflict);

    public static RefusalException Changed() => Refusals.ChangedMeanwhile("这次会议的记录");
}
