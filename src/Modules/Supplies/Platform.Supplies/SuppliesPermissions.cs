namespace Platform.Supplies;

internal static class SuppliesPermissions
{
    public const string View = "supplies.stock.view";
    public const string Catalogue = "supplies.catalogue.edit";
    public const string Stores = "supplies.stores.edit";

    /// <summary>Receives and issues, opens and reverses entries of the book.</summary>
    public const string Post = "supplies.stock.post";

    /// <summary>Sends goods to another store, and takes the voucher back before they arrive.</summary>
    public const string Send = "supplies.dispatch.send";

    /// <summary>Receives goods from another store and settles differences.</summary>
    public const string Receive = "supplies.dispatch.receive";

    /// <summary>Asks the store above for goods.</summary>
    public const string Demand = "supplies.demands.submit";

    /// <summary>Says how much a store below gets.</summary>
    public const string ApproveDemands = "supplies.demands.approve";

    /// <summary>Begins counts, saves what was counted, puts a sheet away.</summary>
    public const string RecordCounts = "supplies.counts.record";

    public const string SignCounts = "supplies.counts.sign";

    /// <summary>Applies for scrapping unfit goods and disposes of them once it is approved.</summary>
    public const string ApplyScrap = "supplies.scrap.apply";

    /// <summary>Decides about the applications of the level below, never about one's own.</summary>
    public const string ApproveScrap = "supplies.scrap.approve";

    /// <summary>Seeding and generating. No role has it: only the platform itself does that.</summary>
    public const string Work = "supplies.work";
}
