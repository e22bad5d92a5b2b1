using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions.History;

/// <summary>
/// The closed divisions and who follows them, as of one revision. Held in memory: a request reads the revision with its account and the list
/// only when that changed, so a deployment without mergers pays nothing.
/// </summary>
internal sealed class ClosedDivisions
{
    public const string RevisionKey = "divisions.revision";

    public static readonly ClosedDivisions None = new("", new Dictionary<int, string>(), []);

    private readonly Dictionary<int, string> words;
    private readonly (int Heir, int Closed)[] heirs;

    private ClosedDivisions(string revision, Dictionary<int, string> words, (int, int)[] heirs) => (Revision, this.words, this.heirs) = (revision, words, heirs);

    /// <summary>Empty: nothing was ever closed.</summary>
    public string Revision { get; }

    /// <summary>Chinese sentence that says why nothing is written there any more; null where the division exists.</summary>
    public string? WhyClosed(int divisionId) => words.GetValueOrDefault(divisionId);

    /// <summary>Closed divisions outside the scope whose rows a caller in it reads, because a successor of theirs lies inside.</summary>
    public IReadOnlySet<int> InheritedBy(DivisionScope scope)
    {
        if (heirs.Length == 0 || scope.Lo > scope.Hi)
        {
            return Actor.NothingInherited;
        }

        var first = Array.BinarySearch(heirs, (scope.Lo, int.MinValue));
        HashSet<int>? found = null;
        for (var i = first < 0 ? ~first : first; i < heirs.Length && heirs[i].Heir <= scope.Hi; i++)
        {
            if (!scope.Contains(heirs[i].Closed))
            {
                (found ??= []).Add(heirs[i].Closed);
            }
        }

        return found ?? Actor.NothingInherited;
    }

    /// <summary>True where a living successor of the closed division lies in the interval: its rows may be read there.</summary>
    public bool HasHeirIn(int closedId, int lo, int hi) => words.ContainsKey(closedId) && heirs.Any(h => h.Closed == closedId && h.Heir >= lo && h.Heir <= hi);

    /// <summary>Every process reads the list anew with its next request.</summary>
    public static async Task BumpAsync(CoreDbContext db, CancellationToken cancellationToken)
    {
        var setting = await db.Set<Setting>().FirstOrDefaultAsync(s => s.Key == RevisionKey, cancellationToken);
        if (setting is null)
        {
            db.Add(setting = new Setting { Key = RevisionKey, Value = "" });
        }

        setting.Value = Keys.New().ToString();
    }

    /// <summary>Two statements.</summary>
    public static async Task<ClosedDivisions> LoadAsync(CoreDbContext db, string revision, CancellationToken cancellationToken)
    {
        var closed = await db.Set<Division>().AsNoTracking().Where(d => d.ClosedOn != null).Select(d => new { d.Id, d.FullName, d.ClosedOn }).ToListAsync(cancellationToken);
        var heirs = await db.Set<DivisionHeir>().AsNoTracking()
            .Select(h => new { h.ClosedId, h.HeirId, h.IsMain, Name = db.Set<Division>().Where(d => d.Id == h.HeirId).Select(d => d.FullName).First() })
            .ToListAsync(cancellationToken);
        var main = heirs.Where(h => h.IsMain).ToDictionary(h => h.ClosedId, h => h.Name);
        var sorted = heirs.Select(h => (h.HeirId, h.ClosedId)).Order().ToArray();
        return new ClosedDivisions(
            revision,
            closed.ToDictionary(
                d => d.Id,
                d => $"“{d.FullName}”已于 {d.ClosedOn:yyyy-MM-dd} 撤销，记录只供查看，不能再写入。"
                    + (main.TryGetValue(d.Id, out var name) ? $"由“{name}”继承，请在那里办理。" : "")),
            sorted);
    }
}

/// <summary>Keeps the newest <see cref="ClosedDivisions"/> of this process.</summary>
internal sealed class ClosedDivisionCache
{
    private volatile ClosedDivisions newest = ClosedDivisions.None;

    /// <param name="revision">As the database has it now; null: nothing was ever closed.</param>
    public async Task<ClosedDivisions> GetAsync(CoreDbContext db, string? revision, CancellationToken cancellationToken)
    {
        var known = newest;
        if (known.Revision == (revision ?? ""))
        {
            return known;
        }

        return newest = revision is null ? ClosedDivisions.None : await ClosedDivisions.LoadAsync(db, revision, cancellationToken);
    }
}
