using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Brings the rows a set of changes needs into a <see cref="DivisionBook"/>, and writes what came of them.</summary>
internal sealed class DivisionBooks(CoreDbContext db, ModuleStates states)
{
    private static readonly string[] SiteFilter = [ModuleDbContext.SiteFilter];

    /// <summary>The named units, all below and above them, their villages, versions and heirs. Five statements.</summary>
    /// <param name="track">False: only to look what would come of the changes.</param>
    public async Task<DivisionBook> LoadAsync(IEnumerable<ChangeDraft> drafts, bool track, CancellationToken cancellationToken)
    {
        var codes = drafts.SelectMany(d => d.Codes.Concat(d is { IsVillage: true } ? [d.Code[..9]] : [])).Distinct().ToList();
        var divisionCodes = codes.Where(c => c.Length == 9).ToList();
        var villageCodes = codes.Where(c => c.Length == 12).ToList();
        var named = await db.Set<Division>().AsNoTracking()
            .Where(d => d.Id > 0 && (divisionCodes.Contains(d.Code)
                || db.Set<Village>().IgnoreQueryFilters(SiteFilter).Any(v => v.SiteId == d.Id && villageCodes.Contains(v.Code))))
            .Select(d => new { d.Id, d.Lo, d.Hi })
            .ToListAsync(cancellationToken);
        var (lo, hi) = named.Count > 0 ? (named.Min(n => n.Lo), named.Max(n => n.Hi)) : (0, 0);
        var divisions = await Tracked(db.Set<Division>(), track)
            .Where(d => (d.Id >= lo && d.Id <= hi) || (d.Hi > d.Lo && d.Lo <= hi && d.Hi >= lo))
            .ToListAsync(cancellationToken);
        var sites = named.Where(n => n.Lo == n.Hi).Select(n => n.Id).ToList();
        var villages = await Tracked(db.Set<Village>().IgnoreQueryFilters(SiteFilter), track)
            .Where(v => villageCodes.Contains(v.Code) || sites.Contains(v.SiteId))
            .ToListAsync(cancellationToken);
        var villageIds = villages.Select(v => v.Id).ToList();
        var versions = await db.Set<DivisionVersion>().AsNoTracking()
            .Where(v => (v.DivisionId > 0 && v.DivisionId >= lo && v.DivisionId <= hi) || codes.Contains(v.Code) || villageIds.Contains(v.VillageId))
            .ToListAsync(cancellationToken);
        var heirs = await Tracked(db.Set<DivisionHeir>(), track)
            .Where(h => divisionCodes.Count > 0 && db.Set<Division>().Any(d => divisionCodes.Contains(d.Code) && (d.Id == h.HeirId || d.Id == h.ClosedId)))
            .ToListAsync(cancellationToken);
        return new DivisionBook(divisions, villages, versions, heirs);
    }

    public async Task WriteAsync(DivisionBook book, CancellationToken cancellationToken)
    {
        var result = book.Result;
        db.AddRange(result.Divisions);
        db.AddRange(result.Villages);
        db.AddRange(result.Versions);
        db.AddRange(result.Successors);
        db.RemoveRange(result.GoneHeirs);
        db.AddRange(result.NewHeirs);
        await MoveAccountsAsync(result, cancellationToken);
        await CopySwitchesAsync(result, cancellationToken);
        if (result.ScopesChanged)
        {
            await ClosedDivisions.BumpAsync(db, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (result.Divisions.Count > 0)
        {
            await states.EnsureAsync(db, cancellationToken);
        }
    }

    private static IQueryable<T> Tracked<T>(IQueryable<T> rows, bool track)
        where T : class => track ? rows : rows.AsNoTracking();

    // Who worked in a closed unit works in its main successor from now on.
    private async Task MoveAccountsAsync(BookResult result, CancellationToken cancellationToken)
    {
        if (result.AccountMoves.Count == 0)
        {
            return;
        }

        var closed = result.AccountMoves.Select(m => m.From).ToList();
        var assignments = await db.Set<RoleAssignment>()
            .Where(r => db.Set<RoleAssignment>().Any(m => m.AccountId == r.AccountId && closed.Contains(m.DivisionId)))
            .ToListAsync(cancellationToken);
        var accounts = await db.Set<Account>().Where(a => closed.Contains(a.ActiveDivisionId)).ToListAsync(cancellationToken);
        var targets = result.AccountMoves.Select(m => m.To).ToList();
        var divisions = await db.Set<Division>().AsNoTracking().Where(d => targets.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancellationToken);
        foreach (var division in result.Divisions)
        {
            divisions.TryAdd(division.Id, division);
        }

        foreach (var (from, to) in result.AccountMoves)
        {
            foreach (var old in assignments.Where(a => a.DivisionId == from).ToList())
            {
                assignments.Remove(old);
                db.Remove(old);
                if (!assignments.Any(a => a.AccountId == old.AccountId && a.Role == old.Role && a.DivisionId == to))
                {
                    var moved = new RoleAssignment { AccountId = old.AccountId, Role = old.Role, DivisionId = to, Lo = divisions[to].Lo, Hi = divisions[to].Hi };
                    assignments.Add(moved);
                    db.Add(moved);
                }
            }

            foreach (var account in accounts.Where(a => a.ActiveDivisionId == from))
            {
                account.ActiveDivisionId = to;
            }
        }
    }

    private async Task CopySwitchesAsync(BookResult result, CancellationToken cancellationToken)
    {
        if (result.SwitchCopies.Count == 0)
        {
            return;
        }

        var from = result.SwitchCopies.Select(c => c.From).ToList();
        var known = (await db.Set<ModuleState>().AsNoTracking().Where(s => from.Contains(s.DivisionId)).ToListAsync(cancellationToken)).ToLookup(s => s.DivisionId);
        db.AddRange(result.SwitchCopies.SelectMany(c => known[c.From].Select(s => new ModuleState { ModuleId = s.ModuleId, DivisionId = c.To, Enabled = s.Enabled })));
    }
}
