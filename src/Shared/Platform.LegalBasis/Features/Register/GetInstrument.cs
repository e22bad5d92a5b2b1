using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>One instrument with its articles, what ended it, what it ended, and all its editions. Seven statements.</summary>
[Requires(LegalBasisPermissions.View)]
[Endpoint(Verb.Get, "legal-basis/instruments/{id}", "查看一份文件：条款、施行和失效、由何文件终止、取消的事项、历次版本")]
[Clauses("P1-OFFICE-09", "P3-ENFPROC-01", "P3-ENFPROC-03b", "P3-ENFPROC-05", "P4-VILLAGELINK-02a", "P4-DIRECTOR-05")]
internal sealed record GetInstrument(Guid Id) : IQuery<InstrumentView>;

/// <param name="Editable">The caller's scope holds the whole territory.</param>
internal sealed record InstrumentView(
    Guid Id, string Code, InstrumentFields Fields, string Territory, string State, int Edition, bool Confirmed, string ConfirmedByName, DateOnly? ConfirmedOn,
    Guid EditedById, string EditedByName, Guid Version, bool Editable, OtherInstrument? EndedBy, IReadOnlyList<OtherInstrument> Ended,
    IReadOnlyList<AbolishedSubject> Abolished, IReadOnlyList<ProvisionRow> Provisions, IReadOnlyList<EditionLine> Editions, IReadOnlyList<string> Subjects);

internal sealed record OtherInstrument(Guid Id, string Code, string Title);

internal sealed record AbolishedSubject(string Name, DateOnly From, string Note);

/// <param name="Overridden">Chinese sentence when a higher instrument abolished its matter; empty otherwise.</param>
internal sealed record ProvisionRow(
    Guid Id, string Reference, string Article, string Text, IReadOnlyList<ActKind> Acts, DivisionLevels Levels, string Subject, string Overridden, DateOnly? From, DateOnly? To,
    bool Confirmed, string ConfirmedByName, Guid EditedById, Guid Version);

internal sealed class GetInstrumentHandler(LegalBasisDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetInstrument, InstrumentView>
{
    public async Task<InstrumentView> Handle(GetInstrument request, CancellationToken cancellationToken)
    {
        var i = await db.Set<Instrument>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == request.Id, cancellationToken) ?? throw RegisterRefusals.NotFound();
        var provisions = await db.Set<Provision>().AsNoTracking().Where(p => p.InstrumentId == i.Id).ToListAsync(cancellationToken);
        var subjects = await db.Set<Subject>().AsNoTracking().OrderBy(s => s.Name).ToDictionaryAsync(s => s.Code, s => s.Name, cancellationToken);
        var codes = provisions.Select(p => p.SubjectCode).Where(c => c.Length > 0).Distinct().ToList();
        var repeals = await (from repeal in db.Set<SubjectRepeal>().AsNoTracking()
                             where repeal.InstrumentId == i.Id || codes.Contains(repeal.SubjectCode)
                             join higher in db.Set<Instrument>() on repeal.InstrumentId equals higher.Id
                             orderby repeal.From
                             select new { repeal.SubjectCode, repeal.From, repeal.Note, By = higher }).ToListAsync(cancellationToken);
        var others = await db.Set<Instrument>().AsNoTracking().Where(e => e.EndedBy == i.Code || e.Code == i.EndedBy)
            .OrderBy(e => e.Code).Select(e => new OtherInstrument(e.Id, e.Code, e.Title)).ToListAsync(cancellationToken);
        var editions = await db.Set<EntryHistory>().AsNoTracking().Where(h => h.InstrumentId == i.Id)
            .OrderByDescending(h => h.Edition).ThenByDescending(h => h.Id)
            .Select(h => new EditionLine(h.Edition, Words.Of(h.Act), h.At, h.ByName, h.Reason, h.Changes, h.Before)).ToListAsync(cancellationToken);
        var territories = await TerritoryNames.OfAsync(mediator, [i.TerritoryId], cancellationToken);
        return new InstrumentView(
            i.Id, i.Code,
            new InstrumentFields(i.Title, i.ShortTitle, i.DocumentNumber, i.IssuingBody, i.Level, i.TerritoryId, i.From, i.To, i.Ending, i.EndedBy, i.Summary, i.Source, i.SourceUrl, i.Unseen),
            territories.Of(i.TerritoryId), i.StateOn(operation.Today), i.Edition, i.Confirmed, i.ConfirmedByName, i.ConfirmedOn, i.EditedById, i.EditedByName, i.Version,
            operation.Actor.Scope.Contains(new DivisionScope(i.TerritoryLo, i.TerritoryLo, i.TerritoryHi)),
            i.EndedBy.Length == 0 ? null : others.Find(o => o.Code == i.EndedBy),
            [.. others.Where(o => o.Code != i.EndedBy)],
            [.. repeals.Where(r => r.By.Id == i.Id).Select(r => new AbolishedSubject(subjects.GetValueOrDefault(r.SubjectCode, ""), r.From, r.Note))],
            [
                .. provisions.OrderBy(p => p, ArticleOrder.Instance).Select(p => new ProvisionRow(
                    p.Id, p.Reference(i.Code), Words.Article(p.Article, p.Paragraph), p.Text, p.ActList, p.ActingLevels, subjects.GetValueOrDefault(p.SubjectCode, ""),
                    repeals.Find(r => r.SubjectCode == p.SubjectCode && Words.Rank(r.By.Level) < Words.Rank(i.Level)) is { } over
                        ? $"自{Words.Day(over.From)}起已由上位的{Words.Quoted(over.By.Title)}取消" : "",
                    p.From, p.To, p.Confirmed, p.ConfirmedByName, p.EditedById, p.Version)),
            ],
            editions, [.. subjects.Values]);
    }
}
