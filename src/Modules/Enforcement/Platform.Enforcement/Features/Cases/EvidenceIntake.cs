using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>
/// Takes evidence in: its file is hashed at once and cannot be exchanged; whoever brings it in begins the custody chain. Evidence registered and held is to be dealt with in
/// 7 working days. Refuses MIN_TWO_OFFICERS, WRONG_STATE, WRONG_DAY, NOT_HANDLER, and what attachments refuse.
/// </summary>
/// <param name="File">At most one: a piece of evidence each.</param>
/// <param name="Held">先行登记保存.</param>
[Label("收集证据入卷")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/evidence", "证据入卷：种类、来源、文件（入库即算校验值）、先行登记保存")]
[Clauses("P3-ENFPROC-03a")]
internal sealed record AddEvidence(
    int SiteId, Guid Id, EvidenceKind Kind, string Title, DateOnly? ObtainedOn, string Origin, IReadOnlyList<AttachmentDraft>? File = null, bool Held = false, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class AddEvidenceValidator : AbstractValidator<AddEvidence>
{
    public AddEvidenceValidator()
    {
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择证据种类。");
        RuleFor(r => r.Title).NotEmpty().WithMessage("请填写证据名称。").MaximumLength(200).WithMessage("名称最多 200 字。");
        RuleFor(r => r.ObtainedOn).NotNull().WithMessage("请填写取得日期。");
        RuleFor(r => r.Origin).NotEmpty().WithMessage("请写明来源和取得方式。").MaximumLength(500).WithMessage("来源最多 500 字。");
        RuleFor(r => r.File).Must(f => f is null || f.Count <= 1).WithMessage("一件证据一个文件；多个文件请分别入卷。")
            .Must((r, f) => r.Kind is EvidenceKind.Object || f is { Count: 1 }).WithMessage("请选择证据文件；只有物证可以没有文件。");
    }
}

/// <summary>The next link of the chain: from whoever keeps it now to somebody else. Refuses NOT_FOUND, CUSTODY_BROKEN, WRONG_DAY.</summary>
[Label("登记证据交接")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/evidence/{id}/custody", "登记证据交接：移交人须是现保管人")]
[Clauses("P3-ENFPROC-03a")]
internal sealed record MoveEvidence(int SiteId, Guid Id, string FromName, string ToName, string Purpose, DateOnly? On, bool EndsHolding = false, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => CaseEvidence.RefOf(Id);
}

internal sealed class MoveEvidenceValidator : AbstractValidator<MoveEvidence>
{
    public MoveEvidenceValidator()
    {
        RuleFor(r => r.FromName).NotEmpty().WithMessage("请填写移交人。");
        RuleFor(r => r.ToName).NotEmpty().WithMessage("请填写接收人。").MaximumLength(100).WithMessage("接收人最多 100 字。");
        RuleFor(r => r.Purpose).NotEmpty().WithMessage("请写明用途。").MaximumLength(200).WithMessage("用途最多 200 字。");
        RuleFor(r => r.On).NotNull().WithMessage("请填写交接日期。");
    }
}

/// <summary>Evidence got by unlawful means is no basis of a fact: it is excluded, stays in the file and counts no more. Refuses NOT_FOUND, EXCLUDED_ALREADY, WRONG_STATE.</summary>
[Label("排除非法证据")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/evidence/{id}/exclusion", "排除以非法手段取得的证据，写明原因")]
[Clauses("P3-ENFRESP-03")]
internal sealed record ExcludeEvidence(int SiteId, Guid Id, string Why, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => CaseEvidence.RefOf(Id);
}

internal sealed class ExcludeEvidenceValidator : AbstractValidator<ExcludeEvidence>
{
    public ExcludeEvidenceValidator() => RuleFor(r => r.Why).NotEmpty().WithMessage("请写明排除原因。").MaximumLength(500).WithMessage("原因最多 500 字。");
}

internal sealed class EvidenceHandlers(EnforcementDbContext db, CaseDesk desk, IAttachments attachments, IMediator mediator, Operation operation)
    : IRequestHandler<AddEvidence, Guid>, IRequestHandler<MoveEvidence, Unit>, IRequestHandler<ExcludeEvidence, Unit>
{
    public async Task<Guid> Handle(AddEvidence request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var on = request.ObtainedOn!.Value;
        var material = await desk.MaterialAsync(row, on, cancellationToken);
        CaseProcedure.Require(CaseStep.Collect, row, material);
        if (on > operation.Today)
        {
            throw new RefusalException("WRONG_DAY", "取得日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.ObtainedOn), "晚于今天")]);
        }

        var evidence = new CaseEvidence
        {
            SiteId = row.SiteId,
            CaseId = row.Id,
            Number = await db.Set<CaseEvidence>().CountAsync(e => e.CaseId == row.Id, cancellationToken) + 1,
            Kind = request.Kind,
            Title = request.Title.Trim(),
            ObtainedOn = on,
            Origin = request.Origin.Trim(),
            Sha256 = request.File is [var file] ? Convert.ToHexStringLower(SHA256.HashData(file.Content ?? [])) : "",
            HeldSince = request.Held ? on : null,
            Keeper = operation.Actor.Name,
        };
        db.Add(evidence);
        db.Add(new CustodyMove { SiteId = row.SiteId, EvidenceId = evidence.Id, Step = 1, FromName = "（取证）", ToName = evidence.Keeper, Purpose = "入卷", On = on, EnteredBy = operation.Actor.Name });
        await db.SaveChangesAsync(cancellationToken);
        if (request.File is { Count: 1 })
        {
            await attachments.AddAsync(EvidenceFileKind.KindCode, row.SiteId, CaseEvidence.RefOf(evidence.Id), request.File, cancellationToken);
        }

        if (request.Held)
        {
            await mediator.Send(
                new TrackDeadlines([new DeadlineDraft(row.SiteId, CaseEvidence.RefOf(evidence.Id), CaseDesk.Held, on, $"案件{row.NumberText}证据 {evidence.Number}：处理先行登记保存", EnforcementLinks.Case(row.Id))]),
                cancellationToken);
        }

        return evidence.Id;
    }

    public async Task<Unit> Handle(MoveEvidence request, CancellationToken cancellationToken)
    {
        var evidence = await FindAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (request.FromName.Trim() != evidence.Keeper)
        {
            throw CaseProcedure.Refuse(new StepBlock("CUSTODY_BROKEN", $"这件证据现在由{evidence.Keeper}保管，移交人须是现保管人。请补齐中间的交接。"));
        }

        var last = await db.Set<CustodyMove>().Where(m => m.EvidenceId == evidence.Id).OrderByDescending(m => m.Step).FirstAsync(cancellationToken);
        if (request.On < last.On || request.On > operation.Today)
        {
            throw new RefusalException("WRONG_DAY", $"交接日期须在上一次交接 {last.On:yyyy-MM-dd} 和今天之间。", RefusalKind.Invalid, [new FieldError(nameof(request.On), "请核对日期")]);
        }

        db.Add(new CustodyMove
        {
            SiteId = evidence.SiteId,
            EvidenceId = evidence.Id,
            Step = last.Step + 1,
            FromName = evidence.Keeper,
            ToName = request.ToName.Trim(),
            Purpose = request.Purpose.Trim(),
            On = request.On!.Value,
            EnteredBy = operation.Actor.Name,
        });
        evidence.Keeper = request.ToName.Trim();
        if (request.EndsHolding && evidence is { HeldSince: not null, HeldUntil: null })
        {
            evidence.HeldUntil = request.On;
            await mediator.Send(new SettleDeadlines([CaseEvidence.RefOf(evidence.Id)], request.On.Value), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(ExcludeEvidence request, CancellationToken cancellationToken)
    {
        var evidence = await FindAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (evidence.State == EvidenceState.Excluded)
        {
            throw CaseProcedure.Refuse(new StepBlock("EXCLUDED_ALREADY", "这件证据已经排除。"));
        }

        var state = await db.Set<EnforcementCase>().Where(c => c.Id == evidence.CaseId).Select(c => c.State).FirstAsync(cancellationToken);
        if (state is not (CaseState.Filed or CaseState.Noticed))
        {
            throw CaseProcedure.Refuse(new StepBlock("WRONG_STATE", "案件已有结果，证据不能再变动。决定有错的，按错案追究办理。"));
        }

        (evidence.State, evidence.ExcludedReason, evidence.ExcludedBy) = (EvidenceState.Excluded, request.Why.Trim(), operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private async Task<CaseEvidence> FindAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var evidence = await db.Set<CaseEvidence>().FirstOrDefaultAsync(e => e.Id == id && e.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这件证据");
        await desk.OpenAsync(siteId, evidence.CaseId, null, cancellationToken);
        Refusals.CheckVersion(version, evidence.Version);
        return evidence;
    }
}
