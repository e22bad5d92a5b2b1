using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Checks;

/// <summary>What recurs, where and when. Limits of the figures: see <see cref="ScheduleRule"/>.</summary>
/// <param name="DivisionId">0: the whole country.</param>
/// <param name="Checks">Codes of the checks of an audit; empty: all.</param>
internal sealed record ScheduleDraft(
    string Name, int DivisionId, RunKind Kind, ScheduleCadence Cadence, int Month, int Day, int Hour, WorkingDayRule DayRule, bool LastMonth, IReadOnlyList<string> Checks)
{
    public ScheduleRule Rule => new(Cadence, Month, Day, Hour, DayRule);

    /// <summary>As it is stored.</summary>
    public string CheckCodes => Kind == RunKind.Audit ? string.Join(',', Checks.Order(StringComparer.Ordinal)) : "";
}

/// <summary>
/// Creates a recurring check over a division, or changes when and what it does; its scope and kind stay. A new one makes up for nothing that was due before.
/// Errors: SCHEDULE_EXISTS (one close per division), OUT_OF_SCOPE, NOT_FOUND, CHANGED_MEANWHILE.
/// </summary>
/// <param name="Id">Null: a new one.</param>
[Requires(OversightPermissions.ManageChecks)]
[Endpoint(Verb.Post, "oversight/schedules", "新增或修改定期检查计划")]
internal sealed record SaveSchedule(Guid? Id, Guid? Version, ScheduleDraft Draft) : ICommand<Guid>;

internal sealed class SaveScheduleValidator : AbstractValidator<SaveSchedule>
{
    public SaveScheduleValidator(DutyCatalog catalog) => RuleFor(r => r.Draft).NotNull().SetValidator(new ScheduleDraftValidator(catalog));
}

internal sealed class ScheduleDraftValidator : AbstractValidator<ScheduleDraft>
{
    public ScheduleDraftValidator(DutyCatalog catalog)
    {
        RuleFor(d => d.Name).NotEmpty().WithMessage("请填写名称").MaximumLength(100).WithMessage("名称不超过100字");
        RuleFor(d => d.Kind).Must(k => k is RunKind.CloseMonth or RunKind.Audit).WithMessage("请选择月结或数据稽核");
        RuleFor(d => d.Cadence).IsInEnum().WithMessage("请选择周期")
            .Equal(ScheduleCadence.Monthly).When(d => d.Kind == RunKind.CloseMonth).WithMessage("月结只能每月进行");
        RuleFor(d => d.DayRule).IsInEnum().WithMessage("请选择遇休息日怎么办");
        RuleFor(d => d.Hour).InclusiveBetween(0, 23).WithMessage("时间请填0至23");
        RuleFor(d => d.Day).InclusiveBetween(1, 7).When(d => d.Cadence == ScheduleCadence.Weekly).WithMessage("请选择星期几");
        RuleFor(d => d.Day).InclusiveBetween(1, 31).When(d => d.Cadence != ScheduleCadence.Weekly).WithMessage("日期请填1至31，31表示最后一日");
        RuleFor(d => d.Month).InclusiveBetween(1, 3).When(d => d.Cadence == ScheduleCadence.Quarterly).WithMessage("请填季度的第1至3个月");
        RuleFor(d => d.Month).InclusiveBetween(1, 12).When(d => d.Cadence == ScheduleCadence.Yearly).WithMessage("月份请填1至12");
        RuleFor(d => d.Checks).NotNull().Must(c => c is null || c.All(code => catalog.Check(code) is not null)).WithMessage("有不认识的稽核项目，请重新选择");
    }
}

internal sealed class SaveScheduleHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<SaveSchedule, Guid>
{
    public async Task<Guid> Handle(SaveSchedule request, CancellationToken cancellationToken)
    {
        var draft = request.Draft;
        var row = request.Id is { } id
            ? await ScheduleAccess.OneAsync(db, operation, id, cancellationToken)
            : await NewAsync(draft, cancellationToken);
        if (request.Id is not null && row.Version != request.Version)
        {
            throw Refusals.ChangedMeanwhile("这个计划");
        }

        row.Name = draft.Name.Trim();
        (row.Cadence, row.Month, row.Day, row.Hour, row.DayRule) = (draft.Cadence, draft.Month, draft.Day, draft.Hour, draft.DayRule);
        (row.LastMonth, row.Checks) = (row.Kind == RunKind.Audit && draft.LastMonth, row.Kind == RunKind.Audit ? draft.CheckCodes : "");
        // Whatever was due before the change is over: a new rule starts tomorrow.
        row.FirstOn = operation.Today.AddDays(1);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{row.Name}：{RunSteps.Text(row.Kind)}，{row.Rule.InWords()}");
        return row.Id;
    }

    private async Task<Schedule> NewAsync(ScheduleDraft draft, CancellationToken cancellationToken)
    {
        var scope = await ScheduleAccess.ScopeAsync(mediator, operation, draft.DivisionId, cancellationToken);
        if (draft.Kind == RunKind.CloseMonth && await db.Set<Schedule>().AnyAsync(s => s.DivisionId == scope.DivisionId && s.Kind == RunKind.CloseMonth, cancellationToken))
        {
            throw new RefusalException("SCHEDULE_EXISTS", "这个区划已经有月结计划，请修改原计划。", RefusalKind.Conflict);
        }

        var row = new Schedule { DivisionId = scope.DivisionId, Lo = scope.Lo, Hi = scope.Hi, Name = "", Kind = draft.Kind };
        db.Add(row);
        return row;
    }
}

/// <summary>The one place that says which schedules a caller reaches: those wholly inside the scope. Foreign ones do not exist.</summary>
internal static class ScheduleAccess
{
    public static IQueryable<Schedule> Inside(OversightDbContext db, Operation operation)
    {
        var scope = operation.Actor.Scope;
        return db.Set<Schedule>().Where(s => s.Lo >= scope.Lo && s.Hi <= scope.Hi);
    }

    public static async Task<Schedule> OneAsync(OversightDbContext db, Operation operation, Guid id, CancellationToken cancellationToken) =>
        await Inside(db, operation).FirstOrDefaultAsync(s => s.Id == id, cancellationToken) ?? throw NotFound();

    /// <summary>The scope of a division that a schedule may be made for; 0: the whole country. Errors: OUT_OF_SCOPE.</summary>
    public static async Task<DivisionScope> ScopeAsync(IMediator mediator, Operation operation, int divisionId, CancellationToken cancellationToken)
    {
        var scope = divisionId == 0
            ? DivisionScope.Nation
            : (await mediator.Send(new GetDivisions([divisionId]), cancellationToken)).Select(d => new DivisionScope(d.Id, d.Lo, d.Hi)).FirstOrDefault(DivisionScope.None);
        return operation.Actor.Scope.Contains(scope) ? scope : throw new RefusalException("OUT_OF_SCOPE", "没有这个区划，或它不在您的管辖范围内。", RefusalKind.NotFound);
    }

    public static RefusalException NotFound() => Refusals.NotFound("这个计划");
}
