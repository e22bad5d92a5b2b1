using FluentValidation;
using MediatR;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Reports;

/// <summary>The written analysis, and the words for rules that do not hold; signatures come off. Refuses NOT_FOUND, CHANGED_MEANWHILE, REPORT_FROZEN.</summary>
[Label("填写统计分析")]
[Requires(StatisticsPermissions.Reports)]
[Endpoint(Verb.Put, "statistics/sites/{siteId}/reports/{id}/analysis", "填写统计分析和校验说明")]
[Clauses("P4-RESSTAT-06", "P4-RESSTAT-04")]
internal sealed record SaveAnalysis(int SiteId, Guid Id, string Analysis, string? Explanation = null, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

internal sealed class SaveAnalysisValidator : AbstractValidator<SaveAnalysis>
{
    public SaveAnalysisValidator()
    {
        RuleFor(a => a.Analysis).NotEmpty().WithMessage("请填写统计分析。").MaximumLength(4000).WithMessage("统计分析最多 4000 字。");
        RuleFor(a => a.Explanation).MaximumLength(2000).WithMessage("校验说明最多 2000 字。");
    }
}

/// <summary>Signs as the one who filled the report in. Refuses NOT_FOUND, CHANGED_MEANWHILE, REPORT_FROZEN, NO_ANALYSIS, RULES_BROKEN (a rule does not hold and nothing explains it).</summary>
[Label("填表人签名")]
[Requires(StatisticsPermissions.Reports)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/reports/{id}/preparer-signature", "填表人签名")]
[Clauses("P4-RESSTAT-06")]
internal sealed record SignAsPreparer(int SiteId, Guid Id, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

/// <summary>Signs as the one who reviewed it. Refuses as <see cref="SignAsPreparer"/> does, NOT_PREPARED, SAME_SIGNER (whoever filled it in does not review it).</summary>
[Label("审核人签名")]
[Requires(StatisticsPermissions.Review)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/reports/{id}/reviewer-signature", "审核人签名")]
[Clauses("P4-DIRECTOR-04b")]
internal sealed record SignAsReviewer(int SiteId, Guid Id, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

/// <summary>
/// Hands the signed and sealed report in: with it the month's duty is proven. Refuses NOT_FOUND, CHANGED_MEANWHILE, REPORT_FROZEN, NOT_SIGNED, NOT_SEALED, MONTH_NOT_OVER.
/// </summary>
/// <param name="Sealed">The paper bears the office's seal.</param>
[Label("上报统计月报")]
[Requires(StatisticsPermissions.Reports)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/reports/{id}/submission", "上报签名盖章的统计月报")]
[Clauses("P4-RESSTAT-06", "P3-STREETOFFICE-02a")]
internal sealed record SubmitReport(int SiteId, Guid Id, bool Sealed, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => MonthlyReport.RefOf(Id);
}

internal sealed class SubmitReportHandlers(StatisticsDbContext db, ReportDesk desk, IMediator mediator, Operation operation)
    : IRequestHandler<SaveAnalysis, Unit>, IRequestHandler<SignAsPreparer, Unit>, IRequestHandler<SignAsReviewer, Unit>, IRequestHandler<SubmitReport, Unit>
{
    public async Task<Unit> Handle(SaveAnalysis request, CancellationToken cancellationToken)
    {
        var report = await desk.EditableAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        (report.Analysis, report.Explanation) = (request.Analysis.Trim(), request.Explanation?.Trim() ?? "");
        ReportDesk.Unsign(report);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(SignAsPreparer request, CancellationToken cancellationToken)
    {
        var report = await desk.EditableAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        RequireSound(report);
        (report.PreparedBy, report.PreparedByName, report.PreparedOn) = (operation.Actor.AccountId, operation.Actor.Name, operation.Today);
        (report.ReviewedBy, report.ReviewedByName, report.ReviewedOn) = (Guid.Empty, "", null);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(SignAsReviewer request, CancellationToken cancellationToken)
    {
        var report = await desk.EditableAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        RequireSound(report);
        if (report.PreparedOn is null)
        {
            throw new RefusalException("NOT_PREPARED", "填表人还没有签名，请填表人先签。", RefusalKind.Conflict);
        }

        if (report.PreparedBy == operation.Actor.AccountId)
        {
            throw new RefusalException("SAME_SIGNER", "您是填表人，审核须由另一人签名。", RefusalKind.Refused) { InTrail = true };
        }

        (report.ReviewedBy, report.ReviewedByName, report.ReviewedOn) = (operation.Actor.AccountId, operation.Actor.Name, operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(SubmitReport request, CancellationToken cancellationToken)
    {
        var report = await desk.EditableAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (report.PreparedOn is null || report.ReviewedOn is null)
        {
            throw new RefusalException("NOT_SIGNED", $"{(report.PreparedOn is null ? "填表人" : "审核人")}还没有签名，不能上报。", RefusalKind.Conflict);
        }

        if (!request.Sealed)
        {
            throw new RefusalException("NOT_SEALED", "请在打印的月报上加盖公章后，勾选“已盖章”再上报。", RefusalKind.Invalid, [new FieldError(nameof(request.Sealed), "未盖章")]);
        }

        if (YearMonth.Of(report.Month).LastDay > operation.Today)
        {
            throw new RefusalException("MONTH_NOT_OVER", $"{YearMonth.Of(report.Month).ToChinese()}还没有过完，月末后再上报。", RefusalKind.Conflict);
        }

        (report.State, report.SubmittedOn, report.SealedOn) = (ReportState.Submitted, operation.Today, operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        if (!report.IsSummary)
        {
            await mediator.Publish(
                new DutiesFulfilled([new DutyFulfilled(StatisticsCodes.ReportMonthly, report.SiteId, Guid.Empty, report.Month, MonthlyReport.RefOf(report.Id), operation.Today, operation.Today)]), cancellationToken);
        }

        return Unit.Value;
    }

    private static void RequireSound(MonthlyReport report)
    {
        if (report.Analysis.Length == 0)
        {
            throw new RefusalException("NO_ANALYSIS", "请先填写统计分析，再签名。", RefusalKind.Conflict);
        }

        if (report.BrokenRules > 0 && report.Explanation.Length == 0)
        {
            throw new RefusalException("RULES_BROKEN", $"有 {report.BrokenRules} 处校验关系不成立。请更正台账后重新编表，或写明校验说明。", RefusalKind.Conflict);
        }
    }
}
