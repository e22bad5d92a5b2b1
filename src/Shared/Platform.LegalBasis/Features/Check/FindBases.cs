using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Check;

/// <summary>Instruments and their articles by code, part of the title or document number: at most 20, whole instruments first.</summary>
[Requires(LegalBasisPermissions.View)]
[Endpoint(Verb.Get, "legal-basis/find", "按编号、名称或文号查找依据和条款，供选择")]
internal sealed record FindBases(string Text) : IQuery<IReadOnlyList<BasisChoice>>;

/// <param name="Reference">As <c>CheckLegalBasis.Basis</c> takes it.</param>
internal sealed record BasisChoice(string Reference, string Name);

internal sealed class FindBasesHandler(LegalBasisDbContext db) : IRequestHandler<FindBases, IReadOnlyList<BasisChoice>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<BasisChoice>> Handle(FindBases request, CancellationToken cancellationToken)
    {
        var parts = request.Text.Trim().Split('/', 2);
        var (text, code) = (parts[0].Trim(), BasisReference.CodeOf(parts[0]));
        if (text.Length == 0)
        {
            return [];
        }

        var exact = parts.Length == 2;
        var instruments = await db.Set<Instrument>().AsNoTracking()
            .Where(i => exact ? i.Code == code : i.Code.StartsWith(code) || i.Title.Contains(text) || i.ShortTitle.Contains(text) || i.DocumentNumber.Contains(text))
            .OrderBy(i => i.Code).Take(Most)
            .Select(i => new { i.Id, i.Code, i.Title, i.From }).ToListAsync(cancellationToken);
        var ids = instruments.Select(i => i.Id).ToList();
        var provisions = (await db.Set<Provision>().AsNoTracking().Where(p => ids.Contains(p.InstrumentId)).ToListAsync(cancellationToken))
            .OrderBy(p => p, ArticleOrder.Instance).ToLookup(p => p.InstrumentId);
        var whole = instruments.Select(i => new BasisChoice(i.Code, $"{i.Code} {i.Title}（{i.From:yyyy-MM-dd} 起）"));
        var articles = instruments.SelectMany(i => provisions[i.Id].Where(p => p.Article.Length > 0)
            .Select(p => new BasisChoice(p.Reference(i.Code), $"{p.Reference(i.Code)} {i.Title} {Words.Article(p.Article, p.Paragraph)}")));
        return exact
            ? [.. articles.Where(a => a.Reference.StartsWith($"{code}/{parts[1].Trim()}", StringComparison.Ordinal)).Take(Most)]
            : [.. whole.Concat(articles).Take(Most)];
    }
}
