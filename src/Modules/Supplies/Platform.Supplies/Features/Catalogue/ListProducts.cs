using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Catalogue;

/// <summary>Products of the catalogues that count for the caller, by item number.</summary>
/// <param name="Text">Beginning of the name or the item number.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/products", "药具品种目录")]
[Clauses("P3-DISTRIBUTION-03")]
internal sealed record ListProducts(PageRequest Page, string? Text = null, bool? Active = null) : IQuery<Page<ProductRow>>;

/// <param name="Packs">Name and base units, the largest first.</param>
/// <param name="Own">The caller's division keeps it.</param>
internal sealed record ProductRow(
    Guid Id, int DivisionId, string Code, string Name, string Specification, string Dose, string Unit, IReadOnlyList<PackRow> Packs, string Gtin, bool InstitutionOnly, bool Active, bool Own,
    Guid Version)
{
    public string PackText => string.Join('，', Packs.Select(p => $"每{p.Name} {p.Units} {Unit}"));
}

internal sealed record PackRow(string Name, int Units);

internal sealed class ListProductsHandler(SuppliesDbContext db, Operation operation) : IRequestHandler<ListProducts, Page<ProductRow>>
{
    public async Task<Page<ProductRow>> Handle(ListProducts request, CancellationToken cancellationToken)
    {
        // Catalogues of the divisions above the caller and below.
        var (lo, hi, own) = (operation.Actor.Scope.Lo, operation.Actor.Scope.Hi, operation.Actor.Scope.DivisionId);
        var rows = db.Set<Product>().AsNoTracking().Where(p => (p.Lo <= lo && p.Hi >= hi) || (p.Lo >= lo && p.Hi <= hi));
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            rows = rows.Where(p => p.Name.StartsWith(text) || p.Code == text || p.Gtin == text);
        }

        rows = request.Active is { } active ? rows.Where(p => p.Active == active) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch { "Name" => rows.OrderBy(p => p.Name), "-Name" => rows.OrderByDescending(p => p.Name), "-Code" => rows.OrderByDescending(p => p.Code), _ => rows.OrderBy(p => p.Code) };
        var page = await sorted.ThenBy(p => p.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = page.Select(p => p.Id).ToList();
        var packs = (await db.Set<ProductPack>().AsNoTracking().Where(p => ids.Contains(p.ProductId)).ToListAsync(cancellationToken)).ToLookup(p => p.ProductId);
        return new Page<ProductRow>(
            [
                .. page.Select(p => new ProductRow(
                    p.Id, p.DivisionId, p.Code, p.Name, p.Specification, p.Dose, p.Unit, [.. packs[p.Id].OrderByDescending(k => k.Units).Select(k => new PackRow(k.Name, k.Units))], p.Gtin,
                    p.InstitutionOnly, p.Active, p.DivisionId == own, p.Version)),
            ],
            total);
    }
}

/// <summary>Products in use at a site, to choose one from.</summary>
[Requires(SuppliesPermissions.View)]
internal sealed record GetProductChoices(int SiteId) : IQuery<IReadOnlyList<ProductChoice>>, ISiteRequest;

internal sealed record ProductChoice(Guid Id, string Code, string Text, string Unit);

internal sealed class GetProductChoicesHandler(StoreDesk desk) : IRequestHandler<GetProductChoices, IReadOnlyList<ProductChoice>>
{
    public async Task<IReadOnlyList<ProductChoice>> Handle(GetProductChoices request, CancellationToken cancellationToken) =>
        [.. (await desk.ProductsOf(request.SiteId).AsNoTracking().Where(p => p.Active).OrderBy(p => p.Code).ToListAsync(cancellationToken)).Select(p => new ProductChoice(p.Id, p.Code, p.Text, p.Unit))];
}
