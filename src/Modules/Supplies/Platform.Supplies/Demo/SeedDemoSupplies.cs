using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Rules;

namespace Platform.Supplies.Demo;

/// <summary>Catalogue, stores and two years of the county's and the townships' books with what was asked, sent, counted and scrapped, in a fixed number of statements.</summary>
/// <param name="Stage">Site whose stores are named in the answer.</param>
[Label("装入演示药具")]
[Requires(SuppliesPermissions.Work)]
internal sealed record SeedDemoSupplies(DivisionScope County, IReadOnlyList<DivisionRow> Sites, IReadOnlyList<VillageRow> Villages, int Stage) : ICommand<DemoSupplies>;

/// <summary>What the scenes of today are played with.</summary>
/// <param name="Township">Store of the township the scenes play in, with its <paramref name="Communities"/>.</param>
/// <param name="Product">The one that is used most.</param>
internal sealed record DemoSupplies(int Entries, Guid County, Guid Township, IReadOnlyList<Guid> Communities, Guid Product);

internal sealed class SeedDemoSuppliesHandler(SuppliesDbContext db, IAttachments attachments, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoSupplies, DemoSupplies>
{
    private const int Months = 24;

    public async Task<DemoSupplies> Handle(SeedDemoSupplies request, CancellationToken cancellationToken)
    {
        var products = DemoCatalogue.Items.Select(i => (Item: i, Product: DemoCatalogue.Of(i, request.County))).ToList();
        var first = YearMonth.Of(operation.Today).AddMonths(-Months);
        var batches = products.SelectMany(p => Batches(p.Product, first)).ToList();
        var holders = await mediator.Send(new GetPostHolders([.. request.Sites.Select(s => s.Id)], null, operation.Today), cancellationToken);
        var keepers = holders.Where(h => h.PostKind == PostKinds.SuppliesManager).GroupBy(h => h.SiteId).ToDictionary(g => g.Key, g => g.First().StaffId);
        var distributors = holders.Where(h => h.PostKind == PostKinds.Distributor).GroupBy(h => h.VillageId).ToDictionary(g => g.Key, g => g.First().StaffId);
        var county = new Store { SiteId = request.County.DivisionId, Level = StoreLevel.County, Name = "县药具管理站库房" };
        var townships = request.Sites.Select(s => new Store
        {
            SiteId = s.Id,
            Level = StoreLevel.Township,
            Name = $"{s.Name}药具库",
            ParentId = county.Id,
            KeeperId = keepers.GetValueOrDefault(s.Id),
        }).ToList();
        var bySite = townships.ToDictionary(s => s.SiteId, s => s.Id);
        var communities = request.Villages.Where(v => bySite.ContainsKey(v.SiteId)).Select(v => new Store
        {
            SiteId = v.SiteId,
            Level = StoreLevel.Community,
            VillageId = v.Id,
            Name = $"{v.Name}药具柜",
            ParentId = bySite[v.SiteId],
            KeeperId = distributors.GetValueOrDefault(v.Id),
        }).ToList();
        db.AddRange(products.Select(p => p.Product));
        db.AddRange(products.SelectMany(p => p.Item.Packs.Select(k => new ProductPack { ProductId = p.Product.Id, Name = k.Name, Units = k.Units })));
        await db.SaveChangesAsync(cancellationToken);
        await Bulk.InsertAsync(db, batches, cancellationToken);
        await Bulk.InsertAsync(db, [county, .. townships, .. communities], cancellationToken);
        var story = new DemoStory(county, townships, products, batches, first, new DemoScraps(county.SiteId, request.Stage, operation.Today), operation.Today).Write();
        await Bulk.InsertAsync(db, story.Books.SelectMany(b => b.Accounts), cancellationToken);
        await Bulk.InsertAsync(db, story.Books.SelectMany(b => b.Postings), cancellationToken);
        await Bulk.InsertAsync(db, story.Books.SelectMany(b => b.Entries), cancellationToken);
        await Bulk.InsertAsync(db, story.Books.SelectMany(b => b.Counts), cancellationToken);
        await Bulk.InsertAsync(db, story.Books.SelectMany(b => b.CountLines), cancellationToken);
        await Bulk.InsertAsync(db, story.Books.SelectMany(b => b.Marks), cancellationToken);
        await Bulk.InsertAsync(db, story.Demands, cancellationToken);
        await Bulk.InsertAsync(db, story.DemandLines, cancellationToken);
        await Bulk.InsertAsync(db, story.Dispatches, cancellationToken);
        await Bulk.InsertAsync(db, story.DispatchLines, cancellationToken);
        await Bulk.InsertAsync(db, story.Scraps.Applications, cancellationToken);
        await Bulk.InsertAsync(db, story.Scraps.Lines, cancellationToken);
        await Bulk.InsertAsync(db, DemoStorage.Zones(townships, communities, products.ToDictionary(p => p.Item.Code, p => p.Product.Id), operation.Today), cancellationToken);
        var own = townships.Single(s => s.SiteId == request.Stage);
        await Bulk.InsertAsync(db, DemoStorage.Readings(own, operation.Today), cancellationToken);
        await Bulk.InsertAsync(db, DemoStorage.Incidents(own, story.Books.First(b => b.Store.Id == own.Id)), cancellationToken);
        var rule = DemoStorage.Rule(own, operation.Today);
        db.Add(rule);
        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(
            SupplyRuleFileKind.KindCode, rule.SiteId, SupplyRule.RefOf(rule.Id), [new AttachmentDraft("避孕药具发放管理制度.txt", System.Text.Encoding.UTF8.GetBytes(DemoStorage.RuleText))],
            cancellationToken);
        await mediator.Publish(new DutiesFulfilled(story.Proofs), cancellationToken);
        return new DemoSupplies(
            story.Books.Sum(b => b.Entries.Count), county.Id, bySite[request.Stage], [.. communities.Where(c => c.SiteId == request.Stage).Select(c => c.Id)], products[0].Product.Id);
    }

    // One production run each half-year; of the oldest the last days of use are near.
    private static IEnumerable<Batch> Batches(Product product, YearMonth first) => Enumerable.Range(0, (Months / 6) + 1).Select(i =>
    {
        var produced = first.AddMonths((i * 6) - 4).FirstDay.AddDays(10);
        return new Batch
        {
            ProductId = product.Id,
            DivisionId = product.DivisionId,
            Lo = product.Lo,
            Hi = product.Hi,
            Number = $"{produced:yyMM}{product.Code[..2]}{i + 1}",
            ProducedOn = produced,
            ExpiresOn = produced.AddYears(i == 0 ? 2 : 3).AddMonths(i == 0 ? 6 : 0).AddDays(-1),
            ApprovalNumber = $"国械注准2018{product.Code}01",
        };
    });
}
