namespace Platform.Contracts.Messaging;

/// <summary>One page of a list; <paramref name="Total"/> counts all rows that match the filter.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);

/// <summary>Which page of a list to fetch. Sort is a property name, descending with a leading minus.</summary>
public record PageRequest(int? PageIndex = null, int? PageSize = null, string? Sort = null)
{
    public int Skip => (Math.Max(PageIndex ?? 1, 1) - 1) * Take;

    /// <summary>10 by default, at most 100; exports ask for more through <see cref="All"/>.</summary>
    public int Take => Math.Clamp(PageSize ?? 10, 1, PageSize == int.MaxValue ? int.MaxValue : 100);

    public static PageRequest All(string? sort = null) => new(1, int.MaxValue, sort);
}
