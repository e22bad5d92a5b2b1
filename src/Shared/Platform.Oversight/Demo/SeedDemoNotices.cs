using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.VillageNotices;

namespace Platform.Oversight.Demo;

/// <summary>A month's notices of a demo township, issued on the 15th, and the visits that followed, some of them still missing. Sent by the seeding alone.</summary>
[Label("装入演示问题提示单")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoNotices(YearMonth Month, DateOnly Today, DivisionRow Site) : ICommand<Unit>;

internal sealed class SeedDemoNoticesHandler(OversightDbContext db, NoticeBook book, IMediator mediator) : IRequestHandler<SeedDemoNotices, Unit>
{
    public async Task<Unit> Handle(SeedDemoNotices request, CancellationToken cancellationToken)
    {
        var (site, month, first) = (request.Site.Id, request.Month, request.Month.FirstDay);
        var issued = first.AddDays(14);
        if (issued > request.Today)
        {
            return Unit.Value;
        }

        await book.IssueAsync(site, month, issued, "乡镇经办人", "", cancellationToken);
        var people = await mediator.Send(new GetStaff([site]), cancellationToken);
        var notices = await db.Set<VillageNotice>().AsNoTracking().Where(n => n.SiteId == site && n.Month == first && n.Problems > 0 && !n.Withdrawn).ToListAsync(cancellationToken);
        var ids = notices.ConvertAll(n => n.Id);
        var items = (await db.Set<NoticeItem>().AsNoTracking().Where(i => ids.Contains(i.NoticeId)).OrderBy(i => i.Position).ToListAsync(cancellationToken)).ToLookup(i => i.NoticeId);
        var (inspections, lines) = (new List<Inspection>(), new List<InspectionLine>());
        foreach (var (notice, i) in notices.OrderBy(n => n.Id).Select((n, i) => (n, i)))
        {
            var day = issued.AddDays(1 + DemoDice.Roll(10, site, i, first.Month));
            if (people.Count == 0 || day > request.Today || DemoDice.Roll(9, site, i, first.Month, 31) == 0)
            {
                continue;
            }

            var inspector = people[DemoDice.Roll(people.Count, site, i, 32)];
            var visit = new Inspection
            {
                SiteId = site,
                Kind = InspectionKind.VillageVisit,
                VillageId = notice.VillageId,
                Period = first,
                DoneOn = day,
                InspectorStaffId = inspector.Id,
                InspectorName = inspector.Name,
                FormName = $"{InspectionRules.Text(InspectionKind.VillageVisit)}表",
                RecordedBy = "乡镇经办人",
                RecordedOn = day,
            };
            inspections.Add(visit);
            lines.AddRange(items[notice.Id].Select(n => (Text: Text.Cut("提示的问题：" + n.Text, 300), Remark: "已现场指导，定于月底前整改到位。"))
                .Concat(InspectionRules.Default(visit.Kind).Select(d => (d.Text, Remark: "由村专干负责，办公室协助。")))
                .Select((line, n) => new InspectionLine { SiteId = site, InspectionId = visit.Id, Position = n, Text = line.Text, Remark = line.Remark }));
        }

        await Bulk.InsertAsync(db, inspections, cancellationToken);
        await Bulk.InsertAsync(db, lines, cancellationToken);
        await book.SettleVisitsAsync(site, month, cancellationToken);
        await SignAsync(ids, site, issued, cancellationToken);
        return Unit.Value;
    }

    // Most addressees have acknowledged by the next day.
    private async Task SignAsync(List<Guid> notices, int site, DateOnly issued, CancellationToken cancellationToken)
    {
        var readers = await db.Set<NoticeAddressee>().Where(a => notices.Contains(a.NoticeId)).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        foreach (var (reader, _) in readers.Select((r, i) => (r, i)).Where(x => DemoDice.Roll(4, site, x.i, issued.Month, 33) > 0))
        {
            reader.ReadAt = new DateTimeOffset(issued.AddDays(1).ToDateTime(new TimeOnly(9, 20)), TimeSpan.FromHours(8));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
