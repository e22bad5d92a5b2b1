using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Pages;

/// <summary>One page of the divisions of the scope, of one level and below one parent where given. Two statements.</summary>
/// <param name="Text">Beginning of the name, its pinyin initials or the code.</param>
/// <param name="ParentId">Only what lies below this division, at any depth.</param>
/// <param name="Day">As it was on this day, with those that existed then; today where none is given. One more statement.</param>
/// <param name="Closed">True: only those that are closed; false: only those that exist.</param>
[Requires(CorePermissions.ViewDivisions)]
[Endpoint(Verb.Get, "divisions", "区划列表，可按名称、拼音首字母、代码、级别、上级查找")]
internal sealed record ListDivisions(PageRequest Page, string? Text = null, DivisionLevels? Level = null, int? ParentId = null, DateOnly? Day = null, bool? Closed = null)
    : IQuery<Page<DivisionListRow>>;

/// <param name="Levels">Chinese names of all levels it has.</param>
/// <param name="ClosedOn">First day it was no more; null: exists, or existed on the day asked for.</param>
internal sealed record DivisionListRow(int Id, string Code, string Name, string FullName, string Levels, bool IsTownship, int Villages, DateOnly? ClosedOn);

internal sealed class ListDivisionsHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListDivisions, Page<DivisionListRow>>
{
    public async Task<Page<DivisionListRow>> Handle(ListDivisions request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var divisions = db.Set<Division>().AsNoTracking().Where(d => d.Id >= scope.Lo && d.Id <= scope.Hi && d.Levels != DivisionLevels.Nation);
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            divisions = divisions.Begin(text);
        }

        if (request.ParentId is { } parent)
        {
            divisions = divisions.Where(d => d.Id != parent && db.Set<Division>().Any(p => p.Id == parent && d.Id >= p.Lo && d.Id <= p.Hi));
        }

        if (request.Level is { } level)
        {
            var values = WithBit(level);
            divisions = divisions.Where(d => values.Contains(d.Levels));
        }

        if (request.Closed is { } closed)
        {
            divisions = divisions.Where(d => d.ClosedOn != null == closed);
        }

        if (request.Day is { } day)
        {
            divisions = divisions.Where(d => d.OpenedOn <= day && (
                db.Set<DivisionVersion>().Any(v => v.DivisionId == d.Id && v.Until > day)
                    ? !db.Set<DivisionVersion>().Where(v => v.DivisionId == d.Id && v.Until > day).OrderBy(v => v.Until).First().Closed
                    : d.ClosedOn == null || d.ClosedOn > day));
        }

        var total = await divisions.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "-Code" => divisions.OrderByDescending(d => d.Id),
            "Name" => divisions.OrderBy(d => d.Initials).ThenBy(d => d.Id),
            "-Name" => divisions.OrderByDescending(d => d.Initials).ThenBy(d => d.Id),
            _ => divisions.OrderBy(d => d.Id),
        };
        var rows = await sorted.Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(d => new { Division = d, Villages = db.Set<Village>().Count(v => v.SiteId >= d.Lo && v.SiteId <= d.Hi && v.ClosedOn == null) })
            .ToListAsync(cancellationToken);
        var then = await ThenAsync([.. rows.Select(r => r.Division)], request.Day, cancellationToken);
        return new Page<DivisionListRow>([.. rows.Select(r => Row(r.Division, then[r.Division.Id], r.Villages, request.Day is null))], total);
    }

    private async Task<Dictionary<int, DivisionOnDay>> ThenAsync(IReadOnlyList<Division> divisions, DateOnly? day, CancellationToken cancellationToken)
    {
        var ids = divisions.Select(d => d.Id).ToList();
        var versions = day is null ? [] : await db.Set<DivisionVersion>().AsNoTracking().Where(v => ids.Contains(v.DivisionId)).ToListAsync(cancellationToken);
        return DayBook.On(divisions, versions, day ?? DateOnly.MaxValue).ToDictionary(d => d.Id);
    }

    private static DivisionListRow Row(Division division, DivisionOnDay then, int villages, bool today) => new(
        division.Id, then.Code, then.Name, then.FullName, NamesOf(division.Levels), division.Levels.HasFlag(DivisionLevels.Township), villages,
        today ? division.ClosedOn : null);

    /// <summary>Levels are stored as words: all combinations that contain the bit.</summary>
    private static DivisionLevels[] WithBit(DivisionLevels level)
    {
        var all = (int)(DivisionLevels.Nation | DivisionLevels.Province | DivisionLevels.City | DivisionLevels.County | DivisionLevels.Township);
        return [.. Enumerable.Range(1, all).Select(v => (DivisionLevels)v).Where(v => v.HasFlag(level))];
    }

    internal static string NamesOf(DivisionLevels levels) => string.Join("、", DivisionWords.Levels.Where(l => levels.HasFlag(l.Level)).Select(l => l.Name));
}

internal static class DivisionWords
{
    public static readonly IReadOnlyList<(DivisionLevels Level, string Name)> Levels =
        [(DivisionLevels.Province, "省级"), (DivisionLevels.City, "市级"), (DivisionLevels.County, "县级"), (DivisionLevels.Township, "乡镇级")];
}
