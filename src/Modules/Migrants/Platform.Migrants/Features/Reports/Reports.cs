using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Reports;

/// <summary>The month's figures as the register has them now, with the report if there is one. Four statements.</summary>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/sites/{siteId}/reports/{month}", "一个月的流动人口数字和月报")]
[Clauses("P3-MIGSERVICE-07", "P4-MIGMANAGER-07")]
internal sealed record GetMigrantReport(int SiteId, YearMonth Month) : IQuery<MigrantReportView>, ISiteRequest;

/// <param name="Submitted">Null: not yet; its figures are those of the day it was submitted.</param>
internal sealed record MigrantReportView(string SiteName, YearMonth Month, MigrantFigures Now, MigrantReportRow? Submitted);

internal sealed record MigrantFigures(int Inside, int Outside, int Came, int Went, int Ended, int Asked, int Answered);

internal sealed record MigrantReportRow(
    Guid Id, int SiteId, string SiteName, DateOnly Month, MigrantFigures Figures, string Analysis, DateOnly SubmittedOn, string SubmittedBy, Guid Version);

/// <summary>Submitted reports of the caller's sites, the newest first. Three statements.</summary>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/reports", "流动人口月报")]
[Clauses("P3-MIGSERVICE-07", "P4-MIGMANAGER-07")]
internal sealed record ListMigrantReports(PageRequest Page, int? SiteId = null, YearMonth? Month = null) : IQuery<Page<MigrantReportRow>>;

/// <summary>
/// Submits a month's figures with an analysis; once more with a reason. It proves the monthly duty. Refuses MONTH_OPEN (before the month has ended), REASON_REQUIRED and
/// CHANGED_MEANWHILE.
/// </summary>
[Label("上报流动人口月报")]
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/reports", "上报流动人口月报和分析；再次上报须写明原因")]
[Clauses("P3-MIGSERVICE-07", "P4-MIGMANAGER-07")]
internal sealed record SubmitMigrantReport(int SiteId, YearMonth Month, string Analysis, string? Reason = null, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SubmitMigrantReportValidator : AbstractValidator<SubmitMigrantReport>
{
    public SubmitMigrantReportValidator()
    {
        RuleFor(c => c.Analysis).NotEmpty().WithMessage("请写分析。").MinimumLength(10).WithMessage("分析至少 10 字。").MaximumLength(2000).WithMessage("分析最多 2000 字。");
        RuleFor(c => c.Reason).MaximumLength(200).WithMessage("原因最多 200 字。");
    }
}

internal sealed class MigrantReportHandlers(MigrantsDbContext db, IMediator mediator, Operation operation)
    : IRequestHandler<GetMigrantReport, MigrantReportView>, IRequestHandler<ListMigrantReports, Page<MigrantReportRow>>, IRequestHandler<SubmitMigrantReport, Guid>
{
    public async Task<MigrantReportView> Handle(GetMigrantReport request, CancellationToken cancellationToken)
    {
        var name = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        var first = request.Month.FirstDay;
        var report = await db.Set<MigrantReport>().AsNoTracking().FirstOrDefaultAsync(r => r.SiteId == request.SiteId && r.Month == first, cancellationToken);
        return new MigrantReportView(name, request.Month, await CountAsync(request.SiteId, request.Month, cancellationToken), report is null ? null : RowOf(report, name));
    }

    public async Task<Page<MigrantReportRow>> Handle(ListMigrantReports request, CancellationToken cancellationToken)
    {
        var rows = db.Set<MigrantReport>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(r => r.SiteId == site) : rows;
        if (request.Month is { } month)
        {
            var first = month.FirstDay;
            rows = rows.Where(r => r.Month == first);
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.Month).ThenBy(r => r.SiteId).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<MigrantReportRow>([.. page.Select(r => RowOf(r, names.GetValueOrDefault(r.SiteId, "")))], total);
    }

    public async Task<Guid> Handle(SubmitMigrantReport request, CancellationToken cancellationToken)
    {
        var first = request.Month.FirstDay;
        if (request.Month.LastDay >= operation.Today)
        {
            throw new RefusalException("MONTH_OPEN", $"{request.Month.ToChinese()}还没有结束，请在下月初上报。", RefusalKind.Refused, [new FieldError(nameof(request.Month), "还没有结束")]);
        }

        var report = await db.Set<MigrantReport>().FirstOrDefaultAsync(r => r.SiteId == request.SiteId && r.Month == first, cancellationToken);
        if (report is null)
        {
            report = new MigrantReport { SiteId = request.SiteId, Month = first, SubmittedOn = operation.Today };
            db.Add(report);
        }
        else
        {
            Refusals.CheckVersion(request.Version, report.Version);
            operation.Note(request.Reason?.Trim() is { Length: >= 2 } reason
                ? $"重新上报：{reason}"
                : throw new RefusalException("REASON_REQUIRED", "这个月已上报过。再次上报请写明原因。", RefusalKind.Conflict, [new FieldError(nameof(request.Reason), "请写明原因")]));
        }

        var f = await CountAsync(request.SiteId, request.Month, cancellationToken);
        (report.Inside, report.Outside, report.Came, report.Went, report.Ended, report.Asked, report.Answered) = (f.Inside, f.Outside, f.Came, f.Went, f.Ended, f.Asked, f.Answered);
        (report.Analysis, report.SubmittedByName) = (request.Analysis.Trim(), operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(
            new DutiesFulfilled([new DutyFulfilled(MigrantCodes.ReportMonthly, request.SiteId, Guid.Empty, first, MigrantReport.RefOf(report.Id), report.SubmittedOn, report.SubmittedOn)]), cancellationToken);
        return report.Id;
    }

    // Two statements.
    private async Task<MigrantFigures> CountAsync(int site, YearMonth month, CancellationToken cancellationToken)
    {
        var (first, last) = (month.FirstDay, month.LastDay);
        var rows = await db.Set<MigrantRecord>().Where(r => r.SiteId == site && r.State != RecordState.Void && r.MovedOn <= last)
            .GroupBy(r => r.Move).Select(g => new
            {
                g.Key,
                There = g.Sum(r => r.EndedOn == null || r.EndedOn > last ? 1 : 0),
                Moved = g.Sum(r => r.MovedOn >= first ? 1 : 0),
                Ended = g.Sum(r => r.EndedOn >= first && r.EndedOn <= last ? 1 : 0),
            }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var inquiries = await db.Set<Inquiry>().Where(q => (q.SiteId == site && q.SentOn >= first && q.SentOn <= last) || (q.OtherSiteId == site && q.AnsweredOn >= first && q.AnsweredOn <= last))
            .Select(q => new { q.SiteId, q.OtherSiteId, q.SentOn, q.AnsweredOn, q.Route }).ToListAsync(cancellationToken);
        var (inside, outside) = (rows.GetValueOrDefault(Move.In), rows.GetValueOrDefault(Move.Out));
        return new MigrantFigures(
            inside?.There ?? 0, outside?.There ?? 0, inside?.Moved ?? 0, outside?.Moved ?? 0, (inside?.Ended ?? 0) + (outside?.Ended ?? 0),
            inquiries.Count(q => q.SiteId == site && q.SentOn >= first && q.SentOn <= last),
            inquiries.Count(q => q.OtherSiteId == site && q.Route != InquiryRoute.Outgoing && q.AnsweredOn >= first && q.AnsweredOn <= last));
    }

    private static MigrantReportRow RowOf(MigrantReport r, string site) => new(
        r.Id, r.SiteId, site, r.Month, new MigrantFigures(r.Inside, r.Outside, r.Came, r.Went, r.Ended, r.Asked, r.Answered), r.Analysis, r.SubmittedOn, r.SubmittedByName, r.Version);
}
