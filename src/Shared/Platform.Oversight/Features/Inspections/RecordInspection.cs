using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Proofs;
using Platform.Oversight.Inspections;

namespace Platform.Oversight.Features.Inspections;

/// <summary>
/// Records field work on the form in force on its day: points, remarks, problems, lessons. It proves the duty of its kind for the village. The lines come in the
/// order of the form. Refuses UNKNOWN_VILLAGE, UNKNOWN_PERSON, FORM_CHANGED, POINTS_WRONG, DONE_BEFORE_PERIOD, and what the attachments refuse.
/// </summary>
/// <param name="FormId">The form the lines answer; empty for the platform's own.</param>
/// <param name="GroupName">Of a group check: which group.</param>
/// <param name="Period">Any day of the period it counts for; null: the period of the day it was done.</param>
/// <param name="RequestId">Sent by machines and retried forms: the same id is one inspection.</param>
[Label("登记现场检查")]
[Requires(OversightPermissions.Inspect)]
[Endpoint(Verb.Post, "oversight/inspections", "登记现场检查（指导、季度检查、小组检查、下村指导）")]
[Clauses("P3-WORKRULES-03a", "P3-WORKRULES-03b", "P4-MIGMANAGER-02b", "P4-PATCH-04")]
internal sealed record RecordInspection(
    int SiteId, InspectionKind Kind, Guid? VillageId, DateOnly? DoneOn, Guid? InspectorStaffId, Guid FormId, IReadOnlyList<LineDraft> Lines,
    string? GroupName = null, DateOnly? Period = null, string? Companions = null, string? Lessons = null, IReadOnlyList<ProblemDraft>? Problems = null,
    IReadOnlyList<AttachmentDraft>? Files = null, Guid? RequestId = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"inspection-kind:{Kind}";
}

/// <param name="Points">Null where the line has no points.</param>
internal sealed record LineDraft(decimal? Points, string? Remark);

/// <param name="AsFinding">It is followed up as a finding, with re-check; otherwise it stands in the month's notice alone.</param>
/// <param name="DueOn">Null: by severity.</param>
internal sealed record ProblemDraft(string Text, bool AsFinding = false, FindingSeverity Severity = FindingSeverity.Minor, Guid? OwnerStaffId = null, DateOnly? DueOn = null);

internal sealed class LineDraftValidator : AbstractValidator<LineDraft>
{
    public LineDraftValidator() => RuleFor(l => l.Remark).MaximumLength(500).WithMessage("情况不超过500字");
}

internal sealed class ProblemDraftValidator : AbstractValidator<ProblemDraft>
{
    public ProblemDraftValidator(Platform.Infrastructure.Time.ChinaTime time)
    {
        RuleFor(p => p.Text).Must(t => t?.Trim().Length is >= 2 and <= 500).WithMessage("请写明问题，2 至 500 个字")
            .Must(t => LetterRules.FaultOf(t) is null).WithMessage("问题只写工作和资料，不写出生、手术、收费等，也不写群众个人情况");
        RuleFor(p => p.DueOn).Must(d => d is null || d >= time.Today).WithMessage("整改期限不能早于今天");
    }
}

internal sealed class RecordInspectionValidator : AbstractValidator<RecordInspection>
{
    public RecordInspectionValidator(Platform.Infrastructure.Time.ChinaTime time)
    {
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择检查类别");
        RuleFor(r => r.VillageId).NotNull().When(r => InspectionRules.InVillage(r.Kind)).WithMessage("请选择村（社区）");
        RuleFor(r => r.GroupName).NotEmpty().When(r => !InspectionRules.InVillage(r.Kind)).WithMessage("请填写检查的小组").MaximumLength(100).WithMessage("小组名称不超过100字");
        RuleFor(r => r.DoneOn).NotNull().WithMessage("请填写检查日期").Must(d => d is null || d <= time.Today).WithMessage("检查日期不能晚于今天");
        RuleFor(r => r.InspectorStaffId).NotNull().WithMessage("请选择检查人");
        RuleFor(r => r.Companions).MaximumLength(200).WithMessage("参加人员不超过200字");
        RuleFor(r => r.Lessons).MaximumLength(2000).WithMessage("经验和建议不超过2000字");
        RuleFor(r => r.Lines).NotNull().WithMessage("请逐项填写检查表");
        RuleForEach(r => r.Lines).SetValidator(new LineDraftValidator());
        RuleFor(r => r.Problems).Must(p => p is null || p.Count <= 30).WithMessage("一次最多登记30个问题");
        RuleForEach(r => r.Problems).SetValidator(new ProblemDraftValidator(time));
    }
}

internal sealed class RecordInspectionHandler(
    OversightDbContext db, InspectionBook book, FormBook forms, DutyCatalog catalog, IAttachments attachments, IMediator mediator, Operation operation)
    : IRequestHandler<RecordInspection, Guid>
{
    public async Task<Guid> Handle(RecordInspection request, CancellationToken cancellationToken)
    {
        if (request.RequestId is { } known && await db.Set<Inspection>().AnyAsync(i => i.Id == known && i.SiteId == request.SiteId, cancellationToken))
        {
            return known;
        }

        var (doneOn, village) = (request.DoneOn!.Value, await VillageAsync(request, cancellationToken));
        var staff = await book.StaffAsync(request.SiteId, cancellationToken);
        var inspector = InspectionBook.Inspector(staff, request.InspectorStaffId);
        var period = ProofRules.PeriodOf(catalog.Find(InspectionRules.DutyOf(request.Kind))!, doneOn, request.Period);
        var sheet = await forms.ReadAsync(request.Kind, request.SiteId, doneOn, village, period, cancellationToken);
        if (sheet.FormId != request.FormId)
        {
            throw InspectionRefusals.FormChanged();
        }

        var inspection = new Inspection
        {
            Id = request.RequestId ?? Keys.New(),
            SiteId = request.SiteId,
            Kind = request.Kind,
            VillageId = village,
            GroupName = InspectionRules.InVillage(request.Kind) ? "" : request.GroupName!.Trim(),
            Period = period,
            DoneOn = doneOn,
            InspectorStaffId = inspector.Id,
            InspectorName = inspector.Name,
            Companions = request.Companions?.Trim() ?? "",
            FormId = sheet.FormId,
            FormName = sheet.Name,
            MaxPoints = sheet.MaxPoints,
            Lessons = request.Lessons?.Trim() ?? "",
            RecordedById = operation.Actor.AccountId,
            RecordedBy = operation.Actor.Name,
            RecordedOn = operation.Today,
        };
        var lines = sheet.Items.Select((item, i) => new InspectionLine
        {
            SiteId = inspection.SiteId,
            InspectionId = inspection.Id,
            Position = i,
            Text = item.Text,
            MaxPoints = item.MaxPoints,
            Guidance = item.Guidance,
        }).ToList();
        InspectionBook.Fill(inspection, lines, request.Lines);
        db.Add(inspection);
        db.AddRange(lines);
        await book.AddProblemsAsync(inspection, request.Problems ?? [], staff, cancellationToken);
        await attachments.AddAsync(InspectionFileKind.KindCode, inspection.SiteId, InspectionFileKind.RefOf(inspection.Id), request.Files ?? [], cancellationToken);
        await book.ProveAsync(inspection, cancellationToken);
        operation.Note($"登记{InspectionRules.Text(inspection.Kind)}，{inspection.DoneOn:yyyy-MM-dd}");
        return inspection.Id;
    }

    private async Task<Guid> VillageAsync(RecordInspection request, CancellationToken cancellationToken)
    {
        if (!InspectionRules.InVillage(request.Kind))
        {
            return Guid.Empty;
        }

        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        return villages.Any(v => v.Id == request.VillageId)
            ? request.VillageId!.Value
            : throw new RefusalException("UNKNOWN_VILLAGE", "请选择本乡镇（街道）的村（社区）。", RefusalKind.Invalid, [new(nameof(request.VillageId), "请选择村（社区）")]);
    }
}

internal static class InspectionRefusals
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这次检查，或它已经撤回，或它不在您的管辖范围内。", RefusalKind.NotFound);

    public static RefusalException FormChanged() => new("FORM_CHANGED", "检查日期适用的检查表与您打开的不同，请重新打开后再填写。", RefusalKind.Conflict);
}

/// <summary>Photos and papers of an inspection.</summary>
internal sealed class InspectionFileKind(OversightDbContext db) : AttachmentKind
{
    public const string KindCode = "inspection";

    public static string RefOf(Guid inspection) => $"{Inspection.Prefix}{inspection}";

    public override string Code => KindCode;

    public override string Title => "现场检查";

    public override string ViewPermission => OversightPermissions.ViewFindings;

    public override string WritePermission => OversightPermissions.Inspect;

    public override async Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        var there = Guid.TryParse(recordRef.Split(':')[^1], out var id)
            && await db.Set<Inspection>().AnyAsync(i => i.Id == id && i.SiteId == siteId && !i.Withdrawn, cancellationToken);
        if (!there)
        {
            throw InspectionRefusals.NotFound();
        }
    }
}
