using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Studies;

/// <summary>Corrects a study record, with a reason: the old proof is withdrawn and the corrected one counts.</summary>
[Requires(OversightPermissions.RecordStudy)]
[Endpoint(Verb.Put, "oversight/studies", "更正村级学习活动记录")]
internal sealed record CorrectStudy(
    int SiteId, Guid Id, Guid Version, DateOnly? HeldOn, string Topic, int Participants, string? Place, DateOnly? Month, string Reason)
    : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"study:{Id}";
}

internal sealed class CorrectStudyValidator : AbstractValidator<CorrectStudy>
{
    public CorrectStudyValidator()
    {
        RuleFor(r => r.HeldOn).NotNull().WithMessage("请填写日期");
        RuleFor(r => r.Topic).NotEmpty().WithMessage("请填写学习内容").MaximumLength(200).WithMessage("学习内容不超过200字");
        RuleFor(r => r.Participants).InclusiveBetween(1, 10000).WithMessage("参加人数请填1以上的数");
        RuleFor(r => r.Place).MaximumLength(200).WithMessage("地点不超过200字");
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明更正原因").MaximumLength(500).WithMessage("原因不超过500字");
    }
}

internal sealed class CorrectStudyHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<CorrectStudy, Unit>
{
    public async Task<Unit> Handle(CorrectStudy request, CancellationToken cancellationToken)
    {
        var row = await StudyLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        await mediator.Publish(new DutyWithdrawn(row.EvidenceRef, request.Reason), cancellationToken);
        (row.HeldOn, row.Topic, row.Place, row.Participants) = (request.HeldOn!.Value, request.Topic.Trim(), request.Place?.Trim() ?? "", request.Participants);
        (row.Period, row.Reason, row.Edition) = (StudyRules.Period(row.HeldOn, request.Month, operation.Today), request.Reason.Trim(), row.Edition + 1);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutiesFulfilled([StudyRules.Proof(row)]), cancellationToken);
        operation.Note("更正：" + request.Reason);
        return Unit.Value;
    }
}

internal static class StudyLoader
{
    public static async Task<StudyRecord> LoadAsync(OversightDbContext db, int siteId, Guid id, Guid version, CancellationToken cancellationToken)
    {
        var row = await db.Set<StudyRecord>().FirstOrDefaultAsync(s => s.Id == id && s.SiteId == siteId && !s.Withdrawn, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这条记录，或它已经作废。", RefusalKind.NotFound);
        Refusals.CheckVersion(version, row.Version);
        return row;
    }
}
