using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Months;

/// <summary>The schedules that close months inside the caller's scope.</summary>
[Requires(OversightPermissions.ViewMonths)]
[Endpoint(Verb.Get, "oversight/schedules", "查询月结计划")]
internal sealed record GetSchedules : IQuery<IReadOnlyList<ScheduleRow>>;

internal sealed record ScheduleRow(Guid Id, string Name, int DayOfMonth, int Hour, bool Active, DateOnly FirstMonth, DateTimeOffset? Next)
{
    public string InWords => $"每月{DayOfMonth}日{Hour}时月结上一个月";
}

internal sealed class GetSchedulesHandler(OversightDbContext db, Operation operation) : IRequestHandler<GetSchedules, IReadOnlyList<ScheduleRow>>
{
    public async Task<IReadOnlyList<ScheduleRow>> Handle(GetSchedules request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var rows = await db.Set<Schedule>().AsNoTracking().Where(s => s.Lo >= scope.Lo && s.Hi <= scope.Hi).OrderBy(s => s.DivisionId).ToListAsync(cancellationToken);
        return [.. rows.Select(s => new ScheduleRow(s.Id, s.Name, s.DayOfMonth, s.Hour, s.Active, s.FirstMonth, s.Active ? Next(s) : null))];
    }

    private DateTimeOffset Next(Schedule schedule)
    {
        var month = YearMonth.Of(operation.Today);
        var first = YearMonth.Of(schedule.FirstMonth).AddMonths(1);
        for (month = month.CompareTo(first) < 0 ? first : month; ; month = month.AddMonths(1))
        {
            var day = new DateOnly(month.Year, month.Month, Math.Min(schedule.DayOfMonth, month.LastDay.Day));
            var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(schedule.Hour, 0)), operation.Now.Offset);
            if (at > operation.Now)
            {
                return at;
            }
        }
    }
}

/// <summary>Sets the schedule of the caller's division: which day and hour of the month closes the month before, and whether it is on.</summary>
[Requires(OversightPermissions.CloseMonth)]
[Endpoint(Verb.Put, "oversight/schedules", "设置月结计划")]
internal sealed record SetSchedule(int DayOfMonth, int Hour, bool Active) : ICommand<Guid>;

internal sealed class SetScheduleValidator : AbstractValidator<SetSchedule>
{
    public SetScheduleValidator()
    {
        RuleFor(r => r.DayOfMonth).InclusiveBetween(1, 28).WithMessage("日期请填1至28");
        RuleFor(r => r.Hour).InclusiveBetween(0, 23).WithMessage("时间请填0至23");
    }
}

internal sealed class SetScheduleHandler(OversightDbContext db, Operation operation) : IRequestHandler<SetSchedule, Guid>
{
    public async Task<Guid> Handle(SetSchedule request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var old = await db.Set<Schedule>().Where(s => s.DivisionId == scope.DivisionId).ToListAsync(cancellationToken);
        var row = new Schedule
        {
            DivisionId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            Name = "月结计划",
            DayOfMonth = request.DayOfMonth,
            Hour = request.Hour,
            // A new schedule never closes a month that was over before it existed.
            FirstMonth = YearMonth.Of(operation.Today).FirstDay,
            Active = request.Active,
        };
        db.RemoveRange(old);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"每月{row.DayOfMonth}日{row.Hour}时月结，{(row.Active ? "启用" : "停用")}");
        return row.Id;
    }
}
