using Platform.Contracts.Messaging;

namespace Platform.Statistics.Domain;

/// <summary>People or events of one village that agree in everything an item can ask about.</summary>
/// <param name="Band">How many of the form's age borders they have reached on the last day of the month.</param>
internal sealed record CubeCell(int SiteId, Guid VillageId, ItemSource Source, EventKind? Event, Sex Sex, ResidenceKind Residence, int Band, int Count);

/// <summary>
/// Works out a form's items: the database counts once by all properties together, and each item adds up the cells it asks for. So a form of a hundred items costs no
/// more statements than one of ten.
/// </summary>
internal sealed class Cube
{
    /// <summary>Most age borders a form may have.</summary>
    public const int MaxBorders = 12;

    private readonly IReadOnlyList<ReportItem> items;
    private readonly List<int> borders;

    public Cube(IReadOnlyList<ReportItem> items)
    {
        this.items = [.. items.OrderBy(i => i.Order)];
        borders = BordersOf(items);
    }

    /// <summary>Ages in full years at which some item begins or ends to count, ascending.</summary>
    public static List<int> BordersOf(IEnumerable<ReportItem> items) =>
        [.. items.SelectMany(i => new[] { i.AgeFrom, i.AgeTo + 1 }).OfType<int>().Where(a => a > 0).Distinct().Order()];

    /// <summary>Latest birth dates that have reached the borders on a day, filled up with days nobody was born on.</summary>
    public DateOnly[] Births(DateOnly day) => [.. borders.Select(a => day.AddYears(-a)).Concat(Enumerable.Repeat(DateOnly.MinValue, MaxBorders)).Take(MaxBorders)];

    /// <summary>Figures of one unit, by code.</summary>
    public IReadOnlyDictionary<string, decimal?> Figures(IReadOnlyCollection<CubeCell> cells)
    {
        var figures = new Dictionary<string, decimal?>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            figures[item.Code] = item.Source == ItemSource.Formula ? Formulas.Value(item.Formula, figures) : cells.Where(c => Counts(item, c)).Sum(c => (decimal)c.Count);
        }

        return figures;
    }

    /// <summary>Adds up several units' figures, and works the formulas out anew: a rate is no sum of rates.</summary>
    public IReadOnlyDictionary<string, decimal?> Total(IReadOnlyCollection<IReadOnlyDictionary<string, decimal?>> units)
    {
        var figures = new Dictionary<string, decimal?>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            figures[item.Code] = item.Source == ItemSource.Formula ? Formulas.Value(item.Formula, figures) : units.Sum(u => u.GetValueOrDefault(item.Code) ?? 0);
        }

        return figures;
    }

    private bool Counts(ReportItem item, CubeCell cell) =>
        cell.Source == item.Source
        && (item.Event is null || item.Event == cell.Event)
        && (item.Sex is null || item.Sex == cell.Sex)
        && (item.Residence is null || item.Residence == cell.Residence)
        && (item.AgeFrom is not > 0 || cell.Band > borders.IndexOf(item.AgeFrom.Value))
        && (item.AgeTo is null || cell.Band <= borders.IndexOf(item.AgeTo.Value + 1));

    /// <summary>First month of the statistical year that a month belongs to.</summary>
    public static DateOnly YearBegin(YearMonth month, int yearStartMonth) => new(month.Month >= yearStartMonth ? month.Year : month.Year - 1, yearStartMonth, 1);
}
