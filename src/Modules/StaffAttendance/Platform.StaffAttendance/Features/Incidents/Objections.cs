using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>The person objects to an own verified incident; until it is decided the incident does not count. Refuses NOT_FOUND, NOT_VERIFIED and ALREADY_OBJECTED.</summary>
[Label("对考勤异常提出异议")]
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Post, "staff-attendance/incidents/{id}/objection", "本人对一条已核实的考勤异常提出异议")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ObjectToIncident(Guid Id, string Objection) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"incident:{Id}";
}

internal sealed class ObjectToIncidentValidator : AbstractValidator<ObjectToIncident>
{
    public ObjectToIncidentValidator() => RuleFor(o => o.Objection).NotEmpty().WithMessage("请写明异议的理由。").MaximumLength(200).WithMessage("理由最多 200 字。");
}

/// <summary>
/// Somebody other than the person, the recorder and who verified decides the objection. Upheld, the incident is dismissed. In a confirmed month the sheet gets a
/// new revision. Refuses NO_OBJECTION, VERIFIED_IT, OWN_INCIDENT and OWN_RECORD.
/// </summary>
[Label("处理考勤异议")]
[Requires(AttendancePermissions.Verify)]
[Endpoint(Verb.Post, "staff-attendance/incidents/{id}/objection/decision", "处理对考勤异常的异议（须由核实人以外的人办理）")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record DecideIncidentObjection(Guid Id, bool Upheld, string Answer, Guid? Version = null) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"incident:{Id}";
}

internal sealed class DecideIncidentObjectionValidator : AbstractValidator<DecideIncidentObjection>
{
    public DecideIncidentObjectionValidator() => RuleFor(o => o.Answer).NotEmpty().WithMessage("请写明处理意见。").MaximumLength(200).WithMessage("处理意见最多 200 字。");
}

internal sealed class ObjectionHandlers(AttendanceDbContext db, SheetRevisions revisions, ReportDrafter reports, Operation operation) :
    IRequestHandler<ObjectToIncident, Unit>, IRequestHandler<DecideIncidentObjection, Unit>
{
    public async Task<Unit> Handle(ObjectToIncident request, CancellationToken cancellationToken)
    {
        var me = operation.Actor.StaffId;
        var incident = await db.Set<Incident>().FirstOrDefaultAsync(i => i.Id == request.Id && i.StaffId == me, cancellationToken) ?? throw NotFound();
        incident.Object(request.Objection.Trim(), operation.Today);
        await SaveAsync(incident, cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(DecideIncidentObjection request, CancellationToken cancellationToken)
    {
        var incident = await db.Set<Incident>().FirstOrDefaultAsync(i => i.Id == request.Id, cancellationToken) ?? throw NotFound();
        Refusals.CheckVersion(request.Version, incident.Version);

        incident.DecideObjection(request.Upheld, request.Answer.Trim(), operation.Actor, operation.Today);
        operation.Note(request.Upheld ? "异议成立" : "异议不成立");
        await SaveAsync(incident, cancellationToken);
        if (request.Upheld)
        {
            await revisions.OpenAsync(incident.SiteId, new DateOnly(incident.Day.Year, incident.Day.Month, 1), "异议成立", cancellationToken);
        }

        return Unit.Value;
    }

    private async Task SaveAsync(Incident incident, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await reports.FollowAsync(incident.SiteId, incident.StaffId, incident.Day.Year, cancellationToken);
    }

    private static RefusalException NotFound() => new("NOT_FOUND", "没有找到这条记录，或它不是您的。", RefusalKind.NotFound);
}
