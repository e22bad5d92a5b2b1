using Platform.Contracts.Messaging;
using Platform.Openness.Data;

namespace Platform.Openness.Domain.Suppression;

/// <summary>Puts a new table together with all that was published about the same subject and period.</summary>
internal static class Hierarchy
{
    /// <param name="table">The new table.</param>
    /// <param name="known">Every cell published so far, also of withdrawn tables: what was seen is known.</param>
    /// <param name="siteId">Whose table it is; the site's own former version is replaced by it.</param>
    /// <exception cref="RefusalException">FIGURES_DISAGREE: a table that is still up says another figure for the same unit.</exception>
    public static IReadOnlyList<TotalsCell> Compose(IReadOnlyList<TotalsCell> table, IReadOnlyList<PublishedCell> known, int siteId)
    {
        var before = known.GroupBy(c => (c.UnitKey, c.ColumnNumber))
            .ToDictionary(g => g.Key, g => g.Any(c => c.Mark == Mark.Shown) ? Before.Shown : Before.Suppressed);
        var cells = table.ToDictionary(c => c.Key);
        foreach (var other in known.Where(c => c.SiteId != siteId).GroupBy(c => c.SiteId).OrderByDescending(g => g.Any(c => c.Live)))
        {
            var live = other.Any(c => c.Live);
            var agrees = other.All(c => !cells.TryGetValue((c.UnitKey, c.ColumnNumber), out var same) || same.Value == c.Value);
            if (!agrees && live)
            {
                throw new RefusalException(
                    "FIGURES_DISAGREE", "上级或下级已经公布的同口径表中，本单位的数字与这里不一致。请先核对；确有错误的，由原公布单位更正或撤下。", RefusalKind.Conflict);
            }

            // A withdrawn table that says otherwise was about other figures; what it showed stays known all the same.
            foreach (var c in agrees ? other : Enumerable.Empty<PublishedCell>())
            {
                var key = (c.UnitKey, c.ColumnNumber);
                cells[key] = new TotalsCell(c.UnitKey, cells.TryGetValue(key, out var same) && same.Parent.Length > 0 ? same.Parent : c.ParentKey, c.ColumnNumber, c.Value, Before.New);
            }
        }

        return [.. cells.Values.Select(c => c with { Before = before.GetValueOrDefault(c.Key, Before.New) })];
    }
}
