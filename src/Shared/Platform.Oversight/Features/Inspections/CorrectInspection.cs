using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Proofs;
using Platform.Oversight.Inspections;

namespace Platform.Oversight.Features.Inspections;

/// <summary>
/// Corrects a filled form, with a reason. Kind, village, period and the version of the form stay; problems left out are taken back together with their findings,
/// new ones are added.
/// </summary>
/// <param name="KeptProblems">Ids of the problems that stay.</param>
[Label("更正现场检查")]
[Requires(OversightPermissions.Inspect)]
[Endpoint(Verb.Put, "oversight/inspections", "更正现场检查")]
internal sealed record CorrectInspection(
    int SiteId, Guid Id, Guid Version, DateOnly? DoneOn, Guid? InspectorStaffId, IReadOnlyList<LineDraft> Lines, IReadOnlyList<Guid> KeptProblems, string Reason,
    string? GroupName = null, string? Companions = null, string? Lessons = null, IReadOnlyList<ProblemDraft>? NewProblems = null)
    : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"{Inspection.Prefix}{Id}";
}

internal sealed class CorrectInspectionValidator : AbstractValidator<CorrectInspection>
{
    public CorrectInspectionValidator(Platform.Infrastructure.Time.ChinaTime time)
    {
        RuleFor(r => r.DoneOn).NotNull().WithMessage("请填写检查日期").Must(d => d is null || d <= time.Today).WithMessage("检查日期不能晚于今天");
        RuleFor(r => r.InspectorStaffId).NotNull().WithMessage("请选择检查人");
        RuleFor(r => r.GroupName).MaximumLength(100).WithMessage("小组名称不超过100字");
        RuleFor(r => r.Companions).MaximumLength(200).WithMessage("参加人员不超过200字");
        RuleFor(r => r.Lessons).MaximumLength(2000).WithMessage("经验和建议不超过2000字");
        RuleFor(r => r.Lines).NotNull().WithMessage("请逐项填写检查表");
        RuleFor(r => r.KeptProblems).NotNull().WithMessage("请列出保留的问题（没有则留空列表）");
        RuleForEach(r => r.Lines).SetValidator(new LineDraftValidator());
        RuleForEach(r => r.NewProblems).SetValidator(new ProblemDraftValidator(time));
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明更正原因，2 至 200 个字");
    }
}

internal sealed class CorrectInspectionHandler(OversightDbContext db, InspectionBook book, DutyCatalog catalog) : IRequestHandler<CorrectInspection, Unit>
{
    public async Task<Unit> Handle(CorrectInspection request, CancellationToken cancellationToken)
    {
        var inspection = await InspectionLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        var staff = await book.StaffAsync(request.SiteId, cancellationToken);
        var inspector = request.InspectorStaffId == inspection.InspectorStaffId ? null : InspectionBook.Inspector(staff, request.InspectorStaffId);
        var lines = await db.Set<InspectionLine>().Where(l => l.InspectionId == inspection.Id).OrderBy(l => l.Position).ToListAsync(cancellationToken);
        var kept = request.KeptProblems.ToHashSet();
        var gone = (await db.Set<InspectionProblem>().Where(p => p.InspectionId == inspection.Id && !p.Withdrawn).ToListAsync(cancellationToken)).FindAll(p => !kept.Contains(p.Id));
        await book.DisproveAsync(inspection, request.Reason, cancellationToken);
        InspectionBook.Fill(inspection, lines, request.Lines);
        ProofRules.PeriodOf(catalog.Find(InspectionRules.DutyOf(inspection.Kind))!, request.DoneOn!.Value, inspection.Period);
        (inspection.DoneOn, inspection.Companions, inspection.Lessons) = (request.DoneOn.Value, request.Companions?.Trim() ?? "", request.Lessons?.Trim() ?? "");
        if (inspector is not null)
        {
            (inspection.InspectorStaffId, inspection.InspectorName) = (inspector.Id, inspector.Name);
        }

        if (inspection.Kind == InspectionKind.GroupCheck && !string.IsNullOrWhiteSpace(request.GroupName))
        {
            inspection.GroupName = request.GroupName.Trim();
        }

        (inspection.Edition, inspection.Reason) = (inspection.Edition + 1, request.Reason.Trim());
        await book.WithdrawProblemsAsync(gone, "检查记录更正：" + request.Reason.Trim(), cancellationToken);
        await book.AddProblemsAsync(inspection, request.NewProblems ?? [], staff, cancellationToken);
        await book.ProveAsync(inspection, cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Withdraws an inspection recorded by mistake, with a reason. It stays readable, proves nothing any more, and its open findings are closed.</summary>
[Label("撤回现场检查")]
[Requires(OversightPermissions.Inspect)]
[Endpoint(Verb.Post, "oversight/inspections/withdraw", "撤回现场检查")]
internal sealed record WithdrawInspection(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"{Inspection.Prefix}{Id}";
}

internal sealed class WithdrawInspectionValidator : AbstractValidator<WithdrawInspection>
{
    public WithdrawInspectionValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明撤回原因，2 至 200 个字");
}

internal sealed class WithdrawInspectionHandler(OversightDbContext db, InspectionBook book) : IRequestHandler<WithdrawInspection, Unit>
{
    public async Task<Unit> Handle(WithdrawInspection request, CancellationToken cancellationToken)
    {
        var inspection = await InspectionLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        (inspection.Withdrawn, inspection.Reason) = (true, request.Reason.Trim());
        var problems = await db.Set<InspectionProblem>().Where(p => p.InspectionId == inspection.Id && !p.Withdrawn).ToListAsync(cancellationToken);
        await book.WithdrawProblemsAsync(problems, "检查记录撤回：" + request.Reason.Trim(), cancellationToken);
        await book.DisproveAsync(inspection, request.Reason, cancellationToken);
        return Unit.Value;
    }
}

internal static class InspectionLoader
{
    public static async Task<Inspection> LoadAsync(OversightDbContext db, int siteId, Guid id, Guid version, CancellationToken cancellationToken)
    {
        var row = await db.Set<Inspection>().FirstOrDefaultAsync(i => i.Id == id && i.SiteId == siteId && !i.Withdrawn, cancellationToken) ?? throw InspectionRefusals.NotFound();
        Refusals.CheckVersion(version, row.Version, "这次检查");
        return row;
    }
}
