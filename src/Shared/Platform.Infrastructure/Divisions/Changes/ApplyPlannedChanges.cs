using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Applies the planned changes whose day has come. Sent once a day, soon after midnight; running it twice does nothing more.</summary>
[Housekeeping]
[Label("到期区划变更生效")]
internal sealed record ApplyPlannedChanges : ICommand, IIdempotent;

internal sealed class ApplyPlannedChangesHandler(ChangeDesk desk, Operation operation) : AsyncRequestHandler<ApplyPlannedChanges>
{
    protected override async Task Handle(ApplyPlannedChanges request, CancellationToken cancellationToken)
    {
        var (applied, refused) = await desk.ApplyDueAsync(cancellationToken);
        if (applied + refused > 0)
        {
            operation.Note($"到期区划变更：生效 {applied} 项" + (refused > 0 ? $"，{refused} 项不能生效，待核对" : ""));
        }
    }
}

/// <summary>Takes back a change whose day has not come. It stays in the list as cancelled.</summary>
[Requires(CorePermissions.ManageDivisions)]
[Endpoint(Verb.Post, "divisions/changes/{id}/cancel", "取消一项尚未生效的区划变更")]
internal sealed record CancelPlannedChange(Guid Id, string Reason) : ICommand, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"division-change:{Id}";
}

internal sealed class CancelPlannedChangeHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<CancelPlannedChange>
{
    protected override async Task Handle(CancelPlannedChange request, CancellationToken cancellationToken)
    {
        var (lo, hi) = (operation.Actor.Scope.Lo, operation.Actor.Scope.Hi);
        var change = await db.Set<DivisionChange>().FirstOrDefaultAsync(c => c.Id == request.Id && (c.DivisionId == 0 || (c.DivisionId >= lo && c.DivisionId <= hi)), cancellationToken)
            ?? throw new RefusalException("UNKNOWN_CHANGE", "没有这项变更，或它不在您的管辖范围内。", RefusalKind.NotFound);
        if (change.State != ChangeState.Planned)
        {
            throw new RefusalException("NOT_PLANNED", "这项变更已经生效或取消，不能再取消；已生效的请办理相反的变更。", RefusalKind.Conflict);
        }

        change.State = ChangeState.Cancelled;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"取消区划变更：{ChangeWords.Sentence(change)}");
    }
}
