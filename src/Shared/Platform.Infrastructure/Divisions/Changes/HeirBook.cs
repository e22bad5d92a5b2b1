using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Keeps the table of heirs short: every closed division points to divisions that exist.</summary>
internal sealed class HeirBook(IEnumerable<DivisionHeir> known, BookResult result)
{
    private readonly List<DivisionHeir> heirs = [.. known];

    public IReadOnlyList<DivisionHeir> All => heirs;

    /// <summary>All that pointed to <paramref name="closedId"/> points to its successors from now on.</summary>
    public void Close(int closedId, IReadOnlyList<(int Id, bool IsMain)> successors)
    {
        foreach (var earlier in heirs.Where(h => h.HeirId == closedId).ToList())
        {
            Remove(earlier);
            foreach (var (id, isMain) in successors)
            {
                Point(earlier.ClosedId, id, earlier.IsMain && isMain);
            }
        }

        foreach (var (id, isMain) in successors)
        {
            Point(closedId, id, isMain);
        }
    }

    public void Reopen(int id)
    {
        foreach (var own in heirs.Where(h => h.ClosedId == id).ToList())
        {
            Remove(own);
        }
    }

    private void Point(int closedId, int heirId, bool isMain)
    {
        if (heirs.FirstOrDefault(h => h.ClosedId == closedId && h.HeirId == heirId) is { } there)
        {
            there.IsMain |= isMain;
            return;
        }

        // One row per pair: a row taken away a moment ago comes back.
        var heir = result.GoneHeirs.FirstOrDefault(h => h.ClosedId == closedId && h.HeirId == heirId);
        if (heir is not null)
        {
            result.GoneHeirs.Remove(heir);
            heir.IsMain = isMain;
        }
        else
        {
            heir = new DivisionHeir { ClosedId = closedId, HeirId = heirId, IsMain = isMain };
            result.NewHeirs.Add(heir);
        }

        heirs.Add(heir);
    }

    private void Remove(DivisionHeir heir)
    {
        heirs.Remove(heir);
        if (!result.NewHeirs.Remove(heir))
        {
            result.GoneHeirs.Add(heir);
        }
    }
}
