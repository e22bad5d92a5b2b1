using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>Compares drafts with what is there and writes the difference: two reads, two bulk inserts, one save for renamed rows.</summary>
internal sealed class DivisionImporter(CoreDbContext db, ModuleStates states)
{
    private const int Shown = 50;

    public static Stream Open(string fileName, Stream content) =>
        fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(content, CompressionMode.Decompress) : content;

    public async Task<DivisionDifferences> ImportAsync(DivisionDrafts drafts, bool dryRun, CancellationToken cancellationToken)
    {
        var known = await db.Set<Division>().ToDictionaryAsync(d => d.Id, cancellationToken);
        var knownVillages = await db.Set<Village>().IgnoreQueryFilters().ToDictionaryAsync(v => v.Code, cancellationToken);
        var newDivisions = drafts.Divisions.Where(d => !known.ContainsKey(d.Id)).ToList();
        var newVillages = drafts.Villages.Where(v => !knownVillages.ContainsKey(v.Code)).ToList();
        var renamed = drafts.Divisions.Where(d => known.TryGetValue(d.Id, out var old) && old.Name != d.Name).ToList();
        var renamedVillages = drafts.Villages.Where(v => knownVillages.TryGetValue(v.Code, out var old) && old.Name != v.Name).ToList();
        var missing = Missing(drafts, known.Values);

        var differences = new DivisionDifferences(
            newDivisions.Count,
            newVillages.Count,
            renamed.Count + renamedVillages.Count,
            drafts.Divisions.Count + drafts.Villages.Count - newDivisions.Count - newVillages.Count - renamed.Count - renamedVillages.Count,
            missing.Count,
            [
                .. renamed.Select(d => new DivisionDifference("更名", CodeOf(d.Id), d.FullName, known[d.Id].Name))
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
            foreach (var draft in renamed)
            {
                var division = known[draft.Id];
                (division.Name, division.FullName, division.Initials) = (draft.Name, draft.FullName, PinyinInitials.Of(draft.Name));
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

    // Townships known below the counties the file speaks of, but not in it.
    private static List<Division> Missing(DivisionDrafts drafts, IEnumerable<Division> known)
    {
        var ids = drafts.Divisions.Select(d => d.Id).ToHashSet();
        var counties = drafts.Divisions.Where(d => d.Levels.HasFlag(Contracts.Divisions.DivisionLevels.Township)).Select(d => d.Id / 1000).ToHashSet();
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
        IsSite = draft.Levels.HasFlag(Contracts.Divisions.DivisionLevels.Township),
        Lo = draft.Lo,
        Hi = draft.Hi,
        Initials = PinyinInitials.Of(draft.Name),
    };

    private static string CodeOf(int id) => id.ToString("000000000", CultureInfo.InvariantCulture);
}
