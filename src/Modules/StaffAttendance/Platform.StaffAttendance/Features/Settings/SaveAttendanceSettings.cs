using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Settings;

/// <summary>
/// Sets until which day of the next month incidents are to be decided, counting for incidents recorded from now on, and after which one only a director corrects.
/// </summary>
/// <param name="LockDay">Null: stays as it is; likewise <paramref name="ReportSender"/> and <paramref name="ReportReceiver"/>, the names on reports to the county.</param>
[Requires(AttendancePermissions.Settings)]
[Endpoint(Verb.Put, "staff-attendance/sites/{siteId}/settings", "修改一个乡镇的考勤设置；对此后记录的迟到早退生效")]
internal sealed record SaveAttendanceSettings(int SiteId, int LimitDay, Guid? Version = null, int? LockDay = null, string? ReportSender = null, string? ReportReceiver = null) : ICommand<Unit>, ISiteRequest;

internal sealed class SaveAttendanceSettingsValidator : AbstractValidator<SaveAttendanceSettings>
{
    public SaveAttendanceSettingsValidator()
    {
        RuleFor(s => s.ReportSender).MaximumLength(200).WithMessage("报告单位最多 200 字。");
        RuleFor(s => s.ReportReceiver).MaximumLength(200).WithMessage("主送单位最多 200 字。");
        RuleFor(s => s.LockDay).InclusiveBetween(1, IncidentLimit.LastDay).WithMessage($"锁定日期为次月 1 日至 {IncidentLimit.LastDay} 日。");
        RuleFor(s => s.LimitDay).InclusiveBetween(1, IncidentLimit.LastDay).WithMessage($"核实期限为次月 1 日至 {IncidentLimit.LastDay} 日。");
    }
}

internal sealed class SaveAttendanceSettingsHandler(AttendanceDbContext db, Operation operation) : IRequestHandler<SaveAttendanceSettings, Unit>
{
    public async Task<Unit> Handle(SaveAttendanceSettings request, CancellationToken cancellationToken)
    {
        var setting = await db.Set<AttendanceSetting>().FirstOrDefaultAsync(s => s.SiteId == request.SiteId, cancellationToken);
        if (setting is not null && request.Version is { } seen && seen != setting.Version)
        {
            throw new RefusalException("CHANGED_MEANWHILE", "设置刚被别人改动过，请刷新后再修改。", RefusalKind.Conflict);
        }

        if (setting is null)
        {
            db.Add(setting = new AttendanceSetting { SiteId = request.SiteId });
        }

        operation.Note($"核实期限：次月 {setting.LimitDay} 日 → 次月 {request.LimitDay} 日");
        setting.LimitDay = request.LimitDay;
        if (request.LockDay is { } day)
        {
            operation.Note($"锁定日期：次月 {setting.LockDay} 日 → 次月 {day} 日");
            setting.LockDay = day;
        }

        setting.ReportSender = request.ReportSender?.Trim() ?? setting.ReportSender;
        setting.ReportReceiver = request.ReportReceiver?.Trim() ?? setting.ReportReceiver;

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
