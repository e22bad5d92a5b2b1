using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Features.Meetings;

/// <summary>
/// Convenes a meeting by hand: the work meeting of a month where no close has done it, or any other kind whenever it is needed. A work meeting stands once in a
/// month (MEETING_EXISTS).
/// </summary>
/// <param name="Month">The month it counts for.</param>
/// <param name="VillageId">Where a community study is held; not given otherwise.</param>
/// <param name="Title">Null: made from kind and month.</param>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Post, "oversight/meetings", "召集一次会议")]
[Clauses("P3-WORKRULES-01", "P3-WORKRULES-02", "P4-DIRECTOR-08b", "P3-STREETSUPPLY-07a", "P3-STREETSUPPLY-07b", "P3-MIGSERVICE-06a", "P3-COMMPOST-02b")]
internal sealed record CreateMeeting(
    int SiteId, YearMonth Month, MeetingKind Kind = MeetingKind.WorkMeeting, DateOnly? PlannedOn = null, Guid? VillageId = null, string? Title = null, string? Place = null)
    : ICommand<Guid>, ISiteRequest;

internal sealed class CreateMeetingValidator : AbstractValidator<CreateMeeting>
{
    public CreateMeetingValidator()
    {
        RuleFor(r => r.Month).Must(m => m.Year > 0).WithMessage("请选择月份");
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择会议类别");
        RuleFor(r => r.VillageId).Must((r, v) => !MeetingRules.Of(r.Kind).InVillage || v is { } id && id != Guid.Empty).When(r => Enum.IsDefined(r.Kind)).WithMessage("请选择村（社区）");
        RuleFor(r => r.Title).MaximumLength(200).WithMessage("会议名称不超过200字");
        RuleFor(r => r.Place).MaximumLength(200).WithMessage("地点不超过200字");
    }
}

internal sealed class CreateMeetingHandler(OversightDbContext db, IMediator mediator, AgendaWriter agenda, Operation operation) : IRequestHandler<CreateMeeting, Guid>
{
    public async Task<Guid> Handle(CreateMeeting request, CancellationToken cancellationToken)
    {
        var (site, month, kind) = (request.SiteId, request.Month, request.Kind);
        var number = await db.Set<Meeting>().CountAsync(m => m.SiteId == site && m.Period == month.FirstDay && m.Kind == kind, cancellationToken) + 1;
        if (kind == MeetingKind.WorkMeeting && number > 1)
        {
            throw new RefusalException("MEETING_EXISTS", $"{month.ToChinese()}的工作例会已经召集。", RefusalKind.Conflict);
        }

        var village = MeetingRules.Of(kind).InVillage ? await VillageAsync(site, request.VillageId!.Value, cancellationToken) : null;
        var meeting = new Meeting
        {
            SiteId = site,
            Period = month.FirstDay,
            Kind = kind,
            Number = number,
            VillageId = village?.Id ?? Guid.Empty,
            PlannedOn = request.PlannedOn,
            Place = request.Place?.Trim() ?? "",
            Title = request.Title?.Trim() is { Length: > 0 } title ? title : MeetingRules.TitleOf(kind, month, number, request.PlannedOn, village?.Name ?? ""),
        };
        db.Add(meeting);
        db.AddRange(await agenda.ItemsAsync(month.AddMonths(-1), site, site, new Dictionary<int, Meeting> { [site] = meeting }, [], cancellationToken));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (Conflicts.Of(exception) is not null)
        {
            throw new RefusalException("MEETING_EXISTS", "另一位同事刚刚召集了同一类会议，请刷新后再试。", RefusalKind.Conflict);
        }

        operation.Note($"召集{meeting.Title}");
        return meeting.Id;
    }

    private async Task<VillageRow> VillageAsync(int site, Guid id, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetVillages([site]), cancellationToken)).FirstOrDefault(v => v.Id == id)
            ?? throw new RefusalException("UNKNOWN_VILLAGE", "这个乡镇（街道）没有这个村（社区）。", RefusalKind.Invalid, [new FieldError(nameof(CreateMeeting.VillageId), "请选择本乡镇的村（社区）")]);
}
