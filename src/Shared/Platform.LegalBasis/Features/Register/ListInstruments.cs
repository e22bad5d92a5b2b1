using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

internal enum TerritoryChoice { Here, Nation, Local }

/// <summary>One page of the register, which everybody may read whatever their scope. Three statements.</summary>
/// <param name="Text">Part of the title, short title or document number, or the beginning of the code.</param>
/// <param name="Territory">Here: applies to the caller's whole scope. Nation: national texts. Local: all others.</param>
/// <param name="Day">Only what is in force on that day.</param>
[Requires(LegalBasisPermissions.View)]
[Endpoint(Verb.Get, "legal-basis/instruments", "法律依据列表，可按名称、文号、层级、适用地域、某日有效、是否复核查找")]
[Clauses("P3-ENFPROC-01")]
internal sealed record ListInstruments(
    PageRequest Page, string? Text = null, InstrumentLevel? Level = null, TerritoryChoice? Territory = null, DateOnly? Day = null, bool? Confirmed = null)
    : IQuery<Page<InstrumentRow>>;

internal sealed record InstrumentRow(
    Guid Id, string Code, string Title, string DocumentNumber, string Level, string Territory, DateOnly From, DateOnly? To, string State, bool Confirmed);

internal sealed class ListInstrumentsHandler(LegalBasisDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListInstruments, Page<InstrumentRow>>
{
    public async Task<Page<InstrumentRow>> Handle(ListInstruments request, CancellationToken cancellationToken)
    {
        var rows = Filter(request);
        var total = await rows.CountAsync(cancellationToken);
        var page = await Sorted(rows, request.Page.Sort).ThenBy(i => i.Code).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var territories = await TerritoryNames.OfAsync(mediator, page.Select(i => i.TerritoryId), cancellationToken);
        var day = request.Day ?? operation.Today;
        return new Page<InstrumentRow>(
            [.. page.Select(i => new InstrumentRow(i.Id, i.Code, i.Title, i.DocumentNumber, Words.Of(i.Level), territories.Of(i.TerritoryId), i.From, i.To, i.StateOn(day), i.Confirmed))],
            total);
    }

    private IQueryable<Instrument> Filter(ListInstruments request)
    {
        var rows = db.Set<Instrument>().AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            var code = BasisReference.CodeOf(text);
            rows = rows.Where(i => i.Code.StartsWith(code) || i.Title.Contains(text) || i.ShortTitle.Contains(text) || i.DocumentNumber.Contains(text));
        }

        var (lo, hi) = (operation.Actor.Scope.Lo, operation.Actor.Scope.Hi);
        rows = request.Territory switch
        {
            TerritoryChoice.Here => rows.Where(i => i.TerritoryLo <= lo && i.TerritoryHi >= hi),
            TerritoryChoice.Nation => rows.Where(i => i.TerritoryId == 0),
            TerritoryChoice.Local => rows.Where(i => i.TerritoryId != 0),
            _ => rows,
        };
        rows = request.Level is { } level ? rows.Where(i => i.Level == level) : rows;
        rows = request.Day is { } day ? rows.Where(i => i.From <= day && (i.To == null || i.To >= day)) : rows;
        return request.Confirmed is { } confirmed ? rows.Where(i => i.Confirmed == confirmed) : rows;
    }

    private static IOrderedQueryable<Instrument> Sorted(IQueryable<Instrument> rows, string? sort) => sort switch
    {
        "-Code" => rows.OrderByDescending(i => i.Code),
        "From" => rows.OrderBy(i => i.From),
        "-From" => rows.OrderByDescending(i => i.From),
        "To" => rows.OrderBy(i => i.To),
        "-To" => rows.OrderByDescending(i => i.To),
        _ => rows.OrderBy(i => i.Code),
    };
}

/// <summary>Names of territories, one statement for a page.</summary>
internal sealed class TerritoryNames(IReadOnlyDictionary<int, string> names)
{
    public static async Task<TerritoryNames> OfAsync(IMediator mediator, IEnumerable<int> ids, CancellationToken cancellationToken) =>
        new((await mediator.Send(new GetDivisions([.. ids.Where(id => id > 0).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.FullName));

    public string Of(int id) => Territory.NameOf(id, names);
}
