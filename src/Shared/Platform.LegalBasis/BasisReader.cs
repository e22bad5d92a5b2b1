using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis;

/// <summary>Reads what a batch of questions needs, with five statements whatever its size, and answers it in order.</summary>
internal sealed class BasisReader(LegalBasisDbContext db, IMediator mediator)
{
    private static readonly Place Nation = new("全国", 0, 999_999_999);

    public async Task<IReadOnlyList<BasisAnswer>> AnswerAsync(IReadOnlyList<BasisQuestion> questions, CancellationToken cancellationToken)
    {
        var codes = questions.Select(q => BasisReference.Of(q).Code).Where(c => c.Length > 0).Distinct().ToList();
        var instruments = await db.Set<Instrument>().AsNoTracking().Where(i => codes.Contains(i.Code)).ToListAsync(cancellationToken);
        var ids = instruments.Select(i => i.Id).ToList();
        var provisions = await db.Set<Provision>().AsNoTracking().Where(p => ids.Contains(p.InstrumentId)).ToListAsync(cancellationToken);
        var subjects = provisions.Select(p => p.SubjectCode).Where(s => s.Length > 0).Distinct().ToList();
        var repeals = await (from repeal in db.Set<SubjectRepeal>().AsNoTracking()
                             where subjects.Contains(repeal.SubjectCode)
                             join subject in db.Set<Subject>() on repeal.SubjectCode equals subject.Code
                             join higher in db.Set<Instrument>() on repeal.InstrumentId equals higher.Id
                             orderby repeal.From
                             select new SuperiorRepeal(repeal.SubjectCode, subject.Name, repeal.From, higher)).ToListAsync(cancellationToken);
        var enders = instruments.Select(i => i.EndedBy).Where(c => c.Length > 0).Distinct().ToList();
        var titles = await db.Set<Instrument>().AsNoTracking().Where(i => enders.Contains(i.Code)).ToDictionaryAsync(i => i.Code, i => i.Title, cancellationToken);
        var places = (await mediator.Send(
            new GetDivisions([.. questions.Select(q => q.PlaceId).Concat(instruments.Select(i => i.TerritoryId)).Where(id => id > 0).Distinct()]), cancellationToken))
            .ToDictionary(d => d.Id);

        var material = new BasisMaterial(
            instruments.ToDictionary(i => i.Code),
            provisions.OrderBy(p => p, ArticleOrder.Instance).ToLookup(p => p.InstrumentId),
            repeals.ToLookup(r => r.SubjectCode),
            titles,
            places.ToDictionary(p => p.Key, p => p.Value.FullName));
        return [.. questions.Select(q => BasisJudge.Judge(q, PlaceOf(q.PlaceId, places), material))];
    }

    // A place that was never loaded stands for what its code says.
    private static Place PlaceOf(int id, Dictionary<int, DivisionRow> known) =>
        id <= 0 ? Nation
        : known.TryGetValue(id, out var row) ? new Place(row.FullName, row.Lo, row.Hi)
        : new Place(Territory.NameOf(id, new Dictionary<int, string>()), Territory.Of(id).Lo, Territory.Of(id).Hi);
}
