using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Reports;

/// <summary>
/// The level above takes the report: its figures are frozen. Refuses NOT_FOUND, CHANGED_MEANWHILE, NOT_SUBMITTED, OWN_REPORT (whoever signed it does not approve it) and, of a
/// county's report, CHILDREN_OPEN while a township's is not approved or was corrected since.
/// </summary>
[Label("批准统计月报")]
[Requires(StatisticsPermissions.Approve)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/reports/{id}/approval", "批准统计月报，数字从此不再变")]
[Clauses("P4-DIRECTOR-04b", "P4-RESSTAT-06")]
internal sealed record ApproveReport(int SiteId, Guid Id, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

/// <summary>Sends a report back, with the reason; its proof of the duty goes until it is handed in anew. Refuses NOT_FOUND, CHANGED_MEANWHILE, NOT_SUBMITTED.</summary>
[Label("退回统计月报")]
[Requires(StatisticsPermissions.Approve)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/reports/{id}/return", "退回统计月报，写明原因")]
[Clauses("P4-DIRECTOR-04b")]
internal sealed record ReturnReport(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

internal sealed class ReturnReportValidator : AbstractValidator<ReturnReport>
{
    public ReturnReportValidator() => RuleFor(p => p.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

/// <summary>An approved report proved wrong: the next revision is counted from the ledger as it stands now; the old one stays readable. Refuses NOT_FOUND, NOT_APPROVED_YET, REVISION_EXISTS.</summary>
[Label("更正统计月报")]
[Requires(StatisticsPermissions.Reports)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/reports/{id}/revision", "更正已批准的统计月报，写明原因")]
[Clauses("P4-RESSTAT-04", "P4-RESSTAT-06")]
internal sealed record ReviseReport(int SiteId, Guid Id, string Reason) : ICommand<Guid>, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

internal sealed class ReviseReportValidator : AbstractValidator<ReviseReport>
{
    public ReviseReportValidator() => RuleFor(p => p.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class DecideReportHandlers(StatisticsDbContext db, ReportDesk desk, ReportBuilder builder, IMediator mediator, Operation operation)
    : IRequestHandler<ApproveReport, Unit>, IRequestHandler<ReturnReport, Unit>, IRequestHandler<ReviseReport, Guid>
{
    public async Task<Unit> Handle(ApproveReport request, CancellationToken cancellationToken)
    {
        var report = await SubmittedAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (operation.Actor.AccountId == report.PreparedBy || operation.Actor.AccountId == report.ReviewedBy)
        {
            throw new RefusalException("OWN_REPORT", "这份月报有您的签名，须由其他人批准。", RefusalKind.Refused) { InTrail = true };
        }

        if (report.IsSummary)
        {
            await RequireChildrenAsync(report, cancellationToken);
        }

        (report.State, report.ApprovedOn, report.ApprovedByName) = (ReportState.Approved, operation.Today, operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(ReturnReport request, CancellationToken cancellationToken)
    {
        var report = await SubmittedAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        (report.State, report.ReturnReason, report.SubmittedOn) = (ReportState.Returned, request.Reason.Trim(), null);
        report.Returns++;
        ReportDesk.Unsign(report);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutyWithdrawn(MonthlyReport.RefOf(report.Id), request.Reason), cancellationToken);
        return Unit.Value;
    }

    public async Task<Guid> Handle(ReviseReport request, CancellationToken cancellationToken)
    {
        var report = await desk.OpenAsync(request.SiteId, request.Id, null, cancellationToken);
        if (report.State != ReportState.Approved)
        {
            throw new RefusalException("NOT_APPROVED_YET", "这份月报还没有批准，直接修改即可，不用更正上报。", RefusalKind.Conflict);
        }

        if (await db.Set<MonthlyReport>().AnyAsync(r => r.SiteId == report.SiteId && r.Month == report.Month && r.Revision > report.Revision, cancellationToken))
        {
            throw new RefusalException("REVISION_EXISTS", "这个月已有更新的更正表，请打开那一份。", RefusalKind.Conflict);
        }

        var next = new MonthlyReport
        {
            SiteId = report.SiteId,
            Month = report.Month,
            Revision = report.Revision + 1,
            IsSummary = report.IsSummary,
            FormId = report.FormId,
            RevisionReason = request.Reason.Trim(),
            Analysis = report.Analysis,
        };
        db.Add(next);
        await db.SaveChangesAsync(cancellationToken);
        var month = YearMonth.Of(report.Month);
        if (report.IsSummary)
        {
            await builder.SumAsync(report.SiteId, await desk.SitesAsync(report.SiteId, cancellationToken), month, cancellationToken);
        }
        else
        {
            await builder.BuildAsync([report.SiteId], month, cancellationToken);
        }

        return next.Id;
    }

    private async Task<MonthlyReport> SubmittedAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var report = await desk.OpenAsync(siteId, id, version, cancellationToken);
        return report.State == ReportState.Submitted
            ? report
            : throw new RefusalException("NOT_SUBMITTED", $"这份月报{ReportDesk.Of(report.State)}，只有已上报的才能批准或退回。", RefusalKind.Conflict);
    }

    private async Task RequireChildrenAsync(MonthlyReport report, CancellationToken cancellationToken)
    {
        var sites = await desk.SitesAsync(report.SiteId, cancellationToken);
        var newest = (await db.Set<MonthlyReport>().AsNoTracking().Where(r => r.Month == report.Month && !r.IsSummary && EF.Parameter(sites).Contains(r.SiteId)).ToListAsync(cancellationToken))
            .GroupBy(r => r.SiteId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!);
        var open = sites.Count(s => newest.GetValueOrDefault(s)?.State != ReportState.Approved);
        if (open > 0)
        {
            throw new RefusalException("CHILDREN_OPEN", $"还有 {open} 个乡镇的月报没有批准，汇总表不能批准。", RefusalKind.Conflict);
        }

        if (newest.Values.Any(r => r.BuiltAt > report.BuiltAt))
        {
            throw new RefusalException("CHILDREN_CHANGED", "汇总之后有乡镇更正了月报，请退回并重新汇总。", RefusalKind.Conflict);
        }
    }
}
