using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Devices;

/// <summary>Names a form of files, or changes one. Refuses NAME_TAKEN, NOT_FOUND and CHANGED_MEANWHILE. Fields as in <see cref="DeviceProfile"/>.</summary>
/// <param name="Id">Null: a new one.</param>
[Label("保存打卡机格式")]
[Requires(AttendancePermissions.Settings)]
[Endpoint(Verb.Put, "staff-attendance/sites/{siteId}/device-profiles", "新增或修改一种打卡机格式")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record SaveDeviceProfile(
    int SiteId, Guid? Id, string Name, DeviceEncoding Encoding = DeviceEncoding.Any, string? NumberColumn = null, string? NameColumn = null, string? DayColumn = null,
    string? TimeColumn = null, string? MomentColumn = null, string? DayFormat = null, string? TimeFormat = null, string? MomentFormat = null, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest;

internal sealed class SaveDeviceProfileValidator : AbstractValidator<SaveDeviceProfile>
{
    public SaveDeviceProfileValidator()
    {
        RuleFor(p => p.Name).NotEmpty().WithMessage("请填写格式名称，例如打卡机的型号。").MaximumLength(50).WithMessage("名称最多 50 字。");
        foreach (var column in new System.Linq.Expressions.Expression<Func<SaveDeviceProfile, string?>>[]
                 {
                     p => p.NumberColumn, p => p.NameColumn, p => p.DayColumn, p => p.TimeColumn, p => p.MomentColumn,
                 })
        {
            RuleFor(column).MaximumLength(50).WithMessage("列名最多 50 字。");
        }

        RuleFor(p => p.DayFormat).Must(f => DeviceFormat.IsGood(f!, day: true, time: false)).When(p => !string.IsNullOrWhiteSpace(p.DayFormat))
            .WithMessage("日期格式须有年月日，如 dd/MM/yyyy。");
        RuleFor(p => p.TimeFormat).Must(f => DeviceFormat.IsGood(f!, day: false, time: true)).When(p => !string.IsNullOrWhiteSpace(p.TimeFormat))
            .WithMessage("时间格式须有时和分，如 HHmmss。");
        RuleFor(p => p.MomentFormat).Must(f => DeviceFormat.IsGood(f!, day: true, time: true)).When(p => !string.IsNullOrWhiteSpace(p.MomentFormat))
            .WithMessage("日期时间格式须有年月日和时分，如 dd/MM/yyyy HH:mm。");
        RuleFor(p => p.MomentColumn).Empty().When(p => !string.IsNullOrWhiteSpace(p.DayColumn) || !string.IsNullOrWhiteSpace(p.TimeColumn))
            .WithMessage("日期、时间分列时，不要再填“日期时间”列。");
    }
}

internal sealed class SaveDeviceProfileHandler(AttendanceDbContext db, Operation operation) : IRequestHandler<SaveDeviceProfile, Guid>
{
    public async Task<Guid> Handle(SaveDeviceProfile request, CancellationToken cancellationToken)
    {
        var name = request.Name.Trim();
        var profile = request.Id is { } id
            ? await db.Set<DeviceProfile>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == request.SiteId, cancellationToken)
                ?? throw new RefusalException("NOT_FOUND", "没有找到这种打卡机格式。", RefusalKind.NotFound)
            : new DeviceProfile { SiteId = request.SiteId };
        if (request.Id is not null && request.Version is { } seen && seen != profile.Version)
        {
            throw Refusals.ChangedMeanwhile("这种格式");
        }

        if (await db.Set<DeviceProfile>().AnyAsync(p => p.SiteId == request.SiteId && p.Name == name && p.Id != profile.Id, cancellationToken))
        {
            throw new RefusalException("NAME_TAKEN", $"已经有名为“{name}”的格式。", RefusalKind.Conflict, [new FieldError(nameof(request.Name), "名称已被使用")]);
        }

        (profile.Name, profile.Encoding) = (name, request.Encoding);
        (profile.NumberColumn, profile.NameColumn) = (Tidy(request.NumberColumn), Tidy(request.NameColumn));
        (profile.DayColumn, profile.TimeColumn, profile.MomentColumn) = (Tidy(request.DayColumn), Tidy(request.TimeColumn), Tidy(request.MomentColumn));
        (profile.DayFormat, profile.TimeFormat, profile.MomentFormat) = (Tidy(request.DayFormat), Tidy(request.TimeFormat), Tidy(request.MomentFormat));
        if (request.Id is null)
        {
            db.Add(profile);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"打卡机格式：{name}");
        return profile.Id;
    }

    private static string Tidy(string? text) => text?.Trim() ?? "";
}

/// <summary>Takes a form of files away; what was imported with it stays. Refuses NOT_FOUND.</summary>
[Label("删除打卡机格式")]
[Requires(AttendancePermissions.Settings)]
[Endpoint(Verb.Delete, "staff-attendance/sites/{siteId}/device-profiles/{id}", "删除一种打卡机格式")]
internal sealed record DeleteDeviceProfile(int SiteId, Guid Id) : ICommand, ISiteRequest;

internal sealed class DeleteDeviceProfileHandler(AttendanceDbContext db, Operation operation) : IRequestHandler<DeleteDeviceProfile, Unit>
{
    public async Task<Unit> Handle(DeleteDeviceProfile request, CancellationToken cancellationToken)
    {
        var profile = await db.Set<DeviceProfile>().FirstOrDefaultAsync(p => p.Id == request.Id && p.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这种打卡机格式。", RefusalKind.NotFound);
        db.Remove(profile);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"打卡机格式：{profile.Name}");
        return Unit.Value;
    }
}
