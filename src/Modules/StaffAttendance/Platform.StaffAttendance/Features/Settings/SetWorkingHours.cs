using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Settings;

/// <summary>Sets a person's daily working hours from a day on. Refuses SHEET_CONFIRMED when the day lies in a confirmed month.</summary>
[Requires(AttendancePermissions.Settings)]
[Endpoint(Verb.Put, "staff-attendance/sites/{siteId}/working-hours/{staffId}", "设置一个人自某日起的上下班时间")]
internal sealed record SetWorkingHours(int SiteId, Guid StaffId, TimeOnly? Start, TimeOnly? End, DateOnly? EffectiveFrom) : ICommand<Unit>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"staff:{StaffId}";
}

internal sealed class SetWorkingHoursValidator : AbstractValidator<SetWorkingHours>
{
    public SetWorkingHoursValidator()
    {
        RuleFor(h => h.Start).NotNull().WithMessage("请填写上班时间。");
        RuleFor(h => h.End).NotNull().WithMessage("请填写下班时间。")
            .GreaterThan(h => h.Start).WithMessage("下班时间须晚于上班时间。");
        RuleFor(h => h.EffectiveFrom).NotNull().WithMessage("请填写从哪一天起执行。")
            .GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithMessage("日期太早。");
    }
}

internal sealed class SetWorkingHoursHandler(HoursWriter writer, IMediator mediator, Operation operation) : IRequestHandler<SetWorkingHours, Unit>
{
    public async Task<Unit> Handle(SetWorkingHours request, CancellationToken cancellationToken)
    {
        var people = await mediator.Send(new GetPeople([request.StaffId]), cancellationToken);
        if (people.All(p => p.SiteId != request.SiteId))
        {
            throw new RefusalException("NOT_FOUND", "本乡镇没有这个人。", RefusalKind.NotFound);
        }

        var (start, end) = (TimeText.Seconds(request.Start!.Value), TimeText.Seconds(request.End!.Value));
        await writer.WriteAsync(request.SiteId, [new HoursDraft(request.StaffId, start, end)], request.EffectiveFrom!.Value, Keys.New(), cancellationToken);
        operation.Note($"自 {request.EffectiveFrom:yyyy-MM-dd} 起 {TimeText.Of(start)}–{TimeText.Of(end)}");
        return Unit.Value;
    }
}
