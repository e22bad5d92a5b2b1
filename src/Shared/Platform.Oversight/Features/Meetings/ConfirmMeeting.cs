using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Features.Meetings;

/// <summary>
/// Confirms the minutes: the meeting was held, a work meeting with its three mandated parts (P3-WORKRULES-01). One meeting may discharge several duties: those of
/// its kind and those ticked in the minutes, each with a proof of its own. Its decisions are in force from now on.
/// </summary>
[Requires(OversightPermissions.HoldMeeting)]
[Endpoint(Verb.Post, "oversight/meetings/confirm", "确认会议记录")]
[Clauses("P3-WORKRULES-01", "P3-WORKRULES-02", "P3-COUNSEL-02", "P4-DIRECTOR-08b", "P3-STREETSUPPLY-07a", "P3-STREETSUPPLY-07b", "P3-MIGSERVICE-06a", "P3-COMMPOST-02b")]
internal sealed record ConfirmMeeting(int SiteId, Guid Id, Guid Version) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed class ConfirmMeetingHandler(OversightDbContext db, IMediator mediator, DutyCatalog catalog, Operation operation) : IRequestHandler<ConfirmMeeting, Unit>
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

        // A monthly duty is fulfilled for the month the meeting is of, even when it was made up later; others for the day it was held.
        await mediator.Publish(new DutiesFulfilled(
        [
            .. MeetingRules.Discharged(meeting, catalog).Select(code => new DutyFulfilled(
                code, meeting.SiteId, catalog.Find(code)!.Level == DutyLevel.Village ? meeting.VillageId : Guid.Empty,
                catalog.Find(code)!.Cadence == Cadence.Monthly ? meeting.Period : meeting.HeldOn!.Value, meeting.EvidenceRef, meeting.HeldOn!.Value, operation.Today)),
        ]), cancellationToken);
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

        var rule = MeetingRules.Of(meeting.Kind);
        Need(meeting.HeldOn is not null, nameof(SaveMinutes.HeldOn), "请填写召开日期");
        Need(!rule.ThreeParts || meeting.Relayed.Length > 0, nameof(SaveMinutes.Relayed), "请记录传达上级文件的内容");
        Need(!rule.ThreeParts || meeting.Arranged.Length > 0, nameof(SaveMinutes.Arranged), "请记录下一步工作安排");
        Need(!rule.ThreeParts || meeting.Trained.Length > 0, nameof(SaveMinutes.Trained), "请记录业务培训的内容");
        Need(rule.ThreeParts || meeting.Relayed.Length + meeting.Arranged.Length + meeting.Trained.Length > 0, nameof(SaveMinutes.Arranged), "请记录会议内容");
        Need(!rule.Study || meeting.Topic.Length > 0, nameof(SaveMinutes.Topic), "请填写学习培训主题");
        Need(!rule.Study || meeting.Hours > 0, nameof(SaveMinutes.Hours), "请填写学时");
        Need(
            await db.Set<MeetingAttendee>().AnyAsync(a => a.MeetingId == meeting.Id && a.State != Attendance.Absent, cancellationToken), "Present",
            "还没有人签到，请先在签到表登记到会人员");
        if (errors.Count > 0)
        {
            throw new RefusalException("MINUTES_INCOMPLETE", "会议记录还不完整：" + string.Join("；", errors.Select(e => e.Message)), RefusalKind.Invalid, errors);
        }
    }
}
