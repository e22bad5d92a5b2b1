using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>The shifts of an office: a handful, so all of them.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/shift-templates", "一个乡镇的值班班次")]
internal sealed record ListShiftTemplates(int SiteId) : IQuery<IReadOnlyList<ShiftTemplateRow>>, ISiteRequest;

/// <param name="Start">Seconds since midnight; an end not after it lies on the next day.</param>
internal sealed record ShiftTemplateRow(Guid Id, string Name, int Start, int End, int People, ShiftDays Days, bool Active, Guid Version);

internal sealed class ListShiftTemplatesHandler(AttendanceDbContext db) : IRequestHandler<ListShiftTemplates, IReadOnlyList<ShiftTemplateRow>>
{
    public async Task<IReadOnlyList<ShiftTemplateRow>> Handle(ListShiftTemplates request, CancellationToken cancellationToken) =>
        await db.Set<ShiftTemplate>().AsNoTracking().Where(t => t.SiteId == request.SiteId)
            .OrderByDescending(t => t.Active).ThenBy(t => t.Start).ThenBy(t => t.Name)
            .Select(t => new ShiftTemplateRow(t.Id, t.Name, t.Start, t.End, t.People, t.Days, t.Active, t.Version)).ToListAsync(cancellationToken);
}

/// <summary>Adds or changes a shift. Rosters already drawn up stay as they are. Refuses NAME_TAKEN and CHANGED_MEANWHILE.</summary>
/// <param name="Id">Null: a new one.</param>
[Requires(AttendancePermissions.EditRosters)]
[Endpoint(Verb.Put, "staff-attendance/sites/{siteId}/shift-templates", "新增或修改值班班次")]
internal sealed record SaveShiftTemplate(
    int SiteId, Guid? Id, string Name, TimeOnly? Start, TimeOnly? End, int People, ShiftDays Days, bool Active, Guid? Version = null) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"shifts:{SiteId}";
}

internal sealed class SaveShiftTemplateValidator : AbstractValidator<SaveShiftTemplate>
{
    public SaveShiftTemplateValidator()
    {
        RuleFor(t => t.Name).NotEmpty().WithMessage("请填写班次名称。").MaximumLength(20).WithMessage("班次名称最多 20 字。");
        RuleFor(t => t.Start).NotNull().WithMessage("请填写开始时间。");
        RuleFor(t => t.End).NotNull().WithMessage("请填写结束时间。");
        RuleFor(t => t.People).InclusiveBetween(1, 10).WithMessage("每班人数为 1 至 10 人。");
    }
}

internal sealed class SaveShiftTemplateHandler(AttendanceDbContext db) : IRequestHandler<SaveShiftTemplate, Guid>
{
    public async Task<Guid> Handle(SaveShiftTemplate request, CancellationToken cancellationToken)
    {
        var name = request.Name.Trim();
        if (await db.Set<ShiftTemplate>().AnyAsync(t => t.SiteId == request.SiteId && t.Name == name && t.Id != request.Id, cancellationToken))
        {
            throw new RefusalException("NAME_TAKEN", $"已经有班次“{name}”，请换一个名称。", RefusalKind.Conflict);
        }

        var template = request.Id is { } id
            ? await db.Set<ShiftTemplate>().FirstOrDefaultAsync(t => t.Id == id && t.SiteId == request.SiteId, cancellationToken)
                ?? throw new RefusalException("NOT_FOUND", "没有找到这个班次。", RefusalKind.NotFound)
            : db.Add(new ShiftTemplate { SiteId = request.SiteId }).Entity;
        if (request.Id is not null && request.Version is { } seen && seen != template.Version)
        {
            throw Refusals.ChangedMeanwhile("这个班次");
        }

        (template.Name, template.Start, template.End) = (name, TimeText.Seconds(request.Start!.Value), TimeText.Seconds(request.End!.Value));
        (template.People, template.Days, template.Active) = (request.People, request.Days, request.Active);
        await db.SaveChangesAsync(cancellationToken);
        return template.Id;
    }
}
