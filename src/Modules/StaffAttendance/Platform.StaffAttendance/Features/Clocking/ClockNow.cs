using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Clocking;

/// <summary>
/// The signed-in person clocks in or out, at this second. The same key is once, and a second press within a minute is the first. Refuses NO_PERSON
/// and OTHER_SITE.
/// </summary>
/// <param name="Key">Made by the page or program that asks.</param>
[Label("本人打卡")]
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/clock-ins/own", "本人打卡；同一请求号只记一次，一分钟内再按算一次")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ClockNow(int SiteId, Guid Key) : ICommand<ClockedIn>, ISiteRequest, IIdempotent;

/// <param name="SecondOfDay">Seconds since midnight of the clock-in that stands.</param>
/// <param name="Repeated">It was there already.</param>
internal sealed record ClockedIn(DateOnly Day, int SecondOfDay, bool Repeated);

internal sealed class ClockNowValidator : AbstractValidator<ClockNow>
{
    public ClockNowValidator() => RuleFor(c => c.Key).NotEmpty().WithMessage("缺少请求号。");
}

internal sealed class ClockNowHandler(AttendanceDbContext db, ClockInWriter writer, OwnPerson own, Operation operation) : IRequestHandler<ClockNow, ClockedIn>
{
    /// <summary>Seconds in which a second press is the first.</summary>
    public const int Again = 60;

    public async Task<ClockedIn> Handle(ClockNow request, CancellationToken cancellationToken)
    {
        var person = await own.AtAsync(request.SiteId, cancellationToken);
        var (today, now) = (operation.Today, TimeText.Seconds(TimeOnly.FromDateTime(operation.Now.DateTime)));
        var earlier = await db.Set<ClockIn>().AsNoTracking()
            .Where(c => c.StaffId == person.Id && c.Day == today && (c.ImportId == request.Key || (c.SecondOfDay > now - Again && c.SecondOfDay <= now)))
            .OrderByDescending(c => c.SecondOfDay).Select(c => (int?)c.SecondOfDay).FirstOrDefaultAsync(cancellationToken);
        if (earlier is { } known)
        {
            operation.Note($"重复打卡，以 {TimeText.Of(known)} 为准");
            return new ClockedIn(today, known, Repeated: true);
        }

        await writer.WriteAsync([new Stamp(person.SiteId, person.Id, today, now)], ClockInSource.Page, request.Key, cancellationToken);
        operation.Note($"打卡 {TimeText.Of(now)}");
        return new ClockedIn(today, now, Repeated: false);
    }
}
