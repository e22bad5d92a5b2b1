namespace Platform.Supplies;

internal static class SuppliesPermissions
{
    public const string View = "supplies.stock.view";
    public const string Catalogue = "supplies.catalogue.edit";
    public const string Stores = "supplies.stores.edit";

    /// <summary>Receives and issues, opens and reverses entries of the book.</summary>
    public const string Post = "supplies.stock.post";

    /// <summary>Seeding and generating. No role has it: only the platform itself does that.</summary>
    public const string Work = "supplies.work";
}
