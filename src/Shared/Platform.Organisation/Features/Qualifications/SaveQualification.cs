using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Qualifications;

/// <summary>Records a certificate, or corrects one. Kind, person and number stay; a wrong number is made void and recorded anew.</summary>
/// <param name="Id">Null: a new certificate.</param>
/// <param name="ExpiresOn">Null: without limit.</param>
[Requires(OrganisationPermissions.ManageQualifications)]
[Endpoint(Verb.Post, "organisation/qualifications", "登记或更正资格证书")]
[Clauses("P3-STREETSUPPLY-00", "P3-COMMSUPPLY-00")]
internal sealed record SaveQualification(
    int SiteId, Guid? Id, Guid StaffId, QualificationKind Kind, string Number, string? Issuer, IssuerLevel Level, DateOnly? IssuedOn, DateOnly? ExpiresOn = null,
    Schooling Schooling = Schooling.Unknown, DateOnly? TrainedFrom = null, DateOnly? TrainedTo = null, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Id is { } id ? $"qualification:{id}" : "";
}

internal sealed class SaveQualificationValidator : AbstractValidator<SaveQualification>
{
    public SaveQualificationValidator()
    {
        RuleFor(r => r.StaffId).NotEmpty().When(r => r.Id is null).WithMessage("请选择人员");
        RuleFor(r => r.Number).NotEmpty().WithMessage("请填写证书编号").MaximumLength(40).WithMessage("证书编号最多 40 字")
            .Must(n => n is null || !QualificationRules.LooksLikeIdentityNumber(n.Trim())).WithMessage("像是身份证号，请填写证书本身的编号");
        RuleFor(r => r.Issuer).MaximumLength(100).WithMessage("发证机关最多 100 字");
        RuleFor(r => r.IssuedOn).NotNull().WithMessage("请填写发证日期");
        RuleFor(r => r.ExpiresOn).Must((r, day) => day is null || r.IssuedOn is null || day >= r.IssuedOn).WithMessage("有效期不能早于发证日期");
        RuleFor(r => r.TrainedTo).Must((r, day) => day is null || r.TrainedFrom is null || day >= r.TrainedFrom).WithMessage("培训结束不能早于培训开始");
    }
}

internal sealed class SaveQualificationHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<SaveQualification, Guid>
{
    public async Task<Guid> Handle(SaveQualification request, CancellationToken cancellationToken)
    {
        var row = request.Id is { } id ? await KnownAsync(id, request, cancellationToken) : await NewAsync(request, cancellationToken);
        (row.Issuer, row.Level, row.IssuedOn, row.ExpiresOn) = (request.Issuer?.Trim() ?? "", request.Level, request.IssuedOn!.Value, request.ExpiresOn ?? OpenEnd.Never);
        (row.Schooling, row.TrainedFrom, row.TrainedTo) = (request.Schooling, request.TrainedFrom, request.TrainedTo);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{(request.Id is null ? "登记" : "更正")}证书：{Words.Of(row.Kind)}，有效期至 {Days.Text(row.ExpiresOn)}");
        return row.Id;
    }

    private async Task<Qualification> KnownAsync(Guid id, SaveQualification request, CancellationToken cancellationToken)
    {
        var row = await db.Set<Qualification>().FirstOrDefaultAsync(q => q.Id == id && q.SiteId == request.SiteId && q.VoidReason == "", cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version ?? row.Version, row.Version);
        return row;
    }

    private async Task<Qualification> NewAsync(SaveQualification request, CancellationToken cancellationToken)
    {
        await book.ColleagueAsync(request.SiteId, request.StaffId, nameof(request.StaffId), cancellationToken);
        var number = request.Number.Trim();
        if (await db.Set<Qualification>().AnyAsync(q => q.SiteId == request.SiteId && q.Kind == request.Kind && q.Number == number && q.VoidReason == "", cancellationToken))
        {
            throw new RefusalException("NUMBER_TAKEN", $"编号为“{number}”的{Words.Of(request.Kind)}已经登记。", RefusalKind.Conflict, [new(nameof(request.Number), "已经登记")]);
        }

        var row = new Qualification { SiteId = request.SiteId, StaffId = request.StaffId, Kind = request.Kind, Number = number };
        db.Add(row);
        return row;
    }
}

/// <summary>A certificate was withdrawn, lost its meaning or was recorded by mistake. It stays visible.</summary>
[Requires(OrganisationPermissions.ManageQualifications)]
[Endpoint(Verb.Post, "organisation/qualifications/{id}/void", "作废资格证书登记")]
internal sealed record VoidQualification(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"qualification:{Id}";
}

internal sealed class VoidQualificationValidator : AbstractValidator<VoidQualification>
{
    public VoidQualificationValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class VoidQualificationHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<VoidQualification, Unit>
{
    public async Task<Unit> Handle(VoidQualification request, CancellationToken cancellationToken)
    {
        var row = await db.Set<Qualification>().FirstOrDefaultAsync(q => q.Id == request.Id && q.SiteId == request.SiteId && q.VoidReason == "", cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, row.Version);
        row.VoidReason = request.Reason.Trim();
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"作废证书：{Words.Of(row.Kind)}");
        return Unit.Value;
    }
}
