namespace Platform.Infrastructure.Data;

/// <summary>A record with an application-made key.</summary>
public abstract class Entity
{
    public Guid Id { get; set; } = Keys.New();
}

/// <summary>
/// A row that belongs to a site or to a division above it. Rows outside the caller's scope are invisible, and writing them is refused.
/// </summary>
public interface ISiteOwned
{
    /// <summary>Division id: the 9-digit code as int.</summary>
    int SiteId { get; }
}

/// <summary>
/// A row between two sites, such as goods on their way: visible and writable when either side lies in the caller's scope. Both sides of one row may be the same site.
/// </summary>
public interface ITwoSided : ISiteOwned
{
    /// <summary>Division id of the second side.</summary>
    int OtherSiteId { get; }
}

/// <summary>A record that people edit: a second editor of the same version is refused (409).</summary>
public interface IVersioned
{
    Guid Version { get; set; }
}
