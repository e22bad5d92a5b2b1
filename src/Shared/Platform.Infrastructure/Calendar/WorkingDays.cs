using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Deadlines;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Calendar;

/// <summary>
/// The working-day calendar, read from the table once and again within a minute after somebody imported a year (at once in the host that did).
/// </summary>
internal sealed class WorkingDays(OperationScopes scopes, TimeProvider clock) : IWorkingDays
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly Lock reading = new();
    private (CalendarTable Table, DateTimeOffset At)? cached;

    public bool IsWorkingDay(DateOnly day) => Table.IsWorkingDay(day);

    public DateOnly OnOrAfter(DateOnly day) => Table.OnOrAfter(day);

    public DateOnly Next(DateOnly day) => Table.OnOrAfter(day.AddDays(1));

    public DateOnly Previous(DateOnly day) => Table.Previous(day);

    public string? NameOf(DateOnly day) => Table.NameOf(day);

    public bool IsLoaded(int year) => Table.IsLoaded(year);

    public IReadOnlyList<DateOnly> WorkingDaysBetween(DateOnly first, DateOnly last) => Table.Between(first, last);

    /// <summary>Called when the table has changed.</summary>
    public void Forget()
    {
        lock (reading)
        {
            cached = null;
        }
    }

    /// <summary>The table as read within the last minute.</summary>
    internal CalendarTable Table
    {
        get
        {
            lock (reading)
            {
                var now = clock.GetUtcNow();
                if (cached is not { } known || now - known.At > Fresh)
                {
                    cached = known = (Read(), now);
                }

                return known.Table;
            }
        }
    }

    private CalendarTable Read()
    {
        using var scope = scopes.Begin();
        return new CalendarTable(scope.Resolve<CoreDbContext>().Set<CalendarDay>().AsNoTracking().ToDictionary(d => d.Day, d => (d.Kind, d.Name)));
    }
}
