using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Meetings;

/// <summary>
/// Confirms the minutes: the meeting was held with its three mandated parts (P3-WORKRULES-01), and one meeting may discharge several duties: the study session
/// too where the minutes say so (P3-WORKRULES-02). Its decisions are in force from now on.
/// </summary>
[Requires(OversightPermissions.HoldMeeting)]
[Endpoint(Verb.Post, "oversight/meetings/confirm", "确认会议记录")]
[Clauses("P3-WORKRULES-01", "P3-WORKRULES-02", "P3-COUNSEL-02")]
internal sealed record ConfirmMeeting(int SiteId, Guid Id, Guid Version) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed class ConfirmMeetingHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ConfirmMeeting, Unit>
{
    public async Task<Unit> Handle(ConfirmMeeting request, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == request.Id && m.SiteId == request.SiteId, cancellationToken) ?? throw MeetingRefusals.NotFound();
        if (meeting.State == MeetingState.Held)
        {
            throw MeetingRefusals.AlreadyHeld();
        }

        if (meeting.Version != request.Version)
        {
            throw MeetingRefusals.Changed();
        }

        await CheckAsync(meeting, cancellationToken);
        (meeting.State, meeting.ConfirmedBy, meeting.ConfirmedOn) = (MeetingState.Held, operation.Actor.Name, operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<Decision>().Where(d => d.MeetingId == meeting.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.InForce, true), cancellationToken);

        DutyFulfilled Proof(string duty) => new(duty, meeting.SiteId, Guid.Empty, meeting.Period, meeting.EvidenceRef, meeting.HeldOn!.Value, operation.Today);
        await mediator.Publish(new DutiesFulfilled(meeting.Studied
            ? [Proof(OversightDuties.WorkMeeting), Proof(OversightDuties.StudySession)]
            : [Proof(OversightDuties.WorkMeeting)]), cancellationToken);
        return Unit.Value;
    }

    private async Task CheckAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        void Need(bool ok, string field, string text)
        {
            if (!ok)
            {
                errors.Add(new FieldError(field, text));
            }
        }

        Need(meeting.HeldOn is not null, nameof(SaveMinutes.HeldOn), "请填写召开日期");
        Need(meeting.Relayed.Length > 0, nameof(SaveMinutes.Relayed), "请记录传达上级文件的内容");
        Need(meeting.Arranged.Length > 0, nameof(SaveMinutes.Arranged), "请记录下一步工作安排");
        Need(meeting.Trained.Length > 0, nameof(SaveMinutes.Trained), "请记录业务培训的内容");
        Need(await db.Set<MeetingAttendee>().AnyAsync(a => a.MeetingId == meeting.Id, cancellationToken), nameof(SaveMinutes.Present), "请勾选签到人员");
        if (errors.Count > 0)
        {
            throw new RefusalException("MINUTES_INCOMPLETE", "会议记录还不完整：" + string.Join("；", errors.Select(e => e.Message)), RefusalKind.Invalid, errors);
        }
    }
}
