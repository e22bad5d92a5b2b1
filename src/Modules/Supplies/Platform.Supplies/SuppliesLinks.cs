using Platform.Supplies.Features.Counts;

namespace Platform.Supplies;

/// <summary>Addresses of the area's pages, with their filters set.</summary>
internal static class SuppliesLinks
{
    public const string Reconciliation = "/supplies/reconciliation";

    public const string Agreement = "/supplies/agreement";

    public static string AgreementOf(int siteId) => $"{Agreement}?site={siteId}";

    public const string Demands = "/supplies/demands";

    public static string Demand(Guid id) => $"/supplies/demands/{id}";

    public static string DemandPrint(Guid id) => $"/supplies/demands/{id}/print";

    public const string Dispatches = "/supplies/dispatches";

    public static string DispatchFor(Guid demandId) => $"{Dispatches}/new?demand={demandId}";

    public static string Dispatch(Guid id) => $"{Dispatches}/{id}";

    public static string Card(int siteId, Guid accountId) => $"/supplies/card?site={siteId}&account={accountId}";

    public static string Counts(int siteId) => $"/supplies/counts?site={siteId}";

    public static string Count(int siteId, Guid id) => $"/supplies/counts/{id}?site={siteId}";

    /// <summary>The sheet of a count as xlsx, with the book's figures.</summary>
    public static string CountSheet(int siteId, Guid id) => $"/api/imports/{CountImport.KindName}/template?siteId={siteId}&{CountImport.CountOption}={id}";

    public static string CountImporting(int siteId, Guid id) => $"/supplies/counts/{id}/sheet?site={siteId}";

    public static string CountPrint(int siteId, Guid id) => $"/supplies/counts/{id}/print?site={siteId}";

    public const string Scraps = "/supplies/scraps";

    public static string Scrap(Guid id) => $"{Scraps}/{id}";

    public static string Stock(int siteId) => $"/supplies/stock?site={siteId}";

    public static string Store(int siteId, Guid id) => $"/supplies/stores/{id}?site={siteId}";

    public static string Signs(int siteId, Guid id) => $"/supplies/stores/{id}/signs?site={siteId}";

    public static string Readings(int siteId, Guid storeId) => $"/supplies/storage?site={siteId}&store={storeId}";

    public static string Incidents(int siteId, Guid storeId) => $"/supplies/incidents?site={siteId}&store={storeId}";

    public static string OpenIncidents(int siteId) => $"/supplies/incidents?site={siteId}&open=true";

    public static string Rules(int siteId) => $"/supplies/rules?site={siteId}";

    public static string Stores(int siteId) => $"/supplies/stores?site={siteId}";
}
