using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>
/// The decision was served, with proof; the windows of review (60 days) and suit (6 months) begin as the citizen sees them. Refuses WRONG_STATE, WRONG_DAY, NO_PROOF.
/// </summary>
[Label("登记决定书送达")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/service", "登记决定书送达：方式、日期、送达回证")]
[Clauses("P3-ENFPROC-04", "P3-ENFRESP-03")]
internal sealed record ServeDecision(int SiteId, Guid Id, DateOnly? On, ServiceMode Mode, string Proof, IReadOnlyList<AttachmentDraft>? Files = null, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class ServeDecisionValidator : AbstractValidator<ServeDecision>
{
    public ServeDecisionValidator()
    {
        RuleFor(r => r.On).NotNull().WithMessage("请填写送达日期。");
        RuleFor(r => r.Mode).IsInEnum().WithMessage("请选择送达方式。");
        RuleFor(r => r.Proof).NotEmpty().WithMessage("请写明送达凭证：回证签收人、见证人或邮件回执号。").MaximumLength(200).WithMessage("送达凭证最多 200 字。");
    }
}

/// <summary>The party asked for review or went to court, and how that ended. Refuses NOT_SERVED, WRONG_STATE, WRONG_DAY.</summary>
[Label("登记复议诉讼")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/remedy", "登记行政复议或诉讼：申请日期、办结日期和结果")]
[Clauses("P3-ENFPROC-04")]
internal sealed record RecordRemedy(int SiteId, Guid Id, RemedyKind Kind, DateOnly? On, DateOnly? EndedOn, string? Result, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class RecordRemedyValidator : AbstractValidator<RecordRemedy>
{
    public RecordRemedyValidator()
    {
        RuleFor(r => r.Kind).Must(k => k is RemedyKind.Reconsideration or RemedyKind.Litigation).WithMessage("请选择复议或诉讼。");
        RuleFor(r => r.On).NotNull().WithMessage("请填写申请或起诉日期。");
        RuleFor(r => r.EndedOn).Must((r, e) => e is null || e >= r.On).WithMessage("办结日期不能早于申请日期。");
        RuleFor(r => r.Result).MaximumLength(500).WithMessage("结果最多 500 字。").Must((r, text) => r.EndedOn is null || text?.Trim().Length >= 2).WithMessage("办结的请写明结果。");
    }
}

/// <summary>Closes a served case once its windows have passed or the review or suit has ended, with a complete file. Refuses NOT_SERVED, WINDOW_OPEN, REMEDY_PENDING, FILE_INCOMPLETE.</summary>
[Label("结案归档")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/closing", "结案归档：救济期满、案卷齐全")]
[Clauses("P3-ENFRESP-03")]
internal sealed record CloseCase(int SiteId, Guid Id, string ArchiveNumber, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class CloseCaseValidator : AbstractValidator<CloseCase>
{
    public CloseCaseValidator() => RuleFor(r => r.ArchiveNumber).NotEmpty().WithMessage("请填写归档号。").MaximumLength(100).WithMessage("归档号最多 100 字。");
}

internal sealed class ServeCaseHandlers(EnforcementDbContext db, CaseDesk desk, CaseReader reader, IAttachments attachments, Operation operation)
    : IRequestHandler<ServeDecision, Unit>, IRequestHandler<RecordRemedy, Unit>, IRequestHandler<CloseCase, Unit>
{
    public async Task<Unit> Handle(ServeDecision request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var material = await desk.MaterialAsync(row, operation.Today, cancellationToken);
        CaseProcedure.Serve(row, material, request.On!.Value, request.Mode, request.Proof.Trim());
        if (request.Files is not { Count: > 0 })
        {
            throw CaseProcedure.Refuse(new StepBlock("NO_PROOF", "送达须有回证。请上传送达回证、邮件回执或公告的扫描件。"));
        }

        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(CaseFileKind.KindCode, row.SiteId, EnforcementCase.RefOf(row.Id), request.Files, cancellationToken);
        await desk.SettleAsync(row, cancellationToken, CaseDesk.Service);
        await desk.TrackAsync(row, request.On.Value, cancellationToken, (CaseDesk.Reconsideration, "当事人可以申请行政复议"), (CaseDesk.Litigation, "当事人可以提起行政诉讼"));
        return Unit.Value;
    }

    public async Task<Unit> Handle(RecordRemedy request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (row.State != CaseState.Served)
        {
            throw CaseProcedure.Refuse(row.ServedOn is null ? new StepBlock("NOT_SERVED", "决定书还没有送达。") : new StepBlock("WRONG_STATE", "案件已经结案。"));
        }

        if (request.On < row.ServedOn || request.On > operation.Today || request.EndedOn > operation.Today)
        {
            throw new RefusalException("WRONG_DAY", "日期须在送达日和今天之间。", RefusalKind.Invalid, [new FieldError(nameof(request.On), "请核对日期")]);
        }

        (row.Remedy, row.RemedyOn, row.RemedyEndedOn, row.RemedyText) = (request.Kind, request.On, request.EndedOn, request.Result?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(CloseCase request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var material = await desk.MaterialAsync(row, operation.Today, cancellationToken);
        CaseProcedure.Require(CaseStep.Close, row, material);
        if ((await reader.PapersAsync(row, cancellationToken)).Where(p => !p.Present).Select(p => p.Name).ToList() is { Count: > 0 } missing)
        {
            throw CaseProcedure.Refuse(new StepBlock("FILE_INCOMPLETE", $"案卷不齐全，还缺：{string.Join("、", missing)}。"));
        }

        CaseProcedure.Close(row, material, request.ArchiveNumber.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, cancellationToken);
        return Unit.Value;
    }
}
