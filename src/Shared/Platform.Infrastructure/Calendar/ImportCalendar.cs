using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Deadlines.Redating;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Calendar;

/// <summary>
/// Loads holidays and make-up days; the years in the file are replaced as a whole. The deadlines that depend on them are computed anew right
/// after the commit, many of them by the job that goes on where this stops. Form of the file: <see cref="CalendarFile"/>.
/// </summary>
[Requires(CorePermissions.ManageCalendar)]
[Endpoint(Verb.Post, "calendar/import", "导入某年或多年的放假调休安排，文件中的年份整年替换，受影响的期限随后重算")]
internal sealed record ImportCalendar(string FileName, byte[] Content) : ICommand<ImportedCalendar>, IIdempotent;

/// <param name="ImportId">Tells how far the deadlines have been computed anew.</param>
/// <param name="Affected">Open deadlines that get another day or become certain.</param>
internal sealed record ImportedCalendar(Guid ImportId, IReadOnlyList<int> Years, int Days, int Affected);

internal sealed class ImportCalendarHandler(CoreDbContext db, WorkingDays workingDays, RedatingPlanner planner, DeadlineRedater redater, Operation operation)
    : IRequestHandler<ImportCalendar, ImportedCalendar>
{
    public async Task<ImportedCalendar> Handle(ImportCalendar request, CancellationToken cancellationToken)
    {
        var file = CalendarFile.Read(request.FileName, request.Content);
        file.Demand();
        var (years, first, last) = (file.Years, file.FirstDay, file.LastDay);
        var old = await db.Set<CalendarDay>().Where(d => d.Day >= first && d.Day <= last).ToListAsync(cancellationToken);
        db.RemoveRange(old.Where(d => years.Contains(d.Day.Year)));
        var import = new CalendarImport
        {
            At = operation.Now,
            ByName = operation.Actor.Name,
            FileName = request.FileName.Length > 200 ? request.FileName[^200..] : request.FileName,
            Years = years.Count > 3 ? $"{years[0]}至{years[^1]}" : string.Join("、", years),
            FirstDay = first,
            LastDay = last,
            Days = file.Days.Count,
        };
        db.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        await Bulk.InsertAsync(db, file.Days.Select(d => new CalendarDay { Day = d.Key, Kind = d.Value.Kind, Name = d.Value.Name }), cancellationToken);

        var affected = (await planner.PlanAsync(await CalendarReader.ReadAsync(db, cancellationToken), first, last, cancellationToken)).Sum(l => l.Count);
        import.Affected = affected;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"导入工作日历 {import.Years} 年，{import.Days} 天；{affected} 项期限需要重算");
        operation.AfterCommit(async () =>
        {
            workingDays.Forget();
            if (affected > 0 && affected <= redater.AtOnce)
            {
                await redater.RunQuietlyAsync(import.Id);
            }
        });
        return new ImportedCalendar(import.Id, years, import.Days, affected);
    }
}
