using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Reports;

/// <summary>
/// The rows behind a figure, as the ledger stands now: people, or events with their day. Where something was entered later than the report, the count differs from the figure and
/// the page says so. People are named: the look stands in the trail. Refuses NOT_FOUND, FIGURE_IS_FORMULA (open what it is reckoned from), FIGURE_OF_CHILD (a county's figure: open
/// the township's report). Five statements.
/// </summary>
/// <param name="UnitId">Village; empty: the whole township.</param>
[Label("查看月报数字的明细")]
[Requires(StatisticsPermissions.People)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/reports/{id}/figures/{code}", "打开月报的一个数字，列出它由哪些人、哪些变动组成；留下查看记录")]
[Clauses("P4-RESSTAT-04", "P4-RESSTAT-06")]
internal sealed record OpenFigure(int SiteId, Guid Id, string Code, PageRequest Page, Guid UnitId = default) : ICommand<Page<FigureRow>>, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

/// <param name="Event">Null: somebody who lives there.</param>
internal sealed record FigureRow(Guid ResidentId, string Village, string Name, Sex Sex, DateOnly BirthDate, ResidenceKind Residence, EventKind? Event, DateOnly? OccurredOn, DateOnly? EnteredOn);

internal sealed class OpenFigureHandler(StatisticsDbContext db, ReportDesk desk, FormReader forms, LedgerDesk ledger, Operation operation) : IRequestHandler<OpenFigure, Page<FigureRow>>
{
    public async Task<Page<FigureRow>> Handle(OpenFigure request, CancellationToken cancellationToken)
    {
        var report = await desk.OpenAsync(request.SiteId, request.Id, null, cancellationToken);
        if (report.IsSummary)
        {
            throw new RefusalException("FIGURE_OF_CHILD", "汇总表的数字由各乡镇月报相加，请打开乡镇的月报查看明细。", RefusalKind.Conflict);
        }

        var content = await forms.OpenAsync(report.FormId, cancellationToken);
        var item = content.Items.FirstOrDefault(i => i.Code == request.Code) ?? throw Refusals.NotFound("这个指标");
        if (item.Source == ItemSource.Formula)
        {
            throw new RefusalException("FIGURE_IS_FORMULA", $"“{item.Name}”由公式 {item.Formula} 算出，请打开公式里的指标。", RefusalKind.Conflict);
        }

        var month = YearMonth.Of(report.Month);
        var villages = await ledger.VillageNamesAsync([report.SiteId], cancellationToken);
        operation.Note($"{month.ToChinese()} {item.Code} {item.Name}");
        return item.Source is ItemSource.PeopleAtBegin or ItemSource.PeopleAtEnd
            ? await PeopleAsync(request, report, item, month, villages, cancellationToken)
            : await EventsAsync(request, report, item, Period(item, month, content.Form.YearStartMonth), villages, cancellationToken);
    }

    private static (DateOnly From, DateOnly To) Period(ReportItem item, YearMonth month, int yearStart) =>
        (item.Source == ItemSource.EventsOfMonth ? month.FirstDay : Cube.YearBegin(month, yearStart), month.LastDay);

    private async Task<Page<FigureRow>> PeopleAsync(
        OpenFigure request, MonthlyReport report, ReportItem item, YearMonth month, IReadOnlyDictionary<Guid, string> villages, CancellationToken cancellationToken)
    {
        var day = item.Source == ItemSource.PeopleAtBegin ? month.FirstDay.AddDays(-1) : month.LastDay;
        var people = Described(db.Set<Resident>().AsNoTracking().Where(r => r.SiteId == report.SiteId && r.From <= day && r.To > day), item, month.LastDay);
        people = request.UnitId == Guid.Empty ? people : people.Where(r => r.VillageId == request.UnitId);
        var total = await people.CountAsync(cancellationToken);
        var page = await people.OrderBy(r => r.VillageId).ThenBy(r => r.Name).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<FigureRow>([.. page.Select(r => Row(r, null, villages))], total);
    }

    private async Task<Page<FigureRow>> EventsAsync(
        OpenFigure request, MonthlyReport report, ReportItem item, (DateOnly From, DateOnly To) period, IReadOnlyDictionary<Guid, string> villages, CancellationToken cancellationToken)
    {
        var (from, to) = period;
        var events = db.Set<PopulationEvent>().AsNoTracking().Where(e => e.SiteId == report.SiteId && e.OccurredOn >= from && e.OccurredOn <= to && e.VoidReason == "");
        events = item.Event is { } kind ? events.Where(e => e.Kind == kind) : events;
        events = request.UnitId == Guid.Empty ? events : events.Where(e => e.VillageId == request.UnitId);
        var described = Described(db.Set<Resident>().AsNoTracking(), item, to);
        var joined = events.Join(described, e => e.ResidentId, r => r.Id, (e, r) => new { Event = e, Resident = r });
        var total = await joined.CountAsync(cancellationToken);
        var page = await joined.OrderBy(j => j.Event.OccurredOn).ThenBy(j => j.Event.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<FigureRow>([.. page.Select(j => Row(j.Resident, j.Event, villages))], total);
    }

    private static IQueryable<Resident> Described(IQueryable<Resident> people, ReportItem item, DateOnly last)
    {
        people = item.Sex is { } sex ? people.Where(r => r.Sex == sex) : people;
        people = item.Residence is { } residence ? people.Where(r => r.Residence == residence) : people;
        if (item.AgeFrom is > 0 and { } from)
        {
            var latest = last.AddYears(-from);
            people = people.Where(r => r.BirthDate <= latest);
        }

        if (item.AgeTo is { } to)
        {
            var older = last.AddYears(-(to + 1));
            people = people.Where(r => r.BirthDate > older);
        }

        return people;
    }

    private static FigureRow Row(Resident r, PopulationEvent? e, IReadOnlyDictionary<Guid, string> villages) => new(
        r.Id, villages.GetValueOrDefault(e?.VillageId ?? r.VillageId, ""), r.Name, r.Sex, r.BirthDate, r.Residence, e?.Kind, e?.OccurredOn, e?.EnteredOn);
}
