using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>
/// Verifies or dismisses an incident. Refuses OWN_RECORD (the actor imported it), OWN_INCIDENT (the actor is the person), ALREADY_DECIDED and
/// SHEET_CONFIRMED. A dismissal says why. The fifth verified in a calendar year drafts a report to the county.
/// </summary>
/// <param name="Verified">False: it did not happen or was allowed.</param>
/// <param name="Version">The version that was looked at.</param>
[Requires(AttendancePermissions.Verify)]
[Endpoint(Verb.Post, "staff-attendance/incidents/{id}/decision", "核实或排除一条考勤异常记录（须由记录人以外的人办理）")]
[Clauses("P4-ATTENDANCE-02a", "P4-ATTENDANCE-02b")]
internal sealed record DecideIncident(Guid Id, bool Verified, string? Note = null, Guid? Version = null) : ICommand<Unit>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"incident:{Id}";
}

internal sealed class DecideIncidentValidator : AbstractValidator<DecideIncident>
{
    public DecideIncidentValidator()
    {
        RuleFor(d => d.Note).MaximumLength(200).WithMessage("说明最多 200 字。");
        RuleFor(d => d.Note).NotEmpty().When(d => !d.Verified).WithMessage("排除时请写明理由。");
    }
}

internal sealed class DecideIncidentHandler(AttendanceDbContext db, IncidentDesk desk, ReportDrafter reports, Operation operation) : IRequestHandler<DecideIncident, Unit>
{
    public async Task<Unit> Handle(DecideIncident request, CancellationToken cancellationToken)
    {
        var incident = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        incident.Decide(request.Verified, request.Note?.Trim() ?? "", operation.Actor, operation.Today);
        operation.Note(request.Verified ? "核实属实" : "排除");
        await db.SaveChangesAsync(cancellationToken);
        await reports.FollowAsync(incident.SiteId, incident.StaffId, incident.Day.Year, cancellationToken);
        return Unit.Value;
    }
}
