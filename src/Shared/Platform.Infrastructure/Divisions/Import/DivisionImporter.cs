using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>Compares drafts with what is there and writes the difference: two reads, two bulk inserts, one save for changed rows.</summary>
internal sealed class DivisionImporter(CoreDbContext db, ModuleStates states)
{
    private const int Shown = 50;

    public static Stream Open(string fileName, Stream content) =>
        fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(content, CompressionMode.Decompress) : content;

    public async Task<DivisionDifferences> ImportAsync(DivisionDrafts drafts, bool dryRun, CancellationToken cancellationToken)
    {
        var known = await db.Set<Division>().ToDictionaryAsync(d => d.Id, cancellationToken);
        var knownVillages = await db.Set<Village>().IgnoreQueryFilters().ToDictionaryAsync(v => v.Code, cancellationToken);
        CheckSites(drafts, known);
        var newDivisions = drafts.Divisions.Where(d => !known.ContainsKey(d.Id)).ToList();
        var newVillages = drafts.Villages.Where(v => !knownVillages.ContainsKey(v.Code)).ToList();
        var changed = drafts.Divisions.Where(d => known.TryGetValue(d.Id, out var old) && Differs(old, d)).ToList();
        var renamedVillages = drafts.Villages.Where(v => knownVillages.TryGetValue(v.Code, out var old) && old.Name != v.Name).ToList();
        var missing = Missing(drafts, known.Values);

        var differences = new DivisionDifferences(
            newDivisions.Count,
            newVillages.Count,
            changed.Count + renamedVillages.Count,
            drafts.Divisions.Count + drafts.Villages.Count - newDivisions.Count - newVillages.Count - changed.Count - renamedVillages.Count,
            missing.Count,
            [
                .. changed.Select(d => new DivisionDifference(known[d.Id].Name == d.Name ? "变更" : "更名", CodeOf(d.Id), d.FullName, known[d.Id].FullName))
                    .Concat(renamedVillages.Select(v => new DivisionDifference("更名", v.Code, v.Name, knownVillages[v.Code].Name)))
                    .Concat(missing.Select(d => new DivisionDifference("文件中没有", d.Code, d.FullName, null)))
                    .Concat(newDivisions.Select(d => new DivisionDifference("新增", CodeOf(d.Id), d.FullName, null)))
                    .Concat(newVillages.Select(v => new DivisionDifference("新增", v.Code, v.Name, null)))
                    .Take(Shown),
            ]);
        if (!dryRun)
        {
            await Bulk.InsertAsync(db, newDivisions.Select(Entity), cancellationToken);
            await Bulk.InsertAsync(db, newVillages.Select(v => new Village { Code = v.Code, SiteId = v.SiteId, Name = v.Name, Initials = PinyinInitials.Of(v.Name) }), cancellationToken);
            foreach (var draft in changed)
            {
                Change(known[draft.Id], draft);
            }

            foreach (var draft in renamedVillages)
            {
                var village = knownVillages[draft.Code];
                (village.Name, village.Initials) = (draft.Name, PinyinInitials.Of(draft.Name));
            }

            await db.SaveChangesAsync(cancellationToken);
            await states.EnsureAsync(db, cancellationToken);
        }

        return differences;
    }

    private static bool Differs(Division old, DivisionDraft draft) =>
        old.Name != draft.Name || old.FullName != draft.FullName || (old.Levels | draft.Levels) != old.Levels || draft.Hi > old.Hi;

    // A file that speaks of one level of a division takes the other levels away from nobody. Corrected initials stay unless the name changes.
    private static void Change(Division division, DivisionDraft draft)
    {
        if (division.Name != draft.Name)
        {
            (division.Name, division.Initials) = (draft.Name, PinyinInitials.Of(draft.Name));
        }

        division.FullName = draft.FullName;
        division.Levels |= draft.Levels;
        division.IsSite = division.Levels.HasFlag(DivisionLevels.Township);
        division.Hi = Math.Max(division.Hi, draft.Hi);
    }

    private static void CheckSites(DivisionDrafts drafts, Dictionary<int, Division> known)
    {
        var sites = drafts.Divisions.Where(d => d.Levels.HasFlag(DivisionLevels.Township)).Select(d => d.Id)
            .Concat(known.Values.Where(d => d.IsSite).Select(d => d.Id)).ToHashSet();
        if (drafts.Villages.FirstOrDefault(v => !sites.Contains(v.SiteId)) is { } lost)
        {
            throw new RefusalException("UNKNOWN_SITE", $"村（社区）“{lost.Name}”（{lost.Code}）所属的乡镇 {CodeOf(lost.SiteId)} 不在文件中，也没有导入过。请先导入乡镇，或核对代码。");
        }
    }

    // Townships known below the counties the file speaks of, but not in it.
    private static List<Division> Missing(DivisionDrafts drafts, IEnumerable<Division> known)
    {
        var ids = drafts.Divisions.Select(d => d.Id).ToHashSet();
        var counties = drafts.Divisions.Where(d => d.Levels.HasFlag(DivisionLevels.Township)).Select(d => d.Id / 1000).ToHashSet();
        return [.. known.Where(d => d.IsSite && counties.Contains(d.Id / 1000) && !ids.Contains(d.Id)).OrderBy(d => d.Id)];
    }

    private static Division Entity(DivisionDraft draft) => new()
    {
        Id = draft.Id,
        Code = CodeOf(draft.Id),
        Name = draft.Name,
        FullName = draft.FullName,
        ParentId = draft.ParentId,
        Levels = draft.Levels,
        IsSite = draft.Levels.HasFlag(DivisionLevels.Township),
        Lo = draft.Lo,
        Hi = draft.Hi,
        Initials = PinyinInitials.Of(draft.Name),
    };

    private static string CodeOf(int id) => id.ToString("000000000", CultureInfo.InvariantCulture);
}
