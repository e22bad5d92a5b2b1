using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>
/// Compares a list with what is there and writes the difference: three reads, two bulk inserts, one save for changed rows and their versions. A
/// first load of a county leaves no change records; what is added, renamed or recoded later does.
/// </summary>
internal sealed class DivisionImporter(CoreDbContext db, ModuleStates states, Operation operation)
{
    public static Stream Open(string fileName, Stream content) =>
        fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(content, CompressionMode.Decompress) : content;

    public async Task<DivisionDifferences> ImportAsync(DivisionDrafts drafts, ImportTerms terms, CancellationToken cancellationToken)
    {
        terms.Report("正在比较", 0, 0);
        var known = await db.Set<Division>().ToListAsync(cancellationToken);
        var villages = await db.Set<Village>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).ToListAsync(cancellationToken);
        var versions = await db.Set<DivisionVersion>().AsNoTracking().ToListAsync(cancellationToken);
        var former = versions.Where(v => v.VillageId == Guid.Empty).Select(v => v.Code).ToHashSet();
        var book = new DivisionBook(known, villages, versions, []);
        var comparison = new ImportComparison(drafts, known, former);
        var plan = new ImportPlan(comparison, book, drafts, terms, villages);
        CheckScope(plan);
        var differences = plan.Differences();
        if (terms.DryRun)
        {
            return differences;
        }

        await InsertAsync("正在写入区划", plan.NewDivisions, terms, cancellationToken);
        await InsertAsync("正在写入村（社区）", plan.NewVillages, terms, cancellationToken);
        terms.Report("正在写入变更", 0, 0);
        plan.ApplyChanges();
        await Bulk.InsertAsync(db, book.Result.Versions, cancellationToken);
        await Bulk.InsertAsync(db, plan.Records(operation), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await states.EnsureAsync(db, cancellationToken);
        return differences;
    }

    private async Task InsertAsync<T>(string step, IReadOnlyList<T> rows, ImportTerms terms, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count > 0)
        {
            await Bulk.InsertAsync(db, Counted(step, rows, terms), cancellationToken);
        }
    }

    private static IEnumerable<T> Counted<T>(string step, IReadOnlyList<T> rows, ImportTerms terms)
    {
        const int Often = 1000;
        for (var i = 0; i < rows.Count; i++)
        {
            if (i % Often == 0)
            {
                terms.Report(step, i, rows.Count);
            }

            yield return rows[i];
        }
    }

    // A maintainer of one city changes nothing in another.
    private void CheckScope(ImportPlan plan)
    {
        var scope = operation.Actor.Scope;
        if (scope != DivisionScope.Nation && plan.Touched.FirstOrDefault(id => !scope.Contains(id)) is > 0 and var outside)
        {
            throw new RefusalException("OUT_OF_SCOPE", $"文件里的 {outside} 不在您的管辖范围内，请只导入本区划的名单。", RefusalKind.NotFound);
        }
    }
}

/// <summary>How a list is taken in.</summary>
/// <param name="On">First day of what is new or changed.</param>
/// <param name="Recode">Takes the proposed changes of code for decided; otherwise these units wait for a person.</param>
internal sealed record ImportTerms(string Source, DateOnly On, bool DryRun = false, bool Recode = false, IProgress<ImportProgress>? Progress = null)
{
    public void Report(string step, int done, int total) => Progress?.Report(new ImportProgress(step, done, total));
}
