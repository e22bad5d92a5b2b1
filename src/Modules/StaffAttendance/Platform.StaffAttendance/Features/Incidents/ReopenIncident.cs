using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>Takes a decision back with a reason, so that it can be made again. Refuses like the decision itself, and NOT_DECIDED.</summary>
[Requires(AttendancePermissions.Verify)]
[Endpoint(Verb.Post, "staff-attendance/incidents/{id}/reopening", "撤回对一条考勤异常记录的处理，须写明原因")]
internal sealed record ReopenIncident(Guid Id, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"incident:{Id}";
}

internal sealed class ReopenIncidentValidator : AbstractValidator<ReopenIncident>
{
    public ReopenIncidentValidator() =>
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明撤回的原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class ReopenIncidentHandler(AttendanceDbContext db, IncidentDesk desk, ReportDrafter reports, Operation operation) : IRequestHandler<ReopenIncident, Unit>
{
    public async Task<Unit> Handle(ReopenIncident request, CancellationToken cancellationToken)
    {
        var incident = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        incident.Reopen(request.Reason.Trim(), operation.Actor);
        operation.Note("撤回处理：" + request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await reports.FollowAsync(incident.SiteId, incident.StaffId, incident.Day.Year, cancellationToken);
        return Unit.Value;
    }
}
