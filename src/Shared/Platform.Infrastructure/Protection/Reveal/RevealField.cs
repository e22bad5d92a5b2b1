using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Reveal;

/// <summary>
/// Opens one protected field of one record in full, once, with a reason (rights.md 7). The permission is the field's own; the value is given only when the
/// trail entry has been committed.
/// </summary>
/// <param name="Field">Code of the field, for example <c>staff.phone</c>.</param>
[SignedIn]
[Endpoint(Verb.Post, "protected-fields/{field}/{recordId}/reveal", "查看一条记录的一项受保护内容，须写明理由")]
internal sealed record RevealField(string Field, Guid RecordId, int SiteId, string Reason) : ICommand<RevealedField>, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"{Field?.Split('.')[0]}:{RecordId}";
}

/// <param name="Left">How many more the account may open today.</param>
internal sealed record RevealedField(string Value, int Left)
{
    public override string ToString() => "（受保护）";
}

internal sealed class RevealFieldValidator : AbstractValidator<RevealField>
{
    public RevealFieldValidator()
    {
        RuleFor(r => r.Field).NotEmpty().WithMessage("请指明要查看的内容");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明查看的理由，2 至 200 个字");
    }
}

internal sealed class RevealFieldHandler(ProtectedRecords records, Protector protector, RevealBudget budget, Operation operation)
    : IRequestHandler<RevealField, RevealedField>
{
    public async Task<RevealedField> Handle(RevealField request, CancellationToken cancellationToken)
    {
        var (field, record, _) = await records.FindAsync(request.Field, request.RecordId, request.SiteId, cancellationToken);
        if (!operation.Actor.May(field.Permission))
        {
            throw new RefusalException("NO_PERMISSION", $"您没有查看完整{field.Name}的权限，请与管理员联系。", RefusalKind.Forbidden);
        }

        var value = field.Get(record);
        switch (value.State)
        {
            case ProtectedState.Empty:
                throw new RefusalException("NOTHING_TO_REVEAL", $"没有登记{field.Name}。", RefusalKind.NotFound);
            case ProtectedState.Withdrawn:
                throw new RefusalException("CONSENT_WITHDRAWN", $"本人已撤回同意，{field.Name}不能再查看。", RefusalKind.Refused);
        }

        var left = await budget.SpendAsync(cancellationToken);
        operation.Note($"查看完整{field.Name}");
        return new RevealedField(protector.Open(field, record.Id, value), left);
    }
}
