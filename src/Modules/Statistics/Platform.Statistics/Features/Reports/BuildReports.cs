using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Reports;

/// <summary>
/// Counts the month's report of a township, or of all townships of a county, from the ledger; a draft is counted anew and loses its signatures, submitted and approved ones stay.
/// Answers how many were built. Refuses IN_FUTURE, TOO_MANY (a city or province), REPORT_FROZEN (a single township whose report is submitted or approved).
/// </summary>
[Label("编制统计月报")]
[Requires(StatisticsPermissions.Reports)]
[Endpoint(Verb.Post, "statistics/divisions/{siteId}/reports", "按台账编制一个乡镇的月报，或全县各乡镇的月报")]
[Clauses("P4-RESSTAT-06", "P3-STREETOFFICE-02a")]
internal sealed record BuildReports(int SiteId, YearMonth Month) : ICommand<int>, ISiteRequest;

/// <summary>A county's report: the approved reports of its townships added up. Refuses IN_FUTURE, NO_CHILDREN, NOT_A_PARENT, REPORT_FROZEN.</summary>
[Label("汇总统计月报")]
[Requires(StatisticsPermissions.Reports)]
[Endpoint(Verb.Post, "statistics/divisions/{siteId}/summaries", "汇总全县（市、区）各乡镇已批准的月报")]
[Clauses("P4-RESSTAT-06")]
internal sealed record BuildSummary(int SiteId, YearMonth Month) : ICommand<Guid>, ISiteRequest;

internal sealed class BuildReportsHandlers(ReportBuilder builder, ReportDesk desk, Operation operation) : IRequestHandler<BuildReports, int>, IRequestHandler<BuildSummary, Guid>
{
    /// <summary>Townships of the largest counties.</summary>
    private const int Most = 200;

    public async Task<int> Handle(BuildReports request, CancellationToken cancellationToken)
    {
        RequirePast(request.Month);
        var sites = await desk.SitesAsync(request.SiteId, cancellationToken);
        if (sites.Count > Most)
        {
            throw new RefusalException("TOO_MANY", "请切换到一个县（市、区）或乡镇后再编表。", RefusalKind.Refused);
        }

        var built = await builder.BuildAsync(sites, request.Month, cancellationToken);
        if (built.Count == 0 && sites is [var single] && single == request.SiteId)
        {
            throw new RefusalException("REPORT_FROZEN", $"{request.Month.ToChinese()}的月报已上报或批准。要更正的，请打开月报用“更正上报”。", RefusalKind.Conflict);
        }

        operation.Note($"编制{request.Month.ToChinese()}月报 {built.Count} 份");
        return built.Count;
    }

    public async Task<Guid> Handle(BuildSummary request, CancellationToken cancellationToken)
    {
        RequirePast(request.Month);
        var sites = await desk.SitesAsync(request.SiteId, cancellationToken);
        if (sites.Contains(request.SiteId))
        {
            throw new RefusalException("NOT_A_PARENT", "汇总表由县（市、区）编制。请切换到县级。", RefusalKind.Refused);
        }

        if (sites.Count is 0 or > Most)
        {
            throw new RefusalException("NO_CHILDREN", "这里没有可以汇总的乡镇。请切换到一个县（市、区）。", RefusalKind.Refused);
        }

        return (await builder.SumAsync(request.SiteId, sites, request.Month, cancellationToken)).Id;
    }

    private void RequirePast(YearMonth month)
    {
        if (month.FirstDay > operation.Today)
        {
            throw new RefusalException("IN_FUTURE", "这个月还没有开始。", RefusalKind.Invalid, [new FieldError("Month", "还没有开始")]);
        }
    }
}
