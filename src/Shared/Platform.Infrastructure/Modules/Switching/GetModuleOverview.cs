using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Modules.Switching;

/// <summary>Which divisions of the scope have which modules: one page of divisions. Three statements.</summary>
/// <param name="Text">Beginning of name, initials or code.</param>
/// <param name="ModuleId">Only divisions where this module has the state <paramref name="Enabled"/>.</param>
/// <param name="TownshipsOnly">Leaves out counties and above.</param>
[Requires(CorePermissions.ManageModules)]
[Endpoint(Verb.Get, "modules/overview", "各区划启用了哪些模块")]
internal sealed record GetModuleOverview(PageRequest Page, string? Text = null, string? ModuleId = null, bool? Enabled = null, bool? TownshipsOnly = null)
    : IQuery<Page<ModuleOverviewRow>>;

/// <param name="On">Module ids that are on.</param>
internal sealed record ModuleOverviewRow(int DivisionId, string Code, string Name, string FullName, string Level, IReadOnlySet<string> On);

internal sealed class GetModuleOverviewHandler(CoreDbContext db, Operation operation) : IRequestHandler<GetModuleOverview, Page<ModuleOverviewRow>>
{
    public async Task<Page<ModuleOverviewRow>> Handle(GetModuleOverview request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var divisions = db.Set<Division>().AsNoTracking().Where(d => d.ClosedOn == null && d.Id >= scope.Lo && d.Id <= scope.Hi);
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            divisions = divisions.Begin(text);
        }

        if (request.TownshipsOnly == true)
        {
            divisions = divisions.Where(d => d.IsSite);
        }

        if (request.ModuleId is { Length: > 0 } module && request.Enabled is { } wanted)
        {
            divisions = divisions.Where(d => db.Set<ModuleState>().Any(s => s.ModuleId == module && s.DivisionId == d.Id && s.Enabled == wanted));
        }

        var total = await divisions.CountAsync(cancellationToken);
        var sorted = request.Page.Sort == "-Code" ? divisions.OrderByDescending(d => d.Id) : divisions.OrderBy(d => d.Id);
        var rows = await sorted.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return new Page<ModuleOverviewRow>([], total);
        }

        var (lo, hi) = (rows.Min(r => r.Id), rows.Max(r => r.Id));
        var on = (await db.Set<ModuleState>().AsNoTracking()
                .Where(s => s.Enabled && s.DivisionId >= lo && s.DivisionId <= hi)
                .Where(s => divisions.Any(d => d.Id == s.DivisionId))
                .Select(s => new { s.DivisionId, s.ModuleId })
                .ToListAsync(cancellationToken))
            .ToLookup(s => s.DivisionId, s => s.ModuleId);
        return new Page<ModuleOverviewRow>(
            [.. rows.Select(d => new ModuleOverviewRow(d.Id, d.Code, d.Name, d.FullName, LevelNames.Of(d.Levels), on[d.Id].ToHashSet()))], total);
    }
}

internal static class LevelNames
{
    /// <summary>Chinese name of the highest level a division has.</summary>
    public static string Of(DivisionLevels levels) =>
        levels.HasFlag(DivisionLevels.Province) ? "省级"
        : levels.HasFlag(DivisionLevels.City) ? "市级"
        : levels.HasFlag(DivisionLevels.County) ? "县级"
        : levels.HasFlag(DivisionLevels.Township) ? "乡镇级" : "全国";
}
