using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>
/// Record of an inquiry by two officers of the case whose certificates were valid on that day and were shown. Refuses MIN_TWO_OFFICERS, CERTIFICATE_NOT_SHOWN, WRONG_STATE,
/// WRONG_DAY, NOT_HANDLER.
/// </summary>
/// <param name="Officers">Staff ids of those who asked.</param>
/// <param name="Signature">Signed by the person asked, or why not.</param>
[Label("登记询问笔录")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/inquiries", "登记询问笔录：两名办案人员、出示证件、被询问人签字")]
[Clauses("P3-ENFPROC-03a")]
internal sealed record RecordInquiry(
    int SiteId, Guid Id, DateOnly? HeldOn, string? Place, AskedRole Role, string AskedName, IReadOnlyList<Guid> Officers, bool CertificatesShown, string Text, string Signature, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class RecordInquiryValidator : AbstractValidator<RecordInquiry>
{
    public RecordInquiryValidator()
    {
        RuleFor(r => r.HeldOn).NotNull().WithMessage("请填写询问日期。");
        RuleFor(r => r.Place).MaximumLength(200).WithMessage("地点最多 200 字。");
        RuleFor(r => r.Role).IsInEnum().WithMessage("请选择被询问人身份。");
        RuleFor(r => r.AskedName).NotEmpty().WithMessage("请填写被询问人。").MaximumLength(50).WithMessage("姓名最多 50 字。");
        RuleFor(r => r.Officers).NotNull().WithMessage("请选择询问人。");
        RuleFor(r => r.Text).NotEmpty().WithMessage("请填写笔录内容。").MaximumLength(4000).WithMessage("笔录最多 4000 字，更长的请扫描后作为附件上传。");
        RuleFor(r => r.Signature).NotEmpty().WithMessage("请写明被询问人是否签字；拒绝签字的写明情况。").MaximumLength(200).WithMessage("签字情况最多 200 字。");
    }
}

internal sealed class RecordInquiryHandler(EnforcementDbContext db, CaseDesk desk, Operation operation) : IRequestHandler<RecordInquiry, Guid>
{
    public async Task<Guid> Handle(RecordInquiry request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var on = request.HeldOn!.Value;
        var material = await desk.MaterialAsync(row, on, cancellationToken);
        CaseProcedure.Require(CaseStep.Inquire, row, material);
        if (on < row.FiledOn || on > operation.Today)
        {
            throw new RefusalException("WRONG_DAY", $"询问日期须在立案日 {row.FiledOn:yyyy-MM-dd} 和今天之间。", RefusalKind.Invalid, [new FieldError(nameof(request.HeldOn), "请核对日期")]);
        }

        var asking = await db.Set<CaseOfficer>().AsNoTracking().Where(o => o.CaseId == row.Id && o.RecusedOn == null).ToListAsync(cancellationToken);
        asking = [.. asking.Where(o => request.Officers.Contains(o.StaffId)).OrderBy(o => o.Name)];
        var certified = await desk.CertificatesAsync([.. asking.Select(o => o.StaffId)], on, cancellationToken);
        if (certified.Count < CaseProcedure.MinOfficers)
        {
            throw CaseProcedure.Refuse(new StepBlock("MIN_TWO_OFFICERS", $"询问须由本案不少于两名、当日执法证有效的人员进行，所选的只有 {certified.Count} 名。"));
        }

        if (!request.CertificatesShown)
        {
            throw CaseProcedure.Refuse(new StepBlock("CERTIFICATE_NOT_SHOWN", "询问时应当主动出示执法证件；没有出示的，被询问人有权拒绝，笔录不能入卷。"));
        }

        var record = new InquiryRecord
        {
            SiteId = row.SiteId,
            CaseId = row.Id,
            Number = material.Inquiries + 1,
            HeldOn = on,
            Place = request.Place?.Trim() ?? "",
            Role = request.Role,
            AskedName = request.AskedName.Trim(),
            Officers = string.Join("、", asking.Where(o => certified.ContainsKey(o.StaffId)).Select(o => o.Name)),
            Certificates = string.Join("、", asking.Where(o => certified.ContainsKey(o.StaffId)).Select(o => certified[o.StaffId])),
            Text = request.Text.Trim(),
            Signature = request.Signature.Trim(),
            EnteredBy = operation.Actor.Name,
        };
        db.Add(record);
        await db.SaveChangesAsync(cancellationToken);
        return record.Id;
    }
}
