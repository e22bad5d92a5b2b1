namespace Platform.Infrastructure.Ui;

/// <summary>Something the person should do next, for the home page.</summary>
/// <param name="Kind">Short heading it is grouped under, for example 待办 or 本月职责.</param>
/// <param name="Due">Last day; null when there is none.</param>
/// <param name="Href">Page on which it is done.</param>
public sealed record NextThing(string Kind, string Title, string Detail, DateOnly? Due, string Href)
{
    /// <summary>Papers of one sort told as one thing: a single one leads to its own page, several to their list.</summary>
    /// <param name="most">As many as were looked for: where so many were found, there may be more.</param>
    /// <param name="unit">Measure word: 份.</param>
    public static NextThing OfSeveral(string kind, string title, int count, int most, string unit, string detail, string one, string list) =>
        new(kind, $"{title}：{count} {unit}{(count < most ? "" : "以上")}", detail, null, count == 1 ? one : list);
}

/// <summary>Gives next things for the home page; every area may register one. Must be quick: a fixed number of statements.</summary>
public interface INextThings
{
    Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct);
}
