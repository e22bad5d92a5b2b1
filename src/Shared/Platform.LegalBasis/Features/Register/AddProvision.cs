using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>Adds an article to an instrument. Refuses ARTICLE_TAKEN.</summary>
/// <param name="Article">Number without 第…条; empty: the instrument as a whole.</param>
[Requires(LegalBasisPermissions.Edit)]
[Endpoint(Verb.Post, "legal-basis/instruments/{instrumentId}/provisions", "为一份文件增加条款，写明允许的行为")]
internal sealed record AddProvision(Guid InstrumentId, string? Article, string? Paragraph, ProvisionFields Fields, Guid? Version = null) : ICommand<Guid>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"legal-basis:{InstrumentId}";
}

internal sealed class AddProvisionValidator : AbstractValidator<AddProvision>
{
    public AddProvisionValidator()
    {
        RuleFor(r => r.Article).MaximumLength(20).WithMessage("条最多 20 字").Matches("^[^/]*$").WithMessage("条只填号码，例如 40");
        RuleFor(r => r.Paragraph).MaximumLength(20).WithMessage("款最多 20 字").Matches("^[^/]*$").WithMessage("款只填号码，例如 1");
        RuleFor(r => r.Fields).NotNull().WithMessage("请填写内容").SetValidator(new ProvisionFieldsValidator());
    }
}

internal sealed class AddProvisionHandler(LegalBasisDbContext db, LegalDesk desk) : IRequestHandler<AddProvision, Guid>
{
    public async Task<Guid> Handle(AddProvision request, CancellationToken cancellationToken)
    {
        var instrument = await desk.OpenAsync(request.InstrumentId, request.Version, cancellationToken);
        var (article, paragraph) = (request.Article?.Trim() ?? "", request.Paragraph?.Trim() ?? "");
        if (await db.Set<Provision>().AnyAsync(p => p.InstrumentId == instrument.Id && p.Article == article && p.Paragraph == paragraph, cancellationToken))
        {
            throw new RefusalException(
                "ARTICLE_TAKEN", $"{Words.Article(article, paragraph)}已经登记，请在原有条款上更正。", RefusalKind.Conflict, [new(nameof(request.Article), "已经登记")]);
        }

        var provision = new Provision { InstrumentId = instrument.Id, Article = article, Paragraph = paragraph, Text = request.Fields.Text };
        request.Fields.WriteTo(provision, await desk.SubjectAsync(request.Fields.Subject, cancellationToken));
        desk.Sign(provision);
        db.Add(provision);
        desk.Record(instrument, EntryAct.ProvisionAdded, "", EntryText.None, EntryText.Of(provision, request.Fields.Subject ?? ""));
        await db.SaveChangesAsync(cancellationToken);
        return provision.Id;
    }
}
