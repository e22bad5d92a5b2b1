using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Proofs;

/// <summary>
/// Files a proof by hand: what was done, when, with a note or files. It fulfils the duty like any record of a feature. Refuses UNKNOWN_DUTY,
/// UNKNOWN_VILLAGE, and what the attachments refuse.
/// </summary>
/// <param name="UnitId">The village, where the duty is owed by or for villages.</param>
/// <param name="Period">Any day of the period it counts for; null: the period of the day it was done.</param>
/// <param name="RequestId">Sent by machines and retried forms: the same id is one proof.</param>
[Label("登记履职凭证")]
[Requires(OversightPermissions.FileProof)]
[Endpoint(Verb.Post, "oversight/proofs", "登记履职凭证（说明或附件）")]
internal sealed record FileProof(
    int SiteId, string DutyCode, DateOnly? DoneOn, string? Note = null, Guid? UnitId = null, DateOnly? Period = null, decimal Quantity = 1,
    IReadOnlyList<AttachmentDraft>? Files = null, Guid? RequestId = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"duty:{DutyCode}";
}

internal sealed class FileProofValidator : AbstractValidator<FileProof>
{
    public FileProofValidator(Platform.Infrastructure.Time.ChinaTime time)
    {
        RuleFor(r => r.DutyCode).NotEmpty().WithMessage("请选择职责");
        RuleFor(r => r.DoneOn).NotNull().WithMessage("请填写完成日期").Must(d => d is null || d <= time.Today).WithMessage("完成日期不能晚于今天");
        RuleFor(r => r.Note).MaximumLength(1000).WithMessage("说明不超过1000字")
            .Must((r, note) => note?.Trim().Length >= 2 || r.Files is { Count: > 0 }).WithMessage("请写明做了什么，或上传附件");
        RuleFor(r => r.Quantity).InclusiveBetween(0.01m, 10000).WithMessage("数量请填 0.01 至 10000");
    }
}

internal sealed class FileProofHandler(OversightDbContext db, DutyCatalog catalog, IAttachments attachments, IMediator mediator, Operation operation)
    : IRequestHandler<FileProof, Guid>
{
    public async Task<Guid> Handle(FileProof request, CancellationToken cancellationToken)
    {
        if (request.RequestId is { } known && await db.Set<ManualProof>().AnyAsync(p => p.Id == known && p.SiteId == request.SiteId, cancellationToken))
        {
            return known;
        }

        var duty = catalog.Find(request.DutyCode) ?? throw ProofRules.UnknownDuty();
        var row = new ManualProof
        {
            Id = request.RequestId ?? Keys.New(),
            SiteId = request.SiteId,
            UnitId = await UnitAsync(duty, request, cancellationToken),
            DutyCode = duty.Code,
            Period = ProofRules.PeriodOf(duty, request.DoneOn!.Value, request.Period),
            DoneOn = request.DoneOn.Value,
            Quantity = request.Quantity,
            Note = request.Note?.Trim() ?? "",
            FiledById = operation.Actor.AccountId,
            FiledBy = operation.Actor.Name,
            FiledOn = operation.Today,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(DutyProofKind.KindCode, row.SiteId, DutyProofKind.RefOf(row.Id), request.Files ?? [], cancellationToken);
        await mediator.Publish(new DutiesFulfilled([ProofRules.Fact(row, operation.Today)]), cancellationToken);
        operation.Note($"登记“{duty.Name}”凭证，{DueDates.NameOf(duty.Cadence, row.Period)}");
        return row.Id;
    }

    private async Task<Guid> UnitAsync(DutyDefinition duty, FileProof request, CancellationToken cancellationToken)
    {
        if (!ProofRules.NeedsVillage(duty))
        {
            return Guid.Empty;
        }

        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        return request.UnitId is { } unit && villages.Any(v => v.Id == unit)
            ? unit
            : throw new RefusalException("UNKNOWN_VILLAGE", "这项职责按村（社区）登记，请选择本乡镇的村（社区）。", RefusalKind.Invalid, [new(nameof(request.UnitId), "请选择村（社区）")]);
    }
}

internal static class ProofRules
{
    public static RefusalException UnknownDuty() => new("UNKNOWN_DUTY", "没有这项职责。", RefusalKind.NotFound);

    public static bool NeedsVillage(DutyDefinition duty) => duty.Level == DutyLevel.Village || duty.PerVillage;

    /// <summary>
    /// The period a proof counts for. What is owed by the day or follows the last time counts where it was done; the rest for the period named, which must
    /// have begun by then: nobody has done in advance what a later period asks.
    /// </summary>
    public static DateOnly PeriodOf(DutyDefinition duty, DateOnly doneOn, DateOnly? named)
    {
        var own = DueDates.PeriodOf(duty.Cadence, doneOn);
        if (named is not { } day || duty.Cadence is Cadence.Daily or Cadence.AfterLast)
        {
            return own;
        }

        var period = DueDates.PeriodOf(duty.Cadence, day);
        return period <= doneOn
            ? period
            : throw new RefusalException(
                "DONE_BEFORE_PERIOD", $"完成日期早于所属期间（{DueDates.NameOf(duty.Cadence, period)}），请核对。", RefusalKind.Invalid, [new("DoneOn", "早于所属期间")]);
    }

    public static DutyFulfilled Fact(ManualProof row, DateOnly today) => new(row.DutyCode, row.SiteId, row.UnitId, row.Period, row.EvidenceRef, row.DoneOn, today, row.Quantity);
}

/// <summary>Files of proofs filed by hand.</summary>
internal sealed class DutyProofKind(OversightDbContext db) : AttachmentKind
{
    public const string KindCode = "duty-proof";

    public static string RefOf(Guid proof) => $"proof:{proof}";

    public override string Code => KindCode;

    public override string Title => "履职凭证";

    public override string ViewPermission => OversightPermissions.ViewDuties;

    public override string WritePermission => OversightPermissions.FileProof;

    public override async Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        var there = Guid.TryParse(recordRef.Split(':')[^1], out var id)
            && await db.Set<ManualProof>().AnyAsync(p => p.Id == id && p.SiteId == siteId && !p.Withdrawn, cancellationToken);
        if (!there)
        {
            throw new RefusalException("NOT_FOUND", "没有找到这份凭证，或它已经撤回。", RefusalKind.NotFound);
        }
    }
}
