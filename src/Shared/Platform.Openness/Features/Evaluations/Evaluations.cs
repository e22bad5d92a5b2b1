using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;
using Platform.Openness.Domain.Suppression;

namespace Platform.Openness.Features.Evaluations;

/// <summary>A resident evaluates the office, without name (P3-SUPERVISION-05).</summary>
/// <param name="Mark">1 (很不满意) to 5 (很满意).</param>
[Anonymous]
[Label("群众评价服务")]
[Clauses("P3-SUPERVISION-05")]
internal sealed record Evaluate(int SiteId, int Mark, string? Remark) : ICommand, ISiteRequest
{
    public override string ToString() => $"{nameof(Evaluate)} {SiteId}";
}

internal sealed class EvaluateValidator : AbstractValidator<Evaluate>
{
    public EvaluateValidator()
    {
        RuleFor(r => r.Mark).InclusiveBetween(1, 5).WithMessage("请选择满意程度");
        RuleFor(r => r.Remark).MaximumLength(500).WithMessage("意见最多 500 字");
    }
}

internal sealed class EvaluateHandler(OpennessDbContext db, Operation operation) : IRequestHandler<Evaluate, Unit>
{
    private const int MostPerQuarter = 5000;

    public async Task<Unit> Handle(Evaluate request, CancellationToken cancellationToken)
    {
        var quarter = BoardRules.PeriodOf(Cadence.Quarterly, operation.Today);
        if (await db.Set<Evaluation>().CountAsync(e => e.SiteId == request.SiteId && e.Quarter == quarter, cancellationToken) >= MostPerQuarter)
        {
            throw new RefusalException("ENOUGH_EVALUATIONS", "本季度的评价已经足够多，谢谢您的关心。", RefusalKind.Refused);
        }

        db.Add(new Evaluation { SiteId = request.SiteId, Quarter = quarter, Mark = request.Mark, Remark = request.Remark?.Trim() ?? "" });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("收到一份服务评价");
        return Unit.Value;
    }
}

/// <summary>Evaluations of the scope by quarter: how many gave which mark. Two statements.</summary>
[Requires(OpennessPermissions.ViewSupervision)]
[Endpoint(Verb.Get, "openness/evaluations", "查询服务评价")]
[Clauses("P3-SUPERVISION-05")]
internal sealed record ListEvaluations(PageRequest Page, int? SiteId = null) : IQuery<Page<EvaluationRow>>;

internal sealed record EvaluationRow(int SiteId, string SiteName, DateOnly Quarter, int Mark1, int Mark2, int Mark3, int Mark4, int Mark5)
{
    public string Period => BoardRules.PeriodText(Cadence.Quarterly, Quarter);

    public int All => Mark1 + Mark2 + Mark3 + Mark4 + Mark5;

    public decimal Average => Math.Round((Mark1 + (2m * Mark2) + (3m * Mark3) + (4m * Mark4) + (5m * Mark5)) / All, 2);
}

internal sealed class ListEvaluationsHandler(OpennessDbContext db, IMediator mediator) : IRequestHandler<ListEvaluations, Page<EvaluationRow>>
{
    public async Task<Page<EvaluationRow>> Handle(ListEvaluations request, CancellationToken cancellationToken)
    {
        var counts = await db.Set<Evaluation>().AsNoTracking().Where(e => request.SiteId == null || e.SiteId == request.SiteId)
            .GroupBy(e => new { e.SiteId, e.Quarter, e.Mark }).Select(g => new { g.Key.SiteId, g.Key.Quarter, g.Key.Mark, Count = g.Count() }).ToListAsync(cancellationToken);
        var groups = counts.GroupBy(c => (c.Quarter, c.SiteId)).OrderByDescending(g => g.Key.Quarter).ThenBy(g => g.Key.SiteId).ToList();
        var page = groups.Skip(request.Page.Skip).Take(request.Page.Take).ToList();
        var names = (await mediator.Send(new GetDivisions([.. page.Select(g => g.Key.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<EvaluationRow>(
            [
                .. page.Select(g =>
                {
                    int Of(int mark) => g.Where(c => c.Mark == mark).Sum(c => c.Count);
                    return new EvaluationRow(g.Key.SiteId, names.GetValueOrDefault(g.Key.SiteId, ""), g.Key.Quarter, Of(1), Of(2), Of(3), Of(4), Of(5));
                }),
            ],
            groups.Count);
    }
}

/// <summary>Remarks that came with evaluations, the newest quarter first, in no order that says who wrote when. Two statements.</summary>
[Requires(OpennessPermissions.RecordSupervision)]
[Endpoint(Verb.Get, "openness/evaluations/remarks", "查询服务评价中的意见")]
[Clauses("P3-SUPERVISION-05")]
internal sealed record ListRemarks(PageRequest Page, int? SiteId = null) : IQuery<Page<RemarkRow>>;

internal sealed record RemarkRow(DateOnly Quarter, int Mark, string Remark);

internal sealed class ListRemarksHandler(OpennessDbContext db) : IRequestHandler<ListRemarks, Page<RemarkRow>>
{
    public async Task<Page<RemarkRow>> Handle(ListRemarks request, CancellationToken cancellationToken)
    {
        var query = db.Set<Evaluation>().AsNoTracking().Where(e => e.Remark != "" && (request.SiteId == null || e.SiteId == request.SiteId));
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(e => e.Quarter).ThenBy(e => e.Mark).ThenBy(e => e.Remark).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(e => new RemarkRow(e.Quarter, e.Mark, e.Remark)).ToListAsync(cancellationToken);
        return new Page<RemarkRow>(rows, total);
    }
}

/// <summary>
/// What the public sees of the last full quarter: how many gave which mark, small figures suppressed. The running quarter is never shown: two looks at it would
/// show who came between. Null: nobody evaluated.
/// </summary>
[Anonymous]
[Label("群众查看上季度评价结果")]
[Clauses("P3-SUPERVISION-05")]
internal sealed record GetPublicEvaluation(int SiteId) : IQuery<PublicTable?>, ISiteRequest;

internal sealed class GetPublicEvaluationHandler(OpennessDbContext db, Operation operation) : IRequestHandler<GetPublicEvaluation, PublicTable?>
{
    private static readonly string[] Columns = ["很不满意", "不满意", "一般", "满意", "很满意", "合计"];

    public async Task<PublicTable?> Handle(GetPublicEvaluation request, CancellationToken cancellationToken)
    {
        var quarter = BoardRules.PeriodOf(Cadence.Quarterly, operation.Today).AddMonths(-3);
        var counts = await db.Set<Evaluation>().AsNoTracking().Where(e => e.SiteId == request.SiteId && e.Quarter == quarter)
            .GroupBy(e => e.Mark).Select(g => new { Mark = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Mark, g => g.Count, cancellationToken);
        return counts.Count == 0 ? null : Table(BoardRules.PeriodText(Cadence.Quarterly, quarter), counts);
    }

    internal static PublicTable? Table(string period, IReadOnlyDictionary<int, int> counts)
    {
        const string Unit = "office";
        List<TotalsCell> cells =
        [
            .. Enumerable.Range(0, 5).Select(i => new TotalsCell(Unit, "", i, counts.GetValueOrDefault(i + 1), Before.New)),
            new TotalsCell(Unit, "", TotalsCell.Total, counts.Values.Sum(), Before.New),
        ];
        var result = Suppressor.Protect(cells, 5);
        return result.Exposed.Count > 0 ? null : new PublicTable("服务评价人次", period, Columns, [new PublicRow("本单位", [.. cells.Select(c => TotalsCell.Text(result.Marks[c.Key], c.Value))])]);
    }
}
