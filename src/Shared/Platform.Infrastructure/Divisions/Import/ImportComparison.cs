using System.Globalization;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.Changes;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>A unit of the file whose code is new and one of the platform that the file no longer has: most likely the same.</summary>
internal sealed record RecodePair(Division Known, DivisionDraft Draft);

/// <summary>
/// A list of divisions against what is there, by the codes of today. Says what is new, what changed, what the file lacks, and what a person has to
/// decide: a missing unit and a new one of the same or a similar name under the same parent are proposed as one that changed its code.
/// </summary>
internal sealed class ImportComparison
{
    // Endings that change when a township becomes a subdistrict.
    private static readonly string[] Endings = ["街道办事处", "办事处", "街道", "民族乡", "地区", "镇", "乡"];

    private readonly Dictionary<string, Division> byCode;
    private readonly HashSet<int> taken;

    public ImportComparison(DivisionDrafts drafts, IReadOnlyList<Division> known, IReadOnlySet<string> formerCodes)
    {
        byCode = known.ToDictionary(d => d.Code);
        taken = [.. known.Select(d => d.Id)];
        var unknown = new List<DivisionDraft>();
        foreach (var draft in drafts.Divisions)
        {
            var code = CodeOf(draft.Id);
            if (byCode.TryGetValue(code, out var division))
            {
                (division.ClosedOn is null ? Matched : Revived).Add((division, draft));
            }
            else if (formerCodes.Contains(code))
            {
                Outdated.Add(draft);
            }
            else
            {
                unknown.Add(draft);
            }
        }

        Missing = FindMissing(drafts, known);
        Pairs = Pair(unknown);
        var paired = Pairs.Select(p => p.Draft).ToHashSet();
        New = [.. unknown.Where(d => !paired.Contains(d))];
    }

    /// <summary>Living divisions that the file has too.</summary>
    public List<(Division Division, DivisionDraft Draft)> Matched { get; } = [];

    /// <summary>Closed divisions that the file has all the same; they stay closed.</summary>
    public List<(Division Division, DivisionDraft Draft)> Revived { get; } = [];

    /// <summary>Codes that units had before a recode; the file is older than the platform there.</summary>
    public List<DivisionDraft> Outdated { get; } = [];

    public IReadOnlyList<DivisionDraft> New { get; }

    public IReadOnlyList<RecodePair> Pairs { get; }

    /// <summary>Living townships below the counties the file speaks of that it does not have, pairs included.</summary>
    public IReadOnlyList<Division> Missing { get; }

    /// <summary>Number of a division by its code: of the one that is there, or a free one for a new one below <paramref name="parent"/>.</summary>
    public int NumberFor(DivisionDraft draft, Division? parent)
    {
        var number = parent is null || parent.Id == 0 ? draft.Id
            : DivisionBook.FreeNumber(draft.Id, draft.Hi - draft.Lo, parent.Lo, parent.Hi, taken)
            ?? (draft.Id == parent.Id ? draft.Id : throw new RefusalException("NO_NUMBER", $"“{parent.FullName}”下没有空的编号了。"));
        taken.Add(number);
        return number;
    }

    public static string CodeOf(int id) => id.ToString("000000000", CultureInfo.InvariantCulture);

    private List<Division> FindMissing(DivisionDrafts drafts, IReadOnlyList<Division> known)
    {
        var ids = Matched.Select(m => m.Division.Id).ToHashSet();
        var counties = drafts.Divisions.Where(d => d.Levels.HasFlag(Contracts.Divisions.DivisionLevels.Township))
            .Select(d => byCode.GetValueOrDefault(CodeOf(d.ParentId))?.Id ?? d.ParentId).ToHashSet();
        return [.. known.Where(d => d.IsSite && d.ClosedOn is null && counties.Contains(d.ParentId) && !ids.Contains(d.Id)).OrderBy(d => d.Id)];
    }

    private List<RecodePair> Pair(List<DivisionDraft> unknown)
    {
        var pairs = new List<RecodePair>();
        var open = Missing.ToList();
        foreach (var same in new Func<string, string>[] { n => n, Stem })
        {
            foreach (var draft in unknown.Where(d => d.Lo == d.Hi && pairs.All(p => p.Draft != d)).ToList())
            {
                var parent = byCode.GetValueOrDefault(CodeOf(draft.ParentId))?.Id;
                var candidates = open.Where(d => d.ParentId == parent && same(d.Name) == same(draft.Name)).ToList();
                if (candidates.Count == 1)
                {
                    open.Remove(candidates[0]);
                    pairs.Add(new RecodePair(candidates[0], draft));
                }
            }
        }

        return pairs;
    }

    private static string Stem(string name)
    {
        var ending = Endings.FirstOrDefault(e => name.Length > e.Length && name.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? name : name[..^ending.Length];
    }
}
