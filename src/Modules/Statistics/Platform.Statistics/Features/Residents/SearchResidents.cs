using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Residents;

/// <summary>
/// People of the ledger by full name, pinyin initials or identity number; where nobody is called so, by the beginning of either. Without a text: those of a village. Names are
/// seen: the look stands in the trail. At most seven statements; nothing is read where neither text nor village is given.
/// </summary>
/// <param name="SiteId">Township, or a division above it.</param>
/// <param name="Household">Number of a household of the village.</param>
/// <param name="Left">Also those who left or died.</param>
[Label("查找居民")]
[Requires(StatisticsPermissions.People)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/residents/search", "按姓名、拼音首字母、身份证号或村、户号查找居民；留下查看记录")]
[Clauses("P1-OFFICE-03a", "P2-OFFICE-02b")]
internal sealed record SearchResidents(int SiteId, PageRequest Page, string? Text = null, Guid? VillageId = null, string? Household = null, bool Left = false) : ICommand<Page<ResidentRow>>, ISiteRequest, IIdempotent;

/// <param name="Number">Masked identity number; empty: none.</param>
/// <param name="To">First day no more; null: lives here.</param>
internal sealed record ResidentRow(
    Guid Id, int SiteId, string Village, string GroupName, string Household, string Name, Sex Sex, DateOnly BirthDate, ResidenceKind Residence, DateOnly From, DateOnly? To, string Number,
    bool NumberDisagrees, Guid Version);

internal sealed class SearchResidentsHandler(StatisticsDbContext db, LedgerDesk desk, IMediator mediator, Protector protector, Operation operation)
    : IRequestHandler<SearchResidents, Page<ResidentRow>>
{
    private const int ShortestNumber = 15;

    public async Task<Page<ResidentRow>> Handle(SearchResidents request, CancellationToken cancellationToken)
    {
        var typed = request.Text?.Trim() ?? "";
        var text = Names.Tidy(typed) is { Reason: null } name ? name.Value : typed;
        if (text.Length == 0 && request.VillageId is null)
        {
            return new Page<ResidentRow>([], 0);
        }

        var people = await PeopleAsync(request, cancellationToken);
        var (found, total) = text.Length == 0 ? (people, await people.CountAsync(cancellationToken)) : await ByTextAsync(people, text, cancellationToken);
        var rows = total == 0 ? [] : await found.OrderBy(r => r.SiteId).ThenBy(r => r.VillageId).ThenBy(r => r.Name).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .GroupJoin(db.Set<Household>(), r => r.HouseholdId, h => h.Id, (r, h) => new { Resident = r, Households = h })
            .SelectMany(x => x.Households.DefaultIfEmpty(), (x, h) => new { x.Resident, Group = h == null ? "" : h.GroupName, Household = h == null ? "" : h.Number })
            .ToListAsync(cancellationToken);
        operation.Note($"查找居民，共 {total} 条");
        var villages = await desk.VillageNamesAsync([.. rows.Select(r => r.Resident.SiteId).Distinct()], cancellationToken);
        return new Page<ResidentRow>(
            [
                .. rows.Select(r => new ResidentRow(
                    r.Resident.Id, r.Resident.SiteId, villages.GetValueOrDefault(r.Resident.VillageId, ""), r.Group, r.Household, r.Resident.Name, r.Resident.Sex, r.Resident.BirthDate,
                    r.Resident.Residence, r.Resident.From, r.Resident.To == OpenEnd.Never ? null : r.Resident.To,
                    protector.Mask(LedgerFields.IdentityNumber, r.Resident.Id, r.Resident.IdentityNumber), r.Resident.NumberDisagrees, r.Resident.Version)),
            ],
            total);
    }

    private async Task<IQueryable<Resident>> PeopleAsync(SearchResidents request, CancellationToken cancellationToken)
    {
        var range = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).Select(d => new { d.Lo, d.Hi }).FirstOrDefault();
        var (lo, hi) = (range?.Lo ?? request.SiteId, range?.Hi ?? request.SiteId);
        var people = db.Set<Resident>().AsNoTracking().Where(r => r.SiteId >= lo && r.SiteId <= hi);
        people = request.Left ? people.Where(r => r.To > r.From) : people.Where(r => r.To == OpenEnd.Never);
        people = request.VillageId is { } village ? people.Where(r => r.VillageId == village) : people;
        return request.Household?.Trim() is { Length: > 0 } number
            ? people.Where(r => db.Set<Household>().Any(h => h.Id == r.HouseholdId && h.Number == number))
            : people;
    }

    private async Task<(IQueryable<Resident> Found, int Total)> ByTextAsync(IQueryable<Resident> people, string text, CancellationToken cancellationToken)
    {
        if (text.Count(char.IsAsciiDigit) >= ShortestNumber)
        {
            var indexes = protector.Indexes(LedgerFields.IdentityNumber, text);
            var numbered = people.Where(r => indexes.Contains(r.IdentityNumberIndex));
            return (numbered, await numbered.CountAsync(cancellationToken));
        }

        var latin = text.All(char.IsAscii);
        var key = latin ? text.ToLowerInvariant() : text;
        var exact = latin ? people.Where(r => r.Initials == key) : people.Where(r => r.Name == key);
        if (await exact.CountAsync(cancellationToken) is var same and > 0)
        {
            return (exact, same);
        }

        var begun = latin ? people.Where(r => r.Initials.StartsWith(key)) : people.Where(r => r.Name.StartsWith(key));
        return (begun, await begun.CountAsync(cancellationToken));
    }
}
