using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Meetings;

/// <summary>One meeting with agenda, sign-in sheet, minutes and decisions.</summary>
[Requires(OversightPermissions.ViewMeetings)]
[Endpoint(Verb.Get, "oversight/meetings/one", "查看一次例会")]
[Clauses("P3-WORKRULES-01", "P3-WORKRULES-02", "P3-COUNSEL-02")]
internal sealed record GetMeeting(Guid Id) : IQuery<MeetingDetail>;

internal sealed record MeetingDetail(
    Guid Id, int SiteId, string SiteName, DateOnly Period, string Title, bool Held, DateOnly? HeldOn, string Place, string Host, string Relayed, string Arranged,
    string Trained, bool Studied, string ConfirmedBy, DateOnly? ConfirmedOn, Guid Version,
    IReadOnlyList<AgendaRow> Agenda, IReadOnlyList<AttendeeRow> People, IReadOnlyList<DecisionRow> Decisions);

internal sealed record AgendaRow(Guid Id, string Source, string Title, string Detail, string Link, bool Removable);

/// <param name="Present">On the sign-in sheet.</param>
internal sealed record AttendeeRow(Guid StaffId, string Name, string Post, bool Present);

internal sealed record DecisionRow(Guid Id, string Text, Guid OwnerStaffId, string OwnerName, DateOnly DueOn, bool Done, DateOnly? DoneOn, string DoneNote, Guid Version);

internal sealed class GetMeetingHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<GetMeeting, MeetingDetail>
{
    public async Task<MeetingDetail> Handle(GetMeeting request, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id, cancellationToken)
            ?? throw MeetingRefusals.NotFound();
        var agenda = await db.Set<AgendaItem>().AsNoTracking().Where(a => a.MeetingId == meeting.Id).OrderBy(a => a.Position).ToListAsync(cancellationToken);
        var present = await db.Set<MeetingAttendee>().AsNoTracking().Where(a => a.MeetingId == meeting.Id).ToListAsync(cancellationToken);
        var decisions = await db.Set<Decision>().AsNoTracking().Where(d => d.MeetingId == meeting.Id).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([meeting.SiteId]), cancellationToken)).FirstOrDefault();
        var staff = meeting.State == MeetingState.Held ? [] : await mediator.Send(new GetStaff([meeting.SiteId]), cancellationToken);
        var here = present.Select(p => p.StaffId).ToHashSet();
        var people = present.Select(p => new AttendeeRow(p.StaffId, p.Name, p.Post, true))
            .Concat(staff.Where(s => !here.Contains(s.Id)).Select(s => new AttendeeRow(s.Id, s.Name, s.Post, false)));
        return new MeetingDetail(
            meeting.Id, meeting.SiteId, site?.Name ?? "", meeting.Period, meeting.Title, meeting.State == MeetingState.Held, meeting.HeldOn, meeting.Place, meeting.Host,
            meeting.Relayed, meeting.Arranged, meeting.Trained, meeting.Studied, meeting.ConfirmedBy, meeting.ConfirmedOn, meeting.Version,
            [.. agenda.Select(a => new AgendaRow(a.Id, MeetingTexts.Of(a.Source), a.Title, a.Detail, a.Link, a.Source == AgendaSource.Own))],
            [.. people],
            [.. decisions.Select(d => new DecisionRow(d.Id, d.Text, d.OwnerStaffId, d.OwnerName, d.DueOn, d.Done, d.DoneOn, d.DoneNote, d.Version))]);
    }
}

internal static class MeetingRefusals
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这次会议，或它不在您的管辖范围内。", RefusalKind.NotFound);

    public static RefusalException AlreadyHeld() => new("MEETING_HELD", "会议记录已经确认，不能再改。需要更正时，请先撤回确认。", RefusalKind.Conflict);

    public static RefusalException Changed() => new("VERSION_CONFLICT", "这次会议的记录刚刚被另一位同事修改，请刷新后再保存。", RefusalKind.Conflict);
}
