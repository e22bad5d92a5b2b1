namespace Platform.Infrastructure.Ui;

/// <summary>Something the person should do next, for the home page.</summary>
/// <param name="Kind">Short heading it is grouped under, for example 待办 or 本月职责.</param>
/// <param name="Due">Last day; null when there is none.</param>
/// <param name="Href">Page on which it is done.</param>
public sealed record NextThing(string Kind, string Title, string Detail, DateOnly? Due, string Href);

/// <summary>Gives next things for the home page; every area may register one. Must be quick: a fixed number of statements.</summary>
public interface INextThings
{
    Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct);
}
