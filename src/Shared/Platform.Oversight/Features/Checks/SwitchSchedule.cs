using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Checks;

/// <summary>Pauses or resumes a recurring check. What was due while it was paused is not made up for. Errors: NOT_FOUND.</summary>
[Requires(OversightPermissions.ManageChecks)]
[Endpoint(Verb.Post, "oversight/schedules/switch", "暂停或恢复定期检查计划")]
internal sealed record SwitchSchedule(Guid Id, bool Active) : ICommand, IRecordRequest
{
    public string RecordRef => $"schedule:{Id}";
}

internal sealed class SwitchScheduleHandler(OversightDbContext db, Operation operation) : AsyncRequestHandler<SwitchSchedule>
{
    protected override async Task Handle(SwitchSchedule request, CancellationToken cancellationToken)
    {
        var row = await ScheduleAccess.OneAsync(db, operation, request.Id, cancellationToken);
        if (row.Active == request.Active)
        {
            return;
        }

        row.Active = request.Active;
        row.FirstOn = request.Active ? operation.Today.AddDays(1) : row.FirstOn;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{row.Name}：{(row.Active ? "恢复" : "暂停")}");
    }
}

/// <summary>Takes a recurring check away; the history of its runs stays. Errors: NOT_FOUND.</summary>
[Requires(OversightPermissions.ManageChecks)]
[Endpoint(Verb.Post, "oversight/schedules/remove", "删除定期检查计划")]
internal sealed record RemoveSchedule(Guid Id, string Reason) : ICommand, IRecordRequest, IReasonedRequest
{
    public string RecordRef => $"schedule:{Id}";
}

internal sealed class RemoveScheduleHandler(OversightDbContext db, Operation operation) : AsyncRequestHandler<RemoveSchedule>
{
    protected override async Task Handle(RemoveSchedule request, CancellationToken cancellationToken)
    {
        var row = await ScheduleAccess.OneAsync(db, operation, request.Id, cancellationToken);
        db.Remove(row);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"删除计划：{row.Name}");
    }
}
