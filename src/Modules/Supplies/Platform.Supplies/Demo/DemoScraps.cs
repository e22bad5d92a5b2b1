using Platform.Infrastructure;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Demo;

/// <summary>
/// Damp goods of the townships: set apart, applied for, approved by the county and disposed of in the month after. In the township the demo signs in to, the newest wait
/// for the county.
/// </summary>
/// <param name="stage">Site the demo signs in to.</param>
internal sealed class DemoScraps(int countyId, int stage, DateOnly today)
{
    private const string Keeper = "药管员";
    private const int Quantity = 20;

    private readonly Dictionary<DemoBook, (ScrapApplication Application, Batch Batch)> approved = [];

    public List<ScrapApplication> Applications { get; } = [];

    public List<ScrapLine> Lines { get; } = [];

    /// <param name="last">No goods are set apart there after these.</param>
    public void SetApart(DemoBook book, Batch batch, DateOnly on, bool last, bool forgets)
    {
        var waits = last && book.Store.SiteId == stage;
        var applied = waits ? today.AddDays(-3) : on.AddDays(5);
        if (book.Move(PostingKind.Quarantine, on, "", "", [(batch, -Quantity), (batch, Quantity)], "外包装受潮，隔离待查", second: StockCondition.Quarantine) == Guid.Empty
            || applied >= today || applied < on || (last && forgets && !waits))
        {
            return;
        }

        var application = Apply(book.Store, batch, applied);
        var decided = applied.AddDays(4);
        if (!waits && decided < today)
        {
            (application.State, application.DecidedOn, application.DecidedAt) = (ScrapState.Approved, decided, DemoBook.At(decided, 15));
            (application.DecidedByName, application.DecisionNote) = ("县级管理员", "请在两人监督下销毁。");
            approved[book] = (application, batch);
        }
    }

    /// <summary>What was approved is destroyed, before anything else of the month.</summary>
    public void Dispose(DemoBook book)
    {
        if (!approved.Remove(book, out var next))
        {
            return;
        }

        var (application, on, place, witnesses) = (next.Application, next.Application.AppliedOn.AddDays(11), $"{book.Store.Name}后院", "分管领导、镇卫生院药房负责人");
        var id = book.Move(
            PostingKind.Scrap, on, application.Number, place, [(next.Batch, -Quantity)], $"{ScrapRules.Of(ScrapMethod.Destroyed)}，监销人 {witnesses}", outOf: StockCondition.Quarantine);
        if (id == Guid.Empty)
        {
            return;
        }

        (application.State, application.DisposedOn, application.DisposedAt, application.DisposedByName) = (ScrapState.Disposed, on, DemoBook.At(on, 15), Keeper);
        (application.Method, application.Place, application.Witnesses, application.DisposalId) = (ScrapMethod.Destroyed, place, witnesses, id);
    }

    private ScrapApplication Apply(Store store, Batch batch, DateOnly on)
    {
        var id = Keys.New();
        var application = new ScrapApplication
        {
            Id = id,
            SiteId = store.SiteId,
            OtherSiteId = countyId,
            StoreId = store.Id,
            StoreName = store.Name,
            Number = $"废{on:yyyyMMdd}-{id.ToString("N")[^6..].ToUpperInvariant()}",
            AppliedOn = on,
            AppliedAt = DemoBook.At(on, 15),
            AppliedByName = Keeper,
            Note = "受潮药具不能再发放，申请报废。",
        };
        Applications.Add(application);
        Lines.Add(new ScrapLine
        {
            SiteId = store.SiteId,
            OtherSiteId = countyId,
            ScrapId = id,
            ProductId = batch.ProductId,
            BatchId = batch.Id,
            Quantity = Quantity,
            Cause = ScrapCause.Damp,
            Found = "月度检查时发现外包装受潮",
        });
        return application;
    }
}
