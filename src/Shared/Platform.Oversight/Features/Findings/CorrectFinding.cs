using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Findings;

/// <summary>The office has put a finding right and says how.</summary>
[Requires(OversightPermissions.Correct)]
[Endpoint(Verb.Post, "oversight/findings/correct", "提交稽核问题的整改情况")]
internal sealed record CorrectFinding(int SiteId, Guid Id, Guid Version, string Note) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"finding:{Id}";
}

internal sealed class CorrectFindingValidator : AbstractValidator<CorrectFinding>
{
    public CorrectFindingValidator() => RuleFor(r => r.Note).NotEmpty().WithMessage("请写明整改情况").MaximumLength(500).WithMessage("整改情况不超过500字");
}

internal sealed class CorrectFindingHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<CorrectFinding, Unit>
{
    public async Task<Unit> Handle(CorrectFinding request, CancellationToken cancellationToken)
    {
        var finding = await db.Set<Finding>().FirstOrDefaultAsync(f => f.Id == request.Id && f.SiteId == request.SiteId, cancellationToken) ?? throw FindingRefusals.NotFound();
        if (finding.State != FindingState.Open || finding.Version != request.Version)
        {
            throw FindingRefusals.Changed();
        }

        (finding.State, finding.CorrectedById) = (FindingState.Corrected, operation.Actor.AccountId);
        db.Add(new FindingEvent { SiteId = finding.SiteId, FindingId = finding.Id, Act = FindingAct.Corrected, At = operation.Now, ByName = operation.Actor.Name, Note = request.Note.Trim() });
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Send(new SettleDeadlines([OversightDeadlines.RefOf(finding)], operation.Today), cancellationToken);
        return Unit.Value;
    }
}
