using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.VillageNotices;

namespace Platform.Oversight.Features.VillageNotices;

/// <summary>
/// A month's notices of a site, village by village: as issued, or what they would say today while they are not; with the visits that followed. A fixed number
/// of statements.
/// </summary>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/village-notices", "查询一个月各村的问题提示单和下村指导")]
[Clauses("P4-PATCH-01", "P4-PATCH-03", "P4-PATCH-04")]
internal sealed record GetVillageNotices(int SiteId, YearMonth Month) : IQuery<NoticeMonth>, ISiteRequest;

/// <param name="Edition">0: not issued.</param>
internal sealed record NoticeMonth(int SiteId, string SiteName, YearMonth Month, int Edition, DateOnly? IssuedOn, string IssuedBy, IReadOnlyList<NoticeRow> Rows)
{
    public int Missing => Rows.Count(r => r.VisitMissing);
}

/// <param name="NoticeId">Empty: not issued.</param>
/// <param name="VisitId">Of the first visit of the month; empty: none.</param>
internal sealed record NoticeRow(
    Guid VillageId, string VillageName, Guid NoticeId, IReadOnlyList<NoticeLine> Lines, IReadOnlyList<NoticeReader> Addressees, Guid VisitId, DateOnly? VisitedOn)
{
    public bool VisitMissing => NoticeId != Guid.Empty && Lines.Count > 0 && VisitId == Guid.Empty;

    public string ProblemText => Lines.Count == 0 ? "本月没有问题" : string.Join("；", Lines.Select((l, i) => $"{i + 1}. {l.Text}"));

    public string ReaderText => Addressees.Count == 0 ? "未安排驻村干部" : string.Join("、", Addressees.Select(a => a.Text));

    public string VisitText => Lines.Count == 0 ? "不需要" : VisitedOn is { } day ? $"{day:yyyy-MM-dd}" : "还没有";
}

/// <param name="Mine">The caller, or somebody the caller stands in for.</param>
internal sealed record NoticeReader(string Name, AddresseeRole Role, DateTimeOffset? ReadAt, bool Mine)
{
    public string RoleText => Role == AddresseeRole.Cadre ? "驻点镇干" : "协助人";

    public string Text => $"{Name}（{RoleText}{(ReadAt is null ? "" : "，已签收")}）";
}

/// <summary>One notice. Somebody without the right to see all reads the ones addressed to them. Four statements.</summary>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/village-notices/{id}", "查看一份问题提示单")]
[Clauses("P4-PATCH-03")]
internal sealed record GetVillageNotice(Guid Id) : IQuery<NoticeDetail>;

internal sealed record NoticeDetail(
    Guid Id, int SiteId, string SiteName, Guid VillageId, string VillageName, YearMonth Month, int Edition, DateOnly IssuedOn, string IssuedBy, bool Withdrawn, string Reason,
    IReadOnlyList<NoticeLine> Lines, IReadOnlyList<NoticeReader> Addressees)
{
    public bool ToSign => !Withdrawn && Addressees.Any(a => a.Mine && a.ReadAt is null);

    public string StateText => Withdrawn ? "已收回" : Lines.Count == 0 ? "没有问题" : $"{Lines.Count} 个问题";
}

internal sealed class VillageNoticeQueries(OversightDbContext db, NoticeBook book, IMediator mediator, Operation operation) :
    IRequestHandler<GetVillageNotices, NoticeMonth>, IRequestHandler<GetVillageNotice, NoticeDetail>
{
    public async Task<NoticeMonth> Handle(GetVillageNotices request, CancellationToken cancellationToken)
    {
        var first = request.Month.FirstDay;
        var site = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault();
        var notices = await db.Set<VillageNotice>().AsNoTracking().Where(n => n.SiteId == request.SiteId && n.Month == first && !n.Withdrawn).ToListAsync(cancellationToken);
        var visits = (await db.Set<Inspection>().AsNoTracking()
            .Where(i => i.SiteId == request.SiteId && i.Kind == InspectionKind.VillageVisit && i.Period == first && !i.Withdrawn)
            .Select(i => new { i.VillageId, i.Id, i.DoneOn }).ToListAsync(cancellationToken)).GroupBy(i => i.VillageId).ToDictionary(g => g.Key, g => g.MinBy(i => i.DoneOn)!);
        NoticeRow Row(Guid village, string name, Guid notice, IReadOnlyList<NoticeLine> lines, IReadOnlyList<NoticeReader> readers)
        {
            var visit = visits.GetValueOrDefault(village);
            return new NoticeRow(village, name, notice, lines, readers, visit?.Id ?? Guid.Empty, visit?.DoneOn);
        }

        if (notices.Count == 0)
        {
            var drafts = await book.CollectAsync(request.SiteId, request.Month, cancellationToken);
            return new NoticeMonth(
                request.SiteId, site?.Name ?? "", request.Month, 0, null, "",
                [.. drafts.Select(d => Row(d.Village.Id, d.Village.Name, Guid.Empty, d.Lines, [.. d.Addressees.Select(a => new NoticeReader(a.Name, a.Role, null, false))]))]);
        }

        var (items, readers) = await PartsAsync([.. notices.Select(n => n.Id)], cancellationToken);
        var order = (await mediator.Send(new GetVillages([request.SiteId], IncludeClosed: true), cancellationToken)).Select((v, i) => (v.Id, i)).ToDictionary(v => v.Id, v => v.i);
        return new NoticeMonth(
            request.SiteId, site?.Name ?? "", request.Month, notices[0].Edition, notices[0].IssuedOn, notices[0].IssuedBy,
            [.. notices.OrderBy(n => order.GetValueOrDefault(n.VillageId, int.MaxValue)).Select(n => Row(n.VillageId, n.VillageName, n.Id, [.. items[n.Id]], [.. readers[n.Id]]))]);
    }

    public async Task<NoticeDetail> Handle(GetVillageNotice request, CancellationToken cancellationToken)
    {
        var notice = await db.Set<VillageNotice>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == request.Id, cancellationToken) ?? throw NoticeRefusals.NotFound();
        var (items, readers) = await PartsAsync([notice.Id], cancellationToken);
        if (!operation.Actor.May(OversightPermissions.ViewFindings) && !readers[notice.Id].Any(r => r.Mine))
        {
            throw NoticeRefusals.NotFound();
        }

        var site = (await mediator.Send(new GetDivisions([notice.SiteId]), cancellationToken)).FirstOrDefault();
        return new NoticeDetail(
            notice.Id, notice.SiteId, site?.Name ?? "", notice.VillageId, notice.VillageName, YearMonth.Of(notice.Month), notice.Edition, notice.IssuedOn, notice.IssuedBy, notice.Withdrawn, notice.Reason,
            [.. items[notice.Id]], [.. readers[notice.Id]]);
    }

    private async Task<(ILookup<Guid, NoticeLine> Items, ILookup<Guid, NoticeReader> Readers)> PartsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var items = await db.Set<NoticeItem>().AsNoTracking().Where(i => ids.Contains(i.NoticeId)).OrderBy(i => i.Position).ToListAsync(cancellationToken);
        var readers = await db.Set<NoticeAddressee>().AsNoTracking().Where(a => ids.Contains(a.NoticeId)).ToListAsync(cancellationToken);
        var me = await NoticeReaders.OfAsync(mediator, operation, cancellationToken);
        return (
            items.ToLookup(i => i.NoticeId, i => new NoticeLine(i.Source, i.SourceId, i.Text, i.Link)),
            readers.OrderBy(a => a.Role).ThenBy(a => a.Name, StringComparer.Ordinal).ToLookup(a => a.NoticeId, a => new NoticeReader(a.Name, a.Role, a.ReadAt, me.Contains(a.StaffId))));
    }
}
