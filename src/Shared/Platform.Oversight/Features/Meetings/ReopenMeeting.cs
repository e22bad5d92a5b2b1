using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Features.Meetings;

/// <summary>Takes a confirmation back, with a reason, so that the minutes can be corrected. The proof is withdrawn until they are confirmed again.</summary>
[Requires(OversightPermissions.HoldMeeting)]
[Endpoint(Verb.Post, "oversight/meetings/reopen", "撤回会议记录的确认")]
[Clauses("P3-WORKRULES-01")]
internal sealed record ReopenMeeting(int SiteId, Guid Id, string Reason) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed class ReopenMeetingValidator : AbstractValidator<ReopenMeeting>
{
    public ReopenMeetingValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明撤回原因").MaximumLength(500).WithMessage("原因不超过500字");
}

internal sealed class ReopenMeetingHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ReopenMeeting, Unit>
{
    public async Task<Unit> Handle(ReopenMeeting request, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == request.Id && m.SiteId == request.SiteId, cancellationToken) ?? throw MeetingRefusals.NotFound();
        if (meeting.State != MeetingState.Held)
        {
            throw new RefusalException("MEETING_NOT_HELD", "会议记录还没有确认，可以直接修改。", RefusalKind.Conflict);
        }

        var proven = await db.Set<DutyFulfilment>().Where(f => f.EvidenceRef == meeting.EvidenceRef && !f.Withdrawn).Select(f => f.DutyCode).ToListAsync(cancellationToken);
        meeting.Discharges = string.Join(',', MeetingRules.Of(meeting.Kind).May.Where(proven.Contains));
        (meeting.State, meeting.ConfirmedBy, meeting.ConfirmedOn) = (MeetingState.Convened, "", null);
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<Decision>().Where(d => d.MeetingId == meeting.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.InForce, false), cancellationToken);
        await mediator.Publish(new DutyWithdrawn(meeting.EvidenceRef, request.Reason), cancellationToken);
        operation.Note("撤回确认：" + request.Reason);
        return Unit.Value;
    }
}
