using CsCheck;
using Platform.Openness.Domain.Suppression;
using Xunit;

namespace Platform.ModuleTests.Openness;

/// <summary>
/// Small figures cannot be computed from everything published, whoever publishes what in which order. The attack knows nothing of how the tables are protected:
/// it takes what was shown as equations and bounds and looks for two different answers to every figure kept back.
/// </summary>
public class SuppressorTests
{
    private const string County = "d:0";

    /// <summary>A county of townships of villages, each village with one figure per column; 0 columns: the total alone.</summary>
    private sealed record Land(int Columns, IReadOnlyList<IReadOnlyList<int[]>> Townships)
    {
        public override string ToString() => $"{Columns} columns: {string.Join(" | ", Townships.Select(t => string.Join(" ; ", t.Select(v => string.Join(",", v)))))}";
    }

    private static readonly Gen<int> Figure = Gen.Frequency((3, Gen.Int[0, 4]), (2, Gen.Int[5, 7]), (1, Gen.Int[8, 30]));

    private static readonly Gen<Land> Lands =
        from columns in Gen.Int[0, 2].Select(i => i == 0 ? 0 : i + 1)
        from townships in Figure.Array[Math.Max(columns, 1)].Array[1, 3].Array[1, 2]
        select new Land(columns, townships);

    [Fact]
    public void Nothing_kept_back_can_be_computed_from_all_that_is_published() =>
        Gen.Select(Lands, Gen.Shuffle(new[] { 0, 1, 2 })).Sample((land, order) =>
        {
            var published = new Dictionary<(string, int), (Mark Mark, TotalsCell Cell)>();
            foreach (var step in order.Where(s => s == 2 || s < land.Townships.Count))
            {
                var table = (step == 2 ? CountyTable(land) : TownshipTable(land, step)).ToList();
                Publish(published, table, land.Columns);
                if (Derived(land, published) is { } fault)
                {
                    throw new InvalidOperationException($"{land} after {step}: {fault}");
                }
            }
        }, iter: 1500, print: p => p.Item1 + " " + string.Join(",", p.Item2));

    [Fact]
    public void A_second_version_after_a_correction_gives_nothing_away_either() =>
        Gen.Select(Lands, Lands).Where((a, b) => Same(a, b)).Sample((first, second) =>
        {
            var published = new Dictionary<(string, int), (Mark Mark, TotalsCell Cell)>();
            Publish(published, [.. TownshipTable(first, 0)], first.Columns);
            var shown = published.Where(p => p.Value.Mark == Mark.Shown).Select(p => p.Key).ToHashSet();
            var cells = TownshipTable(second, 0).Select(c => c with { Before = shown.Contains(c.Key) ? Before.Shown : Before.Suppressed }).ToList();
            var result = Suppressor.Protect(cells, second.Columns);

            // Nothing that was kept back is shown now: its neighbours may be the same people as before.
            Assert.All(cells.Where(c => c.Before == Before.Suppressed), c => Assert.NotEqual(Mark.Shown, result.Marks[c.Key]));
            Assert.All(cells.Where(c => c.IsSmall), c => Assert.Equal(Mark.Small, result.Marks[c.Key]));
        }, iter: 500);

    [Fact]
    public void The_attack_finds_what_primary_suppression_alone_gives_away()
    {
        // 3 of 33 in the first column, the row sum shown: 33 - 30.
        var land = new Land(2, [[[3, 30], [20, 40]]]);
        var naive = TownshipTable(land, 0).ToDictionary(c => c.Key, c => (c.IsSmall ? Mark.Small : Mark.Shown, c));
        Assert.NotNull(Derived(land, naive));
        var result = Suppressor.Protect([.. TownshipTable(land, 0)], 2);
        Assert.Empty(result.Exposed);
        Assert.Equal(4, result.Marks.Count(m => m.Value != Mark.Shown));
        Assert.Null(Derived(land, TownshipTable(land, 0).ToDictionary(c => c.Key, c => (result.Marks[c.Key], c))));
    }

    [Fact]
    public void The_signs_themselves_give_nothing_away()
    {
        // 4 and 4 of 8: both are "<5", and a sum of 8 would say that both are 4.
        var land = new Land(2, [[[4, 4]]]);
        var result = Suppressor.Protect([.. TownshipTable(land, 0)], 2);
        Assert.Empty(result.Exposed);
        Assert.Equal(Mark.Hidden, result.Marks[("t0", TotalsCell.Total)]);
    }

    [Fact]
    public void What_a_township_has_shown_is_refused_to_the_county_rather_than_given_away()
    {
        var land = new Land(0, [[[6], [8]], [[1], [2]]]);
        var published = new Dictionary<(string, int), (Mark Mark, TotalsCell Cell)>();
        Assert.True(Publish(published, [.. TownshipTable(land, 0)], 0));
        Assert.Equal(Mark.Shown, published[("t0", TotalsCell.Total)].Mark);

        // The other township has 3 people in all, the first has shown its 14: the county's sum must go.
        Assert.True(Publish(published, [.. CountyTable(land)], 0));
        Assert.Equal(Mark.Hidden, published[(County, TotalsCell.Total)].Mark);
    }

    private static bool Same(Land a, Land b) => a.Columns == b.Columns && a.Townships[0].Count == b.Townships[0].Count;

    private static bool Publish(Dictionary<(string, int), (Mark Mark, TotalsCell Cell)> published, List<TotalsCell> table, int columns)
    {
        var cells = published.Values.Select(p => p.Cell with { Before = p.Mark == Mark.Shown ? Before.Shown : Before.Suppressed }).ToDictionary(c => c.Key);
        foreach (var cell in table)
        {
            cells[cell.Key] = cells.TryGetValue(cell.Key, out var known) ? known with { Parent = known.Parent.Length > 0 ? known.Parent : cell.Parent } : cell;
        }

        var result = Suppressor.Protect([.. cells.Values], columns);
        if (result.Exposed.Count > 0)
        {
            return false;
        }

        foreach (var cell in cells.Values)
        {
            published[cell.Key] = (result.Marks[cell.Key], cell);
        }

        return true;
    }

    private static IEnumerable<TotalsCell> TownshipTable(Land land, int township) =>
        land.Townships[township].SelectMany((v, i) => Row(land, $"v{township}.{i}", $"t{township}", v)).Concat(Row(land, $"t{township}", "", Sum(land.Townships[township])));

    private static IEnumerable<TotalsCell> CountyTable(Land land) =>
        land.Townships.SelectMany((t, i) => Row(land, $"t{i}", County, Sum(t))).Concat(Row(land, County, "", Sum([.. land.Townships.SelectMany(t => t)])));

    private static IEnumerable<TotalsCell> Row(Land land, string unit, string parent, int[] values) =>
        values.Take(land.Columns).Select((v, i) => new TotalsCell(unit, parent, i, v, Before.New)).Append(new TotalsCell(unit, parent, TotalsCell.Total, values.Sum(), Before.New));

    private static int[] Sum(IReadOnlyList<int[]> rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Sum(r => r[i]))];

    /// <summary>A figure kept back that has one possible value only; null: there is none. Exhaustive among answers that differ by one in each village.</summary>
    private static string? Derived(Land land, Dictionary<(string, int), (Mark Mark, TotalsCell Cell)> published)
    {
        var villages = land.Townships.SelectMany((t, ti) => t.Select((v, vi) => (Township: ti, Name: $"v{ti}.{vi}", Values: v))).ToList();
        var seen = villages.Where(v => published.ContainsKey((v.Name, TotalsCell.Total))).Select(v => v.Township).ToHashSet();

        // A township that has not published its villages is one unit to the attacker.
        var leaves = seen.Count == land.Townships.Count || !published.ContainsKey((County, TotalsCell.Total))
            ? villages.Where(v => seen.Contains(v.Township)).ToList()
            : [.. villages.Where(v => seen.Contains(v.Township)), .. Enumerable.Range(0, land.Townships.Count).Where(t => !seen.Contains(t)).Select(t => (t, $"t{t}", Sum(land.Townships[t])))];
        var width = Math.Max(land.Columns, 1);
        var truth = leaves.SelectMany(l => l.Values).ToArray();
        var facts = published.Values.Select(p => (p.Mark, p.Cell, Leaves: Enumerable.Range(0, truth.Length).Where(i => Covers(p.Cell, leaves[i / width].Name, leaves[i / width].Township, i % width, land.Columns)).ToArray())).ToList();
        foreach (var fact in facts.Where(f => f.Mark != Mark.Shown))
        {
            if (!Another(truth, facts, fact.Leaves))
            {
                return $"{fact.Cell.Key} = {fact.Cell.Value}";
            }
        }

        return null;
    }

    private static bool Covers(TotalsCell cell, string leaf, int township, int column, int columns) =>
        (cell.Unit == leaf || cell.Unit == $"t{township}" || cell.Unit == County) && (cell.Column == TotalsCell.Total || columns == 0 || cell.Column == column);

    // Changes of -1, 0 or 1 in every leaf figure, with every published fact still true, that change the target.
    private static bool Another(int[] truth, IReadOnlyList<(Mark Mark, TotalsCell Cell, int[] Leaves)> facts, int[] target)
    {
        var change = new int[truth.Length];
        return Try(0);

        bool Try(int at)
        {
            foreach (var (mark, cell, leaves) in facts)
            {
                var sum = leaves.Sum(i => i < at ? change[i] : 0);
                var open = leaves.Count(i => i >= at);
                var (lo, hi) = mark switch
                {
                    Mark.Shown => (0, 0),
                    Mark.Small => (-cell.Value, 4 - cell.Value),
                    _ => (5 - cell.Value, int.MaxValue / 2),
                };
                if (sum - open > hi || sum + open < lo)
                {
                    return false;
                }
            }

            if (at == truth.Length)
            {
                return target.Sum(i => change[i]) != 0;
            }

            foreach (var step in truth[at] > 0 ? new[] { -1, 1, 0 } : [1, 0])
            {
                change[at] = step;
                if (Try(at + 1))
                {
                    return true;
                }
            }

            change[at] = 0;
            return false;
        }
    }
}
