using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>Publishes the drawn-up roster: from now on changes need a reason, and people may swap. Refuses NOT_FOUND, ROSTER_PUBLISHED and CHANGED_MEANWHILE.</summary>
[Requires(AttendancePermissions.PublishRosters)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/rosters/{month}/publication", "公布一个乡镇某月的值班表")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record PublishRoster(int SiteId, YearMonth Month, Guid? Version = null) : ICommand<Unit>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => DutyRoster.RefOf(SiteId, Month.FirstDay);
}

internal sealed class PublishRosterHandler(AttendanceDbContext db, RosterDesk desk, Operation operation) : IRequestHandler<PublishRoster, Unit>
{
    public async Task<Unit> Handle(PublishRoster request, CancellationToken cancellationToken)
    {
        var roster = await desk.OpenAsync(request.SiteId, request.Month, request.Version, cancellationToken);
        roster.RefusePublished();
        (roster.State, roster.PublishedByName, roster.PublishedOn, roster.WithdrawnReason) = (RosterState.Published, operation.Actor.Name, operation.Today, "");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Takes the publication back with a reason, to draw up anew or to change freely. Swaps still open are overtaken by it.</summary>
[Requires(AttendancePermissions.PublishRosters)]
[Endpoint(Verb.Delete, "staff-attendance/sites/{siteId}/rosters/{month}/publication", "撤回已公布的值班表")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record WithdrawRoster(int SiteId, YearMonth Month, string Reason, Guid? Version = null) : ICommand<Unit>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => DutyRoster.RefOf(SiteId, Month.FirstDay);
}

internal sealed class WithdrawRosterValidator : AbstractValidator<WithdrawRoster>
{
    public WithdrawRosterValidator() => RuleFor(w => w.Reason).NotEmpty().WithMessage("请写明撤回原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class WithdrawRosterHandler(AttendanceDbContext db, RosterDesk desk, Operation operation) : IRequestHandler<WithdrawRoster, Unit>
{
    public async Task<Unit> Handle(WithdrawRoster request, CancellationToken cancellationToken)
    {
        var roster = await desk.OpenAsync(request.SiteId, request.Month, request.Version, cancellationToken);
        roster.RefuseDraft();
        (roster.State, roster.WithdrawnReason) = (RosterState.Draft, request.Reason.Trim());
        await desk.OvertakeAsync(db.Set<DutyShift>().Where(s => s.RosterId == roster.Id).Select(s => s.Id), "值班表已撤回公布", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Reason.Trim());
        return Unit.Value;
    }
}
