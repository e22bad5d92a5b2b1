using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Meetings;

/// <summary>A decision of a meeting has been carried out: it no longer returns to the agenda.</summary>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Post, "oversight/meetings/decisions/complete", "办结会议决定事项")]
[Clauses("P3-WORKRULES-01")]
internal sealed record CompleteDecision(int SiteId, Guid Id, Guid Version, string Note) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"decision:{Id}";
}

internal sealed class CompleteDecisionValidator : AbstractValidator<CompleteDecision>
{
    public CompleteDecisionValidator() => RuleFor(r => r.Note).NotEmpty().WithMessage("请写明办理结果").MaximumLength(500).WithMessage("办理结果不超过500字");
}

internal sealed class CompleteDecisionHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<CompleteDecision, Unit>
{
    public async Task<Unit> Handle(CompleteDecision request, CancellationToken cancellationToken)
    {
        var decision = await db.Set<Decision>().FirstOrDefaultAsync(d => d.Id == request.Id && d.SiteId == request.SiteId && d.InForce, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这项决定，或会议记录还没有确认。", RefusalKind.NotFound);
        if (decision.Done || decision.Version != request.Version)
        {
            throw Refusals.ChangedMeanwhile("这项决定");
        }

        (decision.Done, decision.DoneOn, decision.DoneNote) = (true, operation.Today, request.Note.Trim());
        await db.SaveChangesAsync(cancellationToken);
        if ((await StandIns.OfAsync(mediator, operation, cancellationToken)).TryGetValue(decision.OwnerStaffId, out var acting))
        {
            operation.Note($"代理办理，代理登记 {acting.StandInId}");
        }

        return Unit.Value;
    }
}
