using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Weaknesses;

/// <summary>Weaknesses of the caller's scope: those not closed first, then the newest. Two statements.</summary>
/// <param name="Open">True: not closed yet.</param>
[Requires(CorePermissions.ViewSecurity)]
[Clauses("P3-MIGPLATSEC-03")]
[Endpoint(Verb.Get, "security/weaknesses", "信息安全薄弱环节和隐患登记")]
internal sealed record ListWeaknesses(
    PageRequest Page, string? Text = null, WeaknessState? State = null, WeaknessSeverity? Severity = null, WeaknessKind? Kind = null, bool? Open = null)
    : IQuery<Page<WeaknessRow>>;

internal sealed record WeaknessRow(
    Guid Id, int SiteId, string Division, WeaknessKind Kind, WeaknessSeverity Severity, string Title, string Place, string FoundBy, DateOnly FoundOn, DateTimeOffset EnteredAt,
    WeaknessState State, DateOnly? ReportedOn, string Owner, DateOnly? DueOn, int DaysOpen, bool MustBeReported)
{
    /// <summary>The report upward is owed and has not been made: it is due promptly.</summary>
    public bool ReportOwed => MustBeReported && ReportedOn is null;
}

internal sealed class ListWeaknessesHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListWeaknesses, Page<WeaknessRow>>
{
    public async Task<Page<WeaknessRow>> Handle(ListWeaknesses request, CancellationToken cancellationToken)
    {
        var rows = db.Set<Weakness>().AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            rows = rows.Where(w => w.Title.Contains(text) || w.Place.Contains(text) || w.Owner.Contains(text) || w.FoundBy.Contains(text));
        }

        rows = request.State is { } state ? rows.Where(w => w.State == state) : rows;
        rows = request.Severity is { } severity ? rows.Where(w => w.Severity == severity) : rows;
        rows = request.Kind is { } kind ? rows.Where(w => w.Kind == kind) : rows;
        rows = request.Open is { } open ? rows.Where(w => (w.State != WeaknessState.Closed) == open) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await Sorted(rows, request.Page.Sort).ThenBy(w => w.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(w => new { Row = w, Division = db.Set<Division>().Where(d => d.Id == w.SiteId).Select(d => d.Name).FirstOrDefault() }).ToListAsync(cancellationToken);
        return new Page<WeaknessRow>([.. page.Select(w => Row(w.Row, w.Division, operation.Today))], total);
    }

    internal static WeaknessRow Row(Weakness w, string? division, DateOnly today) => new(
        w.Id, w.SiteId, division ?? "全国", w.Kind, w.Severity, w.Title, w.Place, w.FoundBy, w.FoundOn, w.EnteredAt, w.State, w.ReportedOn, w.Owner, w.DueOn, w.DaysOpen(today), w.MustBeReported);

    private static IOrderedQueryable<Weakness> Sorted(IQueryable<Weakness> rows, string? sort) => sort switch
    {
        "FoundOn" => rows.OrderBy(w => w.FoundOn),
        "-FoundOn" => rows.OrderByDescending(w => w.FoundOn),
        "DueOn" => rows.OrderBy(w => w.DueOn),
        "-DueOn" => rows.OrderByDescending(w => w.DueOn),
        _ => rows.OrderBy(w => w.State == WeaknessState.Closed).ThenByDescending(w => w.FoundOn),
    };
}

/// <summary>One weakness with its steps. Two statements.</summary>
[Requires(CorePermissions.ViewSecurity)]
[Clauses("P3-MIGPLATSEC-03")]
[Endpoint(Verb.Get, "security/weaknesses/{id}", "一条薄弱环节或隐患的办理过程")]
internal sealed record GetWeakness(Guid Id) : IQuery<WeaknessDetail>;

internal sealed record WeaknessStep(WeaknessAct Act, DateOnly On, DateTimeOffset At, string ByName, string Note);

internal sealed record WeaknessDetail(
    WeaknessRow Row, string Description, string EnteredBy, string ReportedTo, string ReportedBy, string ReportDocument, string Measures, DateOnly? MeasuresOn, Guid MeasuresById,
    DateOnly? AuthorityToldOn, string PersonsTold, DateOnly? ClosedOn, IReadOnlyList<WeaknessStep> Steps, Guid Version);

internal sealed class GetWeaknessHandler(CoreDbContext db, Operation operation) : IRequestHandler<GetWeakness, WeaknessDetail>
{
    public async Task<WeaknessDetail> Handle(GetWeakness request, CancellationToken cancellationToken)
    {
        var found = await db.Set<Weakness>().AsNoTracking().Where(w => w.Id == request.Id)
            .Select(w => new { Row = w, Division = db.Set<Division>().Where(d => d.Id == w.SiteId).Select(d => d.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken) ?? throw WeaknessDesk.NotFound();
        var w = found.Row;
        var steps = await db.Set<WeaknessEvent>().AsNoTracking().Where(e => e.WeaknessId == w.Id).OrderBy(e => e.At).ThenBy(e => e.Id)
            .Select(e => new WeaknessStep(e.Act, e.On, e.At, e.ByName, e.Note)).ToListAsync(cancellationToken);
        return new WeaknessDetail(
            ListWeaknessesHandler.Row(w, found.Division, operation.Today), w.Description, w.EnteredBy, w.ReportedTo, w.ReportedBy, w.ReportDocument, w.Measures, w.MeasuresOn, w.MeasuresById,
            w.AuthorityToldOn, w.PersonsTold, w.ClosedOn, steps, w.Version);
    }
}
