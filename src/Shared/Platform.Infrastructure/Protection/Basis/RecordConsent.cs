using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Basis;

/// <summary>Records a person's consent to a protected field: when, how, for what, and by whom. From then on it can be withdrawn.</summary>
[SignedIn]
[Endpoint(Verb.Post, "protected-fields/{field}/{recordId}/consent", "登记本人（或监护人）对一项受保护内容的同意")]
internal sealed record RecordConsent(
    string Field, Guid RecordId, int SiteId, DateOnly GivenOn, string GivenHow, string Purpose, ConsentGiver Giver = ConsentGiver.Self, string? GuardianName = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"{Field?.Split('.')[0]}:{RecordId}";
}

internal sealed class RecordConsentValidator : AbstractValidator<RecordConsent>
{
    public RecordConsentValidator()
    {
        RuleFor(r => r.GivenHow).NotEmpty().WithMessage("请填写同意的方式").MaximumLength(60).WithMessage("同意的方式最多 60 个字");
        RuleFor(r => r.Purpose).NotEmpty().WithMessage("请填写用途").MaximumLength(200).WithMessage("用途最多 200 个字");
        RuleFor(r => r.GuardianName).NotEmpty().When(r => r.Giver == ConsentGiver.Guardian).WithMessage("请填写监护人姓名").MaximumLength(50).WithMessage("姓名最多 50 个字");
    }
}

internal sealed class RecordConsentHandler(BasisDesk desk, CoreDbContext db, Operation operation) : IRequestHandler<RecordConsent, Guid>
{
    public async Task<Guid> Handle(RecordConsent request, CancellationToken cancellationToken)
    {
        var (field, record, _) = await desk.OpenAsync(request.Field, request.RecordId, request.SiteId, cancellationToken);
        if (request.GivenOn > operation.Today)
        {
            throw new RefusalException("DAY_IN_FUTURE", "同意的日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.GivenOn), "不能晚于今天")]);
        }

        if (field.Get(record).State != ProtectedState.Present)
        {
            throw new RefusalException("NOTHING_TO_CONSENT_TO", $"没有登记{field.Name}，请先登记再记同意。", RefusalKind.Conflict);
        }

        var basis = new DataBasis
        {
            SiteId = request.SiteId,
            SubjectRef = field.RefOf(record.Id),
            Field = field.Code,
            GivenOn = request.GivenOn,
            GivenHow = request.GivenHow.Trim(),
            Purpose = request.Purpose.Trim(),
            Giver = request.Giver,
            GuardianName = request.Giver == ConsentGiver.Guardian ? request.GuardianName!.Trim() : "",
        };
        db.Add(basis);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记对{field.Name}的同意");
        return basis.Id;
    }
}
