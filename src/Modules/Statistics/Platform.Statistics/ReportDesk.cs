using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics;

/// <summary>Opens reports and says which townships a division has. Refuses NOT_FOUND, CHANGED_MEANWHILE, REPORT_FROZEN.</summary>
internal sealed class ReportDesk(StatisticsDbContext db, IMediator mediator)
{
    public static string Of(ReportState state) => state switch
    {
        ReportState.Draft => "编制中",
        ReportState.Submitted => "已上报",
        ReportState.Returned => "已退回",
        _ => "已批准",
    };

    public static string Of(ItemSource source) => source switch
    {
        ItemSource.PeopleAtBegin => "期初人口",
        ItemSource.PeopleAtEnd => "期末人口",
        ItemSource.EventsOfMonth => "本月变动",
        ItemSource.EventsOfYear => "本年累计变动",
        _ => "公式",
    };

    public async Task<MonthlyReport> OpenAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<MonthlyReport>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这份月报");
        Refusals.CheckVersion(version, found.Version);
        return found;
    }

    public async Task<MonthlyReport> EditableAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var report = await OpenAsync(siteId, id, version, cancellationToken);
        return report.IsEditable
            ? report
            : throw new RefusalException("REPORT_FROZEN", $"这份月报{Of(report.State)}，不能再改。{(report.State == ReportState.Approved ? "要更正的，请用“更正上报”。" : "要修改的，请上级退回。")}", RefusalKind.Conflict);
    }

    /// <summary>Signatures are for figures and words as they stood: a change takes them off.</summary>
    public static void Unsign(MonthlyReport report) =>
        (report.PreparedBy, report.PreparedByName, report.PreparedOn, report.ReviewedBy, report.ReviewedByName, report.ReviewedOn, report.SealedOn) = (Guid.Empty, "", null, Guid.Empty, "", null, null);

    /// <summary>The township itself, or the townships of a division in which the module is on; ascending. Three statements.</summary>
    public async Task<IReadOnlyList<int>> SitesAsync(int siteId, CancellationToken cancellationToken)
    {
        var division = (await mediator.Send(new GetDivisions([siteId]), cancellationToken)).FirstOrDefault() ?? throw Refusals.NotFound("这个区划");
        return division.Levels.HasFlag(DivisionLevels.Township) && division.Lo == division.Hi
            ? [siteId]
            : await mediator.Send(new GetEnabledSites(StatisticsCodes.ModuleId, await mediator.Send(new GetSites(division.Lo, division.Hi), cancellationToken)), cancellationToken);
    }
}
