using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Findings;

/// <summary>Another person than the one who corrected it looks again: closed, or returned with a reason.</summary>
[Requires(OversightPermissions.Recheck)]
[Endpoint(Verb.Post, "oversight/findings/recheck", "复核稽核问题：销号或退回")]
internal sealed record RecheckFinding(int SiteId, Guid Id, Guid Version, bool Accepted, string? Note) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"finding:{Id}";
}

internal sealed class RecheckFindingValidator : AbstractValidator<RecheckFinding>
{
    public RecheckFindingValidator()
    {
        RuleFor(r => r.Note).MaximumLength(500).WithMessage("复核意见不超过500字");
        RuleFor(r => r.Note).NotEmpty().When(r => !r.Accepted).WithMessage("退回时请写明原因");
    }
}

internal sealed class RecheckFindingHandler(OversightDbContext db, IMediator mediator, IWorkingDays days, Operation operation) : IRequestHandler<RecheckFinding, Unit>
{
    public async Task<Unit> Handle(RecheckFinding request, CancellationToken cancellationToken)
    {
        var finding = await db.Set<Finding>().FirstOrDefaultAsync(f => f.Id == request.Id && f.SiteId == request.SiteId, cancellationToken) ?? throw FindingRefusals.NotFound();
        if (finding.State != FindingState.Corrected || finding.Version != request.Version)
        {
            throw FindingRefusals.Changed();
        }

        if (finding.CorrectedById == operation.Actor.AccountId)
        {
            throw new RefusalException("SAME_PERSON", "整改和复核不能是同一个人，请由另一位同事复核。", RefusalKind.Refused);
        }

        (finding.State, finding.Returned) = request.Accepted ? (FindingState.Closed, finding.Returned) : (FindingState.Open, finding.Returned + 1);
        if (!request.Accepted)
        {
            (finding.DueOn, finding.DueByHand) = (OversightDeadlines.DueOf(finding.Severity, operation.Today, days), false);
        }

        db.Add(new FindingEvent
        {
            SiteId = finding.SiteId,
            FindingId = finding.Id,
            Act = request.Accepted ? FindingAct.Closed : FindingAct.Returned,
            At = operation.Now,
            ByName = operation.Actor.Name,
            Note = request.Note?.Trim() ?? "",
        });
        await db.SaveChangesAsync(cancellationToken);
        if (!request.Accepted)
        {
            await mediator.Send(new TrackDeadlines([OversightDeadlines.DraftOf(finding, operation.Today, "退回整改，重新起算")]), cancellationToken);
        }

        return Unit.Value;
    }
}
