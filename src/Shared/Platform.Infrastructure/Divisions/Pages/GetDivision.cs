using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Pages;

/// <summary>A division with its history: what it was, what became of it, what went into it. Seven statements.</summary>
[Requires(CorePermissions.ViewDivisions)]
[Endpoint(Verb.Get, "divisions/{id}", "一个区划及其沿革：历次名称和代码、继承关系、所属村（社区）、变更记录")]
internal sealed record GetDivision(int Id) : IQuery<DivisionDetails>, ISiteRequest
{
    int ISiteRequest.SiteId => Id;
}

/// <param name="Heirs">Who reads its rows today; only of a closed one.</param>
/// <param name="Predecessors">Closed units whose rows are read here.</param>
internal sealed record DivisionDetails(
    int Id, string Code, string Name, string FullName, string Levels, bool IsTownship, string ParentName, DateOnly? OpenedOn, DateOnly? ClosedOn,
    IReadOnlyList<DivisionPast> Past, IReadOnlyList<LinkedDivision> Heirs, IReadOnlyList<LinkedDivision> Predecessors,
    IReadOnlyList<VillageNow> Villages, IReadOnlyList<DivisionChangeRow> Changes);

/// <param name="From">Null: since before the records.</param>
/// <param name="Until">First day on which it no longer was so; null: today.</param>
internal sealed record DivisionPast(DateOnly? From, DateOnly? Until, string Code, string Name, string FullName, bool Closed);

/// <param name="InScope">Its own page opens for the caller.</param>
internal sealed record LinkedDivision(int Id, string Code, string FullName, bool InScope);

internal sealed record VillageNow(string Code, string Name, DateOnly? ClosedOn);

internal sealed class GetDivisionHandler(CoreDbContext db, Operation operation) : IRequestHandler<GetDivision, DivisionDetails>
{
    public async Task<DivisionDetails> Handle(GetDivision request, CancellationToken cancellationToken)
    {
        var division = await db.Set<Division>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == request.Id, cancellationToken)
            ?? throw new RefusalException("UNKNOWN_DIVISION", "没有这个区划。", RefusalKind.NotFound);
        var parent = await db.Set<Division>().AsNoTracking().Where(d => d.Id == division.ParentId).Select(d => d.FullName).FirstOrDefaultAsync(cancellationToken);
        var versions = await db.Set<DivisionVersion>().AsNoTracking().Where(v => v.DivisionId == division.Id && v.VillageId == Guid.Empty).OrderBy(v => v.Until).ToListAsync(cancellationToken);
        var linked = await (from heir in db.Set<DivisionHeir>().AsNoTracking()
                            where heir.ClosedId == request.Id || heir.HeirId == request.Id
                            join other in db.Set<Division>() on heir.ClosedId == request.Id ? heir.HeirId : heir.ClosedId equals other.Id
                            orderby heir.IsMain descending, other.Id
                            select new { Heir = heir.ClosedId == request.Id, Other = other }).ToListAsync(cancellationToken);
        var villages = !division.IsSite ? [] : await db.Set<Village>().AsNoTracking().Where(v => v.SiteId == division.Id)
            .OrderBy(v => v.Code).Select(v => new VillageNow(v.Code, v.Name, v.ClosedOn)).ToListAsync(cancellationToken);
        var changes = await db.Set<DivisionChange>().AsNoTracking()
            .Where(c => (c.DivisionId == division.Id && c.VillageId == Guid.Empty) || db.Set<DivisionSuccessor>().Any(s => s.ChangeId == c.Id && s.SuccessorId == division.Id))
            .OrderByDescending(c => c.EffectiveOn).ThenByDescending(c => c.Id)
            .ToListAsync(cancellationToken);
        LinkedDivision Link(Division d) => new(d.Id, d.Code, d.FullName, operation.Actor.Reads(d.Id));
        return new DivisionDetails(
            division.Id, division.Code, division.Name, division.FullName, ListDivisionsHandler.NamesOf(division.Levels), division.IsSite, parent ?? "",
            Known(division.OpenedOn), division.ClosedOn, Past(division, versions),
            [.. linked.Where(l => l.Heir).Select(l => Link(l.Other))], [.. linked.Where(l => !l.Heir).Select(l => Link(l.Other))],
            villages, [.. changes.Select(ListDivisionChangesHandler.Row)]);
    }

    // Newest first; the state of today stands on top.
    private static IReadOnlyList<DivisionPast> Past(Division division, IReadOnlyList<DivisionVersion> versions)
    {
        var rows = new List<DivisionPast>();
        var from = Known(division.OpenedOn);
        foreach (var version in versions)
        {
            rows.Add(new DivisionPast(from, version.Until, version.Code, version.Name, version.FullName, version.Closed));
            from = version.Until;
        }

        rows.Add(new DivisionPast(from, null, division.Code, division.Name, division.FullName, division.ClosedOn is not null));
        rows.Reverse();
        return rows;
    }

    private static DateOnly? Known(DateOnly day) => day == default ? null : day;
}
