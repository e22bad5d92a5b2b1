using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.People;

/// <summary>
/// One person's calendar year by month: as the director confirmed it where a sheet is in force, else as the records stand now. Refuses UNKNOWN_PERSON.
/// </summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/people/{staffId}/years/{year}", "一名工作人员全年各月的考勤合计")]
[Clauses("P4-ATTENDANCE-01", "P4-ATTENDANCE-02a")]
internal sealed record GetPersonYear(int SiteId, Guid StaffId, int Year) : IQuery<PersonYear>, ISiteRequest;

/// <summary>The signed-in person's own year. Refuses NO_PERSON and OTHER_SITE.</summary>
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/years/{year}/own", "本人全年各月的考勤合计")]
[Clauses("P4-ATTENDANCE-01", "P4-ATTENDANCE-02a")]
internal sealed record GetOwnYear(int SiteId, int Year) : IQuery<PersonYear>, ISiteRequest;

internal sealed class GetPersonYearValidator : AbstractValidator<GetPersonYear>
{
    public GetPersonYearValidator() => RuleFor(r => r.Year).InclusiveBetween(2000, 2100).WithMessage("请填写四位数的年份。");
}

internal sealed class GetOwnYearValidator : AbstractValidator<GetOwnYear>
{
    public GetOwnYearValidator() => RuleFor(r => r.Year).InclusiveBetween(2000, 2100).WithMessage("请填写四位数的年份。");
}

/// <param name="Months">Those that have begun, the first of the year first.</param>
/// <param name="Tier">Of the verified incidents of the year; null: none. Nothing is taken for it.</param>
internal sealed record PersonYear(string Name, string Number, string Post, int Year, IReadOnlyList<PersonYearMonth> Months, PersonMonthFigures Total, Tier? Tier);

/// <param name="Confirmed">From the sheet in force; false: from the records as they are now.</param>
internal sealed record PersonYearMonth(YearMonth Month, PersonMonthFigures Figures, bool Confirmed);

internal sealed class PersonYearHandlers(AttendanceDbContext db, OwnPerson own, PersonReader reader, IMediator mediator, Operation operation)
    : IRequestHandler<GetPersonYear, PersonYear>, IRequestHandler<GetOwnYear, PersonYear>
{
    public async Task<PersonYear> Handle(GetPersonYear request, CancellationToken cancellationToken)
    {
        var person = (await mediator.Send(new GetPeople([request.StaffId]), cancellationToken)).FirstOrDefault(p => p.SiteId == request.SiteId)
            ?? throw new RefusalException("UNKNOWN_PERSON", "人员名册中没有这个人，请从列表中选择。", RefusalKind.NotFound);
        return await ReadAsync(person, request.Year, cancellationToken);
    }

    public async Task<PersonYear> Handle(GetOwnYear request, CancellationToken cancellationToken) =>
        await ReadAsync(await own.AtAsync(request.SiteId, cancellationToken), request.Year, cancellationToken);

    private async Task<PersonYear> ReadAsync(StaffRow person, int year, CancellationToken cancellationToken)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var until = last < operation.Today ? last : YearMonth.Of(operation.Today).LastDay;
        if (until < first)
        {
            return new PersonYear(person.Name, person.Number, person.Post, year, [], PersonMonthFigures.Of([]), null);
        }

        var days = (await reader.DaysAsync(person.SiteId, person.Id, first, until, cancellationToken)).ToLookup(d => YearMonth.Of(d.Day));
        var frozen = await (from line in db.Set<MonthlySheetLine>().AsNoTracking()
                            join sheet in db.Set<MonthlySheet>() on line.SheetId equals sheet.Id
                            where line.SiteId == person.SiteId && line.StaffId == person.Id && sheet.SiteId == person.SiteId && sheet.State == SheetState.Confirmed
                                && sheet.Month >= first && sheet.Month <= until
                            select new { sheet.Month, Line = line }).ToDictionaryAsync(l => YearMonth.Of(l.Month), l => l.Line, cancellationToken);
        List<PersonYearMonth> months =
        [
            .. days.OrderBy(m => m.Key).Select(m => frozen.TryGetValue(m.Key, out var line)
                ? new PersonYearMonth(m.Key, Of(line, m.Sum(d => d.Shifts.Count)), Confirmed: true)
                : new PersonYearMonth(m.Key, PersonMonthFigures.Of([.. m]), Confirmed: false)),
        ];
        // What counts towards the tiers is counted as it stands today: an objection may have been decided after a sheet was confirmed.
        var counting = days.SelectMany(m => m).Sum(d => d.Incidents.Count(i => i.Counts));
        return new PersonYear(person.Name, person.Number, person.Post, year, months, Sum([.. months.Select(m => m.Figures)]), counting > 0 ? new Tier(counting) : null);
    }

    private static PersonMonthFigures Of(MonthlySheetLine l, int shifts) =>
        new(l.WorkingDays, l.CompleteDays, l.LeaveHalfDays, l.Late, l.Early, l.Other, l.Verified, l.FieldDays, l.FieldOpen, shifts);

    private static PersonMonthFigures Sum(IReadOnlyList<PersonMonthFigures> m) => new(
        m.Sum(f => f.WorkingDays), m.Sum(f => f.CompleteDays), m.Sum(f => f.LeaveHalfDays), m.Sum(f => f.Late), m.Sum(f => f.Early), m.Sum(f => f.Other),
        m.Sum(f => f.Verified), m.Sum(f => f.FieldDays), m.Sum(f => f.FieldOpen), m.Sum(f => f.Shifts));
}
