namespace Platform.Openness.Domain.Suppression;

/// <param name="Marks">How each cell is shown.</param>
/// <param name="Exposed">Cells that could still be computed whatever the new table keeps back; empty: all are safe.</param>
internal sealed record Suppression(IReadOnlyDictionary<(string Unit, int Column), Mark> Marks, IReadOnlyList<(string Unit, int Column)> Exposed);

/// <summary>
/// Primary and complementary suppression over all tables of a subject and period. Areas are a hierarchy, columns add up to the row's total: such tables are a
/// network, in which two tables that agree with everything published differ by closed walks through suppressed cells. A suppressed cell is therefore safe
/// exactly when a walk through it exists that changes it by one and keeps every other suppressed cell inside what its sign says ("&lt;5": 0 to 4, "—": 5 and
/// more). Where there is none, the cheapest walk (Dijkstra) through cells of the new table decides which of them are kept back too: the network method of
/// cell suppression (Cox 1995; Kelly, Golden, Assad 1992). Keeping back one more cell never exposes another.
/// </summary>
internal static class Suppressor
{
    /// <param name="cells">Every cell published so far and every cell of the new table, once each; sums are right.</param>
    /// <param name="columns">Number of columns beside the total; 0: the total is the only figure.</param>
    public static Suppression Protect(IReadOnlyList<TotalsCell> cells, int columns)
    {
        var network = new Network(cells, columns);
        var marks = cells.ToDictionary(c => c.Key, c => c.IsSmall ? Mark.Small : c.Before == Before.Suppressed ? Mark.Hidden : Mark.Shown);

        // The scarcest first: what one cell needs often serves the next.
        foreach (var cell in cells.Where(c => marks[c.Key] != Mark.Shown).OrderBy(c => c.Value).ThenBy(c => c.Unit, StringComparer.Ordinal).ThenBy(c => c.Column))
        {
            foreach (var key in network.Cheapest(cell.Key, marks, mayHideMore: true) ?? [])
            {
                marks[key] = marks[key] == Mark.Shown ? Mark.Hidden : marks[key];
            }
        }

        return new Suppression(marks, [.. cells.Select(c => c.Key).Where(k => marks[k] != Mark.Shown && network.Cheapest(k, marks, mayHideMore: false) is null)]);
    }

    /// <summary>The tables as a network: cells are edges, "adds up to" are nodes.</summary>
    private sealed class Network
    {
        private const string Top = "";
        private readonly Dictionary<(string Unit, int Column), Edge> byKey = [];
        private readonly Dictionary<string, List<Edge>> leaving = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<Edge>> entering = new(StringComparer.Ordinal);

        public Network(IReadOnlyList<TotalsCell> cells, int columns)
        {
            var inner = cells.Select(c => c.Parent).Where(p => p.Length > 0).ToHashSet(StringComparer.Ordinal);
            string Into(string unit, int column) => inner.Contains(unit) ? $"{unit}|{column}" : unit;
            string Out(string unit) => inner.Contains(unit) ? $"{unit}|sum" : unit;
            foreach (var cell in cells)
            {
                // Columns run down the hierarchy from the top, sums run up to it.
                Add(cell.Column == TotalsCell.Total
                    ? new Edge(cell, Out(cell.Unit), cell.Parent.Length == 0 ? Top : Out(cell.Parent))
                    : new Edge(cell, cell.Parent.Length == 0 ? Top : Into(cell.Parent, cell.Column), Into(cell.Unit, cell.Column)));
            }

            if (columns == 0)
            {
                // A unit without parts holds any number of people: nothing else limits it.
                foreach (var cell in cells.Where(c => !inner.Contains(c.Unit)))
                {
                    Add(new Edge(null, Top, cell.Unit));
                }
            }
        }

        /// <summary>Cells of the cheapest closed walk through a cell; null: there is none.</summary>
        public IReadOnlyList<(string Unit, int Column)>? Cheapest((string Unit, int Column) key, Dictionary<(string, int), Mark> marks, bool mayHideMore)
        {
            var edge = byKey[key];
            var more = CanRise(edge, marks, false) ? Path(edge, edge.Head, edge.Tail, marks, mayHideMore) : null;
            var less = CanFall(edge, marks, false) ? Path(edge, edge.Tail, edge.Head, marks, mayHideMore) : null;
            return more is null || less?.Cost < more.Value.Cost ? less?.Cells : more.Value.Cells;
        }

        private (long Cost, IReadOnlyList<(string, int)> Cells)? Path(Edge without, string from, string to, Dictionary<(string, int), Mark> marks, bool mayHideMore)
        {
            var best = new Dictionary<string, long>(StringComparer.Ordinal) { [from] = 0 };
            var came = new Dictionary<string, (string Node, Edge Edge)>(StringComparer.Ordinal);
            var queue = new PriorityQueue<string, long>();
            queue.Enqueue(from, 0);
            while (queue.TryDequeue(out var node, out var cost))
            {
                if (node == to)
                {
                    break;
                }

                if (cost > best[node])
                {
                    continue;
                }

                foreach (var edge in leaving.GetValueOrDefault(node, []).Where(e => e != without && CanRise(e, marks, mayHideMore)))
                {
                    Reach(edge, edge.Head);
                }

                foreach (var edge in entering.GetValueOrDefault(node, []).Where(e => e != without && CanFall(e, marks, mayHideMore)))
                {
                    Reach(edge, edge.Tail);
                }

                void Reach(Edge edge, string next)
                {
                    var sum = cost + Price(edge, marks);
                    if (!best.TryGetValue(next, out var known) || sum < known)
                    {
                        best[next] = sum;
                        came[next] = (node, edge);
                        queue.Enqueue(next, sum);
                    }
                }
            }

            if (!came.ContainsKey(to))
            {
                return null;
            }

            var walk = new List<(string, int)>();
            for (var at = to; at != from; at = came[at].Node)
            {
                if (came[at].Edge.Cell is { } cell)
                {
                    walk.Add(cell.Key);
                }
            }

            return (best[to], walk);
        }

        private static bool CanRise(Edge edge, Dictionary<(string, int), Mark> marks, bool mayHideMore) => edge.Cell is not { } cell || marks[cell.Key] switch
        {
            Mark.Small => cell.Value < TotalsCell.Threshold - 1,
            Mark.Hidden => true,
            _ => mayHideMore && cell.Before == Before.New,
        };

        private static bool CanFall(Edge edge, Dictionary<(string, int), Mark> marks, bool mayHideMore) => edge.Cell is not { } cell || marks[cell.Key] switch
        {
            Mark.Small => cell.Value > 0,
            Mark.Hidden => cell.Value > TotalsCell.Threshold,
            _ => mayHideMore && cell.Before == Before.New && cell.Value > TotalsCell.Threshold,
        };

        // Few cells first, then small ones; sums are what people look for and are kept back last.
        private static long Price(Edge edge, Dictionary<(string, int), Mark> marks) => edge.Cell is not { } cell || marks[cell.Key] != Mark.Shown
            ? 0
            : 1_000_000_000L * (cell.Column == TotalsCell.Total || cell.Parent.Length == 0 ? 3 : 1) + cell.Value;

        private void Add(Edge edge)
        {
            if (edge.Cell is { } cell)
            {
                byKey.Add(cell.Key, edge);
            }

            (leaving.TryGetValue(edge.Tail, out var l) ? l : leaving[edge.Tail] = []).Add(edge);
            (entering.TryGetValue(edge.Head, out var e) ? e : entering[edge.Head] = []).Add(edge);
        }

        private sealed record Edge(TotalsCell? Cell, string Tail, string Head);
    }
}
