using FluentValidation;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>What a person fills in about an instrument. Days are inclusive.</summary>
/// <param name="TerritoryId">Division id; 0 is the nation.</param>
/// <param name="EndedBy">Code of the instrument that ended it.</param>
/// <param name="Unseen">What of it was not seen in a source.</param>
internal sealed record InstrumentFields(
    string Title,
    string? ShortTitle,
    string? DocumentNumber,
    string? IssuingBody,
    InstrumentLevel Level,
    int TerritoryId,
    DateOnly? From,
    DateOnly? To,
    Ending Ending,
    string? EndedBy,
    string? Summary,
    string Source,
    string? SourceUrl,
    string? Unseen)
{
    public void WriteTo(Instrument e, (int Lo, int Hi) territory)
    {
        (e.Title, e.ShortTitle, e.DocumentNumber, e.IssuingBody) = (Title.Trim(), Text(ShortTitle), Text(DocumentNumber), Text(IssuingBody));
        (e.Level, e.TerritoryId, e.TerritoryLo, e.TerritoryHi) = (Level, TerritoryId, territory.Lo, territory.Hi);
        (e.From, e.To, e.Ending, e.EndedBy) = (From!.Value, To, To is null ? Ending.None : Ending, To is null ? "" : BasisReference.CodeOf(EndedBy ?? ""));
        (e.Summary, e.Source, e.SourceUrl, e.Unseen) = (Text(Summary), Source.Trim(), Text(SourceUrl), Text(Unseen));
    }

    private static string Text(string? text) => text?.Trim() ?? "";
}

internal sealed class InstrumentFieldsValidator : AbstractValidator<InstrumentFields>
{
    public InstrumentFieldsValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("请填写名称").MaximumLength(200).WithMessage("名称最多 200 字");
        RuleFor(f => f.ShortTitle).MaximumLength(60).WithMessage("简称最多 60 字");
        RuleFor(f => f.DocumentNumber).MaximumLength(100).WithMessage("文号最多 100 字");
        RuleFor(f => f.IssuingBody).MaximumLength(100).WithMessage("发布机关最多 100 字");
        RuleFor(f => f.Level).IsInEnum().WithMessage("请选择层级");
        RuleFor(f => f.TerritoryId).GreaterThanOrEqualTo(0).WithMessage("请选择适用地域");
        RuleFor(f => f.From).NotNull().WithMessage("请填写施行日期");
        RuleFor(f => f.To).Must((f, to) => to is null || f.From is null || to >= f.From).WithMessage("失效日期不能早于施行日期");
        RuleFor(f => f.Ending).Must((f, e) => f.To is null || e != Ending.None).WithMessage("有失效日期时，请选择失效方式");
        RuleFor(f => f.EndedBy).MaximumLength(40).WithMessage("编号最多 40 字");
        RuleFor(f => f.Summary).MaximumLength(2000).WithMessage("要点最多 2000 字");
        RuleFor(f => f.Source).NotEmpty().WithMessage("请写明文本来源").MaximumLength(500).WithMessage("来源最多 500 字");
        RuleFor(f => f.SourceUrl).MaximumLength(500).WithMessage("来源网址最多 500 字")
            .Must(IsAddress).WithMessage("来源网址应以 http:// 或 https:// 开头");
        RuleFor(f => f.Unseen).MaximumLength(500).WithMessage("尚未核实的内容最多 500 字");
    }

    private static bool IsAddress(string? text) =>
        string.IsNullOrWhiteSpace(text) || (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));
}
