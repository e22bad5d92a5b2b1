using FluentValidation;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>What a person fills in about a provision.</summary>
/// <param name="Levels">Levels of office that may act on it; empty: any.</param>
/// <param name="Subject">Chinese name of the matter it is about; a new name makes a new matter.</param>
/// <param name="From">Own first day; null: that of the instrument.</param>
internal sealed record ProvisionFields(
    string Text, IReadOnlyList<ActKind>? Acts, IReadOnlyList<DivisionLevels>? Levels, string? Subject, DateOnly? From, DateOnly? To)
{
    public void WriteTo(Provision e, string subjectCode)
    {
        (e.Text, e.Acts, e.SubjectCode) = (Text.Trim(), Provision.ActsOf(Acts ?? []), subjectCode);
        e.ActingLevels = (Levels ?? []).Aggregate(DivisionLevels.None, (all, one) => all | one);
        (e.From, e.To) = (From, To);
    }
}

internal sealed class ProvisionFieldsValidator : AbstractValidator<ProvisionFields>
{
    public ProvisionFieldsValidator()
    {
        RuleFor(f => f.Text).NotEmpty().WithMessage("请填写条文要点").MaximumLength(1000).WithMessage("条文要点最多 1000 字");
        RuleForEach(f => f.Acts).IsInEnum().WithMessage("行为种类不对");
        RuleFor(f => f.Subject).MaximumLength(100).WithMessage("事项名称最多 100 字");
        RuleFor(f => f.To).Must((f, to) => to is null || f.From is null || to >= f.From).WithMessage("终止日不能早于起始日");
    }
}
