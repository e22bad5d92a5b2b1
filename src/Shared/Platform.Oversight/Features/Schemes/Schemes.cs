using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Schemes;

/// <summary>Appraisal schemes that count in the scope: those of the levels above, the own ones, and those set below; all there ever were. Three statements.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/schemes", "查询考评方案")]
[Clauses("P4-DIRECTOR-10", "P4-PATCH-02a")]
internal sealed record ListSchemes(PageRequest Page) : IQuery<Page<SchemeRow>>;

/// <param name="EndsBefore">Month of the next scheme of the same division; null: it goes on.</param>
internal sealed record SchemeRow(
    Guid Id, int DivisionId, string DivisionName, string Name, YearMonth From, YearMonth? EndsBefore, bool Automatic, string State, bool Own, IReadOnlyList<SchemeLineRow> Lines);

internal sealed record SchemeLineRow(string Code, string Name, DutyLevel Level, decimal Target, decimal Weight);

internal sealed class ListSchemesHandler(OversightDbContext db, DutyCatalog catalog, IMediator mediator, Operation operation) : IRequestHandler<ListSchemes, Page<SchemeRow>>
{
    public async Task<Page<SchemeRow>> Handle(ListSchemes request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var query = db.Set<AppraisalScheme>().AsNoTracking().Where(s => (s.Lo <= scope.Lo && s.Hi >= scope.Hi) || (s.Lo >= scope.Lo && s.Hi <= scope.Hi));
        var all = await query.OrderBy(s => s.DivisionId).ThenByDescending(s => s.EffectiveFrom).ToListAsync(cancellationToken);
        var page = all.Skip(request.Page.Skip).Take(request.Page.Take).ToList();
        var ids = page.Select(s => s.Id).ToList();
        var lines = (await db.Set<SchemeLine>().AsNoTracking().Where(l => ids.Contains(l.SchemeId)).ToListAsync(cancellationToken)).ToLookup(l => l.SchemeId);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(s => s.DivisionId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var now = YearMonth.Of(operation.Today);
        return new Page<SchemeRow>(
            [
                .. page.Select(s =>
                {
                    var next = all.Where(o => o.DivisionId == s.DivisionId && o.EffectiveFrom > s.EffectiveFrom).Select(o => (YearMonth?)YearMonth.Of(o.EffectiveFrom)).Min();
                    var from = YearMonth.Of(s.EffectiveFrom);
                    var state = from.CompareTo(now) > 0 ? "未生效" : next is { } n && n.CompareTo(now) <= 0 ? "已被替代" : "执行中";
                    return new SchemeRow(
                        s.Id, s.DivisionId, names.GetValueOrDefault(s.DivisionId, "全国"), s.Name, from, next, s.Automatic, state, s.DivisionId == scope.DivisionId,
                        [
                            .. lines[s.Id].Select(l => (Line: l, Indicator: catalog.Indicator(l.IndicatorCode)))
                                .Select(l => new SchemeLineRow(l.Line.IndicatorCode, l.Indicator?.Name ?? l.Line.IndicatorCode, l.Indicator?.Level ?? DutyLevel.Site, l.Line.Target, l.Line.Weight)),
                        ]);
                }),
            ],
            all.Count);
    }
}

/// <summary>Target and weight of an indicator in a scheme.</summary>
/// <param name="Target">Rate that earns the full weight: 1 is 100 %.</param>
/// <param name="Weight">Points of 100 among the indicators of its level.</param>
internal sealed record SchemeLineDraft(string IndicatorCode, decimal Target, decimal Weight);

/// <summary>
/// Sets how the caller's division and all below it are scored from a month on. The month must not be closed anywhere in the division: what was scored keeps the
/// weights it was scored with. A scheme that has not begun yet is replaced; one in force is followed by the new one.
/// </summary>
[Requires(OversightPermissions.ManageSchemes)]
[Endpoint(Verb.Post, "oversight/schemes", "设置考评方案")]
[Clauses("P4-DIRECTOR-10", "P4-PATCH-02a")]
internal sealed record SaveScheme(string Name, YearMonth From, bool Automatic, IReadOnlyList<SchemeLineDraft> Lines) : ICommand<Guid>;

/// <summary>What a draft would have made of the newest closed month: nothing is written. Three statements.</summary>
[Requires(OversightPermissions.ManageSchemes)]
[Endpoint(Verb.Post, "oversight/schemes/preview", "试算考评方案对最近一个月结果的影响")]
[Clauses("P4-DIRECTOR-10")]
internal sealed record PreviewScheme(IReadOnlyList<SchemeLineDraft> Lines) : IQuery<SchemePreview>;

/// <param name="Month">Null: no month is closed yet.</param>
internal sealed record SchemePreview(YearMonth? Month, IReadOnlyList<SchemePreviewRow> Rows);

internal sealed record SchemePreviewRow(int SiteId, string Name, decimal? Now, decimal? Then);

internal sealed class SaveSchemeValidator : AbstractValidator<SaveScheme>
{
    public SaveSchemeValidator()
    {
        RuleFor(r => r.Name).NotEmpty().WithMessage("请填写方案名称").MaximumLength(100).WithMessage("方案名称最多 100 字");
        RuleFor(r => r.From).Must(m => m.Year >= 2000).WithMessage("请选择生效月份");
        RuleFor(r => r.Lines).NotEmpty().WithMessage("请填写指标");
        RuleForEach(r => r.Lines).Must(l => l.Target is > 0 and <= 10).WithMessage("目标须大于 0，100% 填 1").Must(l => l.Weight is >= 0 and <= 100).WithMessage("权重为 0 至 100");
    }
}

internal sealed class SchemeHandlers(OversightDbContext db, DutyCatalog catalog, Operation operation) : IRequestHandler<SaveScheme, Guid>, IRequestHandler<PreviewScheme, SchemePreview>
{
    public async Task<Guid> Handle(SaveScheme request, CancellationToken cancellationToken)
    {
        Check(request.Lines);
        var scope = operation.Actor.Scope;
        var from = request.From.FirstDay;
        if (await db.Set<SiteClose>().AnyAsync(c => c.Month >= from && c.SiteId >= scope.Lo && c.SiteId <= scope.Hi, cancellationToken))
        {
            throw new RefusalException("MONTH_CLOSED", $"{request.From.ToChinese()}或之后的月份已经月结，不能改变。请从还没有月结的月份起生效。", RefusalKind.Refused, [new(nameof(request.From), "已经月结")]);
        }

        var replaced = await db.Set<AppraisalScheme>().Where(s => s.DivisionId == scope.DivisionId && s.EffectiveFrom == from).Select(s => s.Id).ToListAsync(cancellationToken);
        await db.Set<SchemeLine>().Where(l => replaced.Contains(l.SchemeId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<AppraisalScheme>().Where(s => replaced.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);
        var scheme = new AppraisalScheme { DivisionId = scope.DivisionId, Lo = scope.Lo, Hi = scope.Hi, EffectiveFrom = from, Name = request.Name.Trim(), Automatic = request.Automatic };
        db.Add(scheme);
        db.AddRange(request.Lines.Select(l => new SchemeLine { SchemeId = scheme.Id, IndicatorCode = l.IndicatorCode, Target = l.Target, Weight = l.Weight }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{(replaced.Count > 0 ? "修改" : "设置")}考评方案“{scheme.Name}”，{request.From.ToChinese()}起执行，{(scheme.Automatic ? "10 日自动公布" : "人工公布")}");
        return scheme.Id;
    }

    public async Task<SchemePreview> Handle(PreviewScheme request, CancellationToken cancellationToken)
    {
        Check(request.Lines);
        var newest = await db.Set<SiteClose>().AsNoTracking().Where(c => c.Complete).OrderByDescending(c => c.Month).Select(c => (DateOnly?)c.Month).FirstOrDefaultAsync(cancellationToken);
        if (newest is not { } month)
        {
            return new SchemePreview(null, []);
        }

        const int Most = 500;
        var scores = await db.Set<Score>().AsNoTracking()
            .Where(s => s.Month == month && s.UnitId == Guid.Empty && !db.Set<Score>().Any(o => o.Month == month && o.SiteId == s.SiteId && o.UnitId == Guid.Empty && o.Revision > s.Revision))
            .OrderBy(s => s.SiteId).Take(Most).ToListAsync(cancellationToken);
        var ids = scores.Select(s => s.Id).ToList();
        var lines = (await db.Set<ScoreLine>().AsNoTracking().Where(l => ids.Contains(l.ScoreId)).ToListAsync(cancellationToken)).ToLookup(l => l.ScoreId);
        var drafts = request.Lines.ToDictionary(l => l.IndicatorCode);
        return new SchemePreview(YearMonth.Of(month), [.. scores.Select(s => new SchemePreviewRow(s.SiteId, s.UnitName, s.Points, Points(lines[s.Id])))]);

        decimal? Points(IEnumerable<ScoreLine> of) => ScoreCalculator.Calculate(of.Select(l =>
        {
            var (target, weight) = drafts.TryGetValue(l.IndicatorCode, out var d) ? (d.Target, d.Weight) : (l.Target, l.Weight);
            return new Measured(l.IndicatorCode, weight, target, l.Numerator, l.Denominator, l.State == LineState.NotComputable ? l.Reason : null);
        })).Points;
    }

    /// <summary>Every registered indicator once and no other (rights.md 3), and weights of a level make 100.</summary>
    private void Check(IReadOnlyList<SchemeLineDraft> lines)
    {
        var all = catalog.Modules.SelectMany(m => m.Indicators).ToDictionary(i => i.Code);
        if (lines.FirstOrDefault(l => !all.ContainsKey(l.IndicatorCode)) is { } foreign)
        {
            throw new RefusalException("UNKNOWN_INDICATOR", $"没有“{foreign.IndicatorCode}”这个考评指标。考评只用平台登记的履职指标。", RefusalKind.Invalid, [new("Lines", "有未登记的指标")]);
        }

        if (lines.Count != all.Count || lines.DistinctBy(l => l.IndicatorCode).Count() != all.Count)
        {
            throw new RefusalException("INDICATORS_INCOMPLETE", "每个指标都要填一次；不用的指标权重填 0。", RefusalKind.Invalid, [new("Lines", "指标不全")]);
        }

        foreach (var level in lines.GroupBy(l => all[l.IndicatorCode].Level).Where(g => g.Sum(l => l.Weight) != 100))
        {
            throw new RefusalException(
                "WEIGHTS_NOT_100", $"{(level.Key == DutyLevel.Site ? "乡镇（街道）" : "村（社区）")}指标的权重合计为 {level.Sum(l => l.Weight):0.##}，应为 100。", RefusalKind.Invalid, [new("Lines", "权重合计应为 100")]);
        }
    }
}

/// <summary>Every registered indicator with the target and weight that count in the division now: the beginning of a new scheme. Two statements.</summary>
[Requires(OversightPermissions.ManageSchemes)]
internal sealed record GetSchemeDraft : IQuery<IReadOnlyList<SchemeLineRow>>;

internal sealed class GetSchemeDraftHandler(DutyCatalog catalog, Appraisal.SchemeBook book, Operation operation) : IRequestHandler<GetSchemeDraft, IReadOnlyList<SchemeLineRow>>
{
    public async Task<IReadOnlyList<SchemeLineRow>> Handle(GetSchemeDraft request, CancellationToken cancellationToken)
    {
        var scheme = (await book.ReadAsync(YearMonth.Of(operation.Today), cancellationToken)).For(operation.Actor.Scope.DivisionId);
        return
        [
            .. catalog.Modules.SelectMany(m => m.Indicators).OrderBy(i => i.Level).ThenBy(i => i.Code, StringComparer.Ordinal).Select(i =>
            {
                var (target, weight) = scheme.For(i);
                return new SchemeLineRow(i.Code, i.Name, i.Level, target, weight);
            }),
        ];
    }
}
