using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Schedules;

namespace Platform.Oversight.Features.Checks;

/// <summary>The recurring checks inside the caller's scope, each with its next time and its newest run. Four statements.</summary>
/// <param name="Text">Part of the name.</param>
[Requires(OversightPermissions.ViewMonths)]
[Endpoint(Verb.Get, "oversight/schedules", "查询定期检查计划")]
internal sealed record ListSchedules(PageRequest Page, string? Text = null, RunKind? Kind = null, bool? Active = null) : IQuery<Page<ScheduleRow>>;

/// <param name="Next">Null while it is paused.</param>
/// <param name="Failures">Sites of the newest run that could not be computed.</param>
internal sealed record ScheduleRow(
    Guid Id, string Name, int DivisionId, string DivisionName, RunKind Kind, string InWords, bool Active, DateTimeOffset? Next, RunState? LastState, DateTimeOffset? LastAt, int Failures)
{
    public string KindText => RunSteps.Text(Kind);
}

internal sealed class ListSchedulesHandler(OversightDbContext db, IMediator mediator, IWorkingDays days, Operation operation) : IRequestHandler<ListSchedules, Page<ScheduleRow>>
{
    public async Task<Page<ScheduleRow>> Handle(ListSchedules request, CancellationToken cancellationToken)
    {
        var query = ScheduleAccess.Inside(db, operation).AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            query = query.Where(s => s.Name.Contains(text));
        }

        if (request.Kind is { } kind)
        {
            query = query.Where(s => s.Kind == kind);
        }

        if (request.Active is { } active)
        {
            query = query.Where(s => s.Active == active);
        }

        var total = await query.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "Name" => query.OrderBy(s => s.Name),
            "-Name" => query.OrderByDescending(s => s.Name),
            _ => query.OrderByDescending(s => s.Hi - s.Lo),
        };
        var rows = await sorted.ThenBy(s => s.DivisionId).ThenBy(s => s.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(s => new
            {
                Schedule = s,
                Last = db.Set<Run>().Where(r => r.ScheduleId == s.Id).OrderByDescending(r => r.Id)
                    .Select(r => new { r.State, r.CreatedAt, Failures = db.Set<RunFailure>().Where(f => f.RunId == r.Id).Select(f => f.SiteId).Distinct().Count() }).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var names = await DivisionNames.OfAsync(mediator, rows.Select(r => r.Schedule.DivisionId), cancellationToken);
        return new Page<ScheduleRow>(
        [
            .. rows.Select(r => new ScheduleRow(
                r.Schedule.Id, r.Schedule.Name, r.Schedule.DivisionId, names[r.Schedule.DivisionId], r.Schedule.Kind, r.Schedule.Rule.InWords(), r.Schedule.Active,
                r.Schedule.Active ? r.Schedule.Rule.Next(operation.Now, r.Schedule.FirstOn, 1, days)[0].At(operation.Now.Offset) : null,
                r.Last?.State, r.Last?.CreatedAt, r.Last?.Failures ?? 0)),
        ], total);
    }
}

/// <summary>One recurring check with its next times and the sites it is for. Errors: NOT_FOUND.</summary>
[Requires(OversightPermissions.ViewMonths)]
[Endpoint(Verb.Get, "oversight/schedules/one", "查询一个定期检查计划")]
internal sealed record GetSchedule(Guid Id) : IQuery<ScheduleDetail>;

internal sealed record ScheduleDetail(Guid Id, Guid Version, ScheduleDraft Draft, string DivisionName, bool Active, SchedulePreview Preview);

internal sealed class GetScheduleHandler(OversightDbContext db, IMediator mediator, Previewer previewer, Operation operation) : IRequestHandler<GetSchedule, ScheduleDetail>
{
    public async Task<ScheduleDetail> Handle(GetSchedule request, CancellationToken cancellationToken)
    {
        var s = await ScheduleAccess.OneAsync(db, operation, request.Id, cancellationToken);
        var draft = new ScheduleDraft(
            s.Name, s.DivisionId, s.Kind, s.Cadence, s.Month, s.Day, s.Hour, s.DayRule, s.LastMonth, s.Checks.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var names = await DivisionNames.OfAsync(mediator, [s.DivisionId], cancellationToken);
        return new ScheduleDetail(
            s.Id, s.Version, draft, names[s.DivisionId], s.Active,
            await previewer.OfAsync(draft, new DivisionScope(s.DivisionId, s.Lo, s.Hi), s.FirstOn, s.Id, cancellationToken));
    }
}

/// <summary>What a schedule would do, before it is saved: the next twelve times and the number of sites. Errors: OUT_OF_SCOPE.</summary>
/// <param name="Id">The schedule being changed; null for a new one.</param>
[Requires(OversightPermissions.ManageChecks)]
[Endpoint(Verb.Post, "oversight/schedules/preview", "预览定期检查计划的日期和范围")]
internal sealed record PreviewSchedule(ScheduleDraft Draft, Guid? Id = null) : IQuery<SchedulePreview>;

/// <param name="Sites">Townships it is for.</param>
/// <param name="Left">Townships of the scope that a nearer schedule takes.</param>
public sealed record SchedulePreview(string InWords, int Sites, int Left, IReadOnlyList<PreviewTime> Times);

/// <param name="Month">The month it is about.</param>
/// <param name="Note">Why it is not on the day of the calendar, or that the holidays of its year are not loaded yet; empty as a rule.</param>
public sealed record PreviewTime(DateTimeOffset At, YearMonth Month, string Note);

internal sealed class PreviewScheduleValidator : AbstractValidator<PreviewSchedule>
{
    public PreviewScheduleValidator(DutyCatalog catalog) => RuleFor(r => r.Draft).NotNull().SetValidator(new ScheduleDraftValidator(catalog));
}

internal sealed class PreviewScheduleHandler(IMediator mediator, Previewer previewer, Operation operation) : IRequestHandler<PreviewSchedule, SchedulePreview>
{
    public async Task<SchedulePreview> Handle(PreviewSchedule request, CancellationToken cancellationToken)
    {
        var scope = await ScheduleAccess.ScopeAsync(mediator, operation, request.Draft.DivisionId, cancellationToken);
        return await previewer.OfAsync(request.Draft, scope, operation.Today.AddDays(1), request.Id ?? Guid.Empty, cancellationToken);
    }
}

internal sealed class Previewer(ScheduleBook book, IWorkingDays days, Operation operation)
{
    private const int Times = 12;

    public async Task<SchedulePreview> OfAsync(ScheduleDraft draft, DivisionScope scope, DateOnly firstOn, Guid self, CancellationToken cancellationToken)
    {
        var (own, left) = await book.SitesAsync(scope, draft.Kind, draft.CheckCodes, self, cancellationToken);
        var times = draft.Rule.Next(operation.Now, firstOn, Times, days)
            .Select(o => new PreviewTime(o.At(operation.Now.Offset), ScheduleBook.MonthOf(draft.Kind, draft.LastMonth, o.Nominal), Note(draft, o)));
        return new SchedulePreview(draft.Rule.InWords(), own.Count, left, [.. times]);
    }

    private string Note(ScheduleDraft draft, Occurrence occurrence)
    {
        var moved = occurrence.Moved ? $"原为{occurrence.Nominal:M月d日}，{days.NameOf(occurrence.Nominal) ?? "休息日"}" : "";
        var provisional = draft.DayRule != WorkingDayRule.Literal && !days.IsLoaded(occurrence.Nominal.Year) ? "该年放假安排尚未导入，日期暂定" : "";
        return string.Join("；", new[] { moved, provisional }.Where(n => n.Length > 0));
    }
}

internal static class DivisionNames
{
    private const string Nation = "全国";

    /// <summary>Full names by id, the whole country included. One statement.</summary>
    public static async Task<Dictionary<int, string>> OfAsync(IMediator mediator, IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        int[] wanted = [.. ids.Distinct()];
        var known = (await mediator.Send(new GetDivisions(wanted), cancellationToken)).ToDictionary(d => d.Id, d => d.FullName);
        return wanted.ToDictionary(id => id, id => id == 0 ? Nation : known.GetValueOrDefault(id, ""));
    }
}
