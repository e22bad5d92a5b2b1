using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Features.Meetings;

/// <summary>
/// Saves the draft of a meeting's minutes as a whole: date, the parts, topic and hours of study, duties it fulfils beside its own, decisions. The sign-in sheet and
/// the agenda have requests of their own.
/// </summary>
/// <param name="Discharges">Codes of duties ticked; one that does not fit the kind is refused (DUTY_DOES_NOT_FIT).</param>
/// <param name="Hours">Hours of study or training inside the meeting, 0 to 24.</param>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Put, "oversight/meetings/minutes", "保存会议记录草稿")]
[Clauses("P3-WORKRULES-01", "P3-WORKRULES-02", "P3-COUNSEL-02")]
internal sealed record SaveMinutes(
    int SiteId, Guid Id, Guid Version, DateOnly? HeldOn, string? Place, string? Host, string? Relayed, string? Arranged, string? Trained,
    IReadOnlyList<string> Discharges, IReadOnlyList<DecisionDraft> Decisions, string? Topic = null, decimal Hours = 0) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

/// <param name="Id">Null: a new decision. One that is missing from the draft is dropped.</param>
internal sealed record DecisionDraft(string Text, Guid OwnerStaffId, DateOnly? DueOn, Guid? Id = null);

internal sealed class SaveMinutesValidator : AbstractValidator<SaveMinutes>
{
    public SaveMinutesValidator()
    {
        RuleFor(r => r.Place).MaximumLength(200).WithMessage("地点不超过200字");
        RuleFor(r => r.Host).MaximumLength(100).WithMessage("主持人不超过100字");
        RuleFor(r => r.Relayed).MaximumLength(4000).WithMessage("每部分不超过4000字");
        RuleFor(r => r.Arranged).MaximumLength(4000).WithMessage("每部分不超过4000字");
        RuleFor(r => r.Trained).MaximumLength(4000).WithMessage("每部分不超过4000字");
        RuleFor(r => r.Decisions).Must(d => d.All(x => !string.IsNullOrWhiteSpace(x.Text) && x.Text.Length <= 1000)).WithMessage("决定事项请写明内容，不超过1000字")
            .Must(d => d.All(x => x.DueOn is not null)).WithMessage("决定事项请填写办理期限");
        RuleFor(r => r.Topic).MaximumLength(200).WithMessage("学习培训主题不超过200字");
        RuleFor(r => r.Hours).InclusiveBetween(0, 24).WithMessage("学时填0到24之间的数");
    }
}

internal sealed class SaveMinutesHandler(OversightDbContext db, IMediator mediator, DutyCatalog catalog, Operation operation) : IRequestHandler<SaveMinutes, Guid>
{
    public async Task<Guid> Handle(SaveMinutes request, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == request.Id && m.SiteId == request.SiteId, cancellationToken) ?? throw MeetingRefusals.NotFound();
        if (meeting.State == MeetingState.Held)
        {
            throw MeetingRefusals.AlreadyHeld();
        }

        if (meeting.Version != request.Version)
        {
            throw MeetingRefusals.Changed();
        }

        if (request.HeldOn > operation.Today)
        {
            throw new RefusalException("DATE_IN_FUTURE", "召开日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.HeldOn), "召开日期不能晚于今天")]);
        }

        (meeting.HeldOn, meeting.Place, meeting.Host) = (request.HeldOn, request.Place?.Trim() ?? "", request.Host?.Trim() ?? "");
        (meeting.Relayed, meeting.Arranged, meeting.Trained) = (request.Relayed?.Trim() ?? "", request.Arranged?.Trim() ?? "", request.Trained?.Trim() ?? "");
        (meeting.Topic, meeting.Hours) = (request.Topic?.Trim() ?? "", request.Hours);
        meeting.Discharges = string.Join(',', Ticked(request, meeting));
        await TakeDecisionsAsync(request, meeting, cancellationToken);
        db.Entry(meeting).State = EntityState.Modified;
        await db.SaveChangesAsync(cancellationToken);
        return meeting.Version;
    }

    private IEnumerable<string> Ticked(SaveMinutes request, Meeting meeting)
    {
        var fitting = MeetingRules.Offered(meeting.Kind, catalog).ToList();
        var wrong = request.Discharges.FirstOrDefault(d => !fitting.Contains(d) && !MeetingRules.Of(meeting.Kind).Always.Contains(d));
        return wrong is null
            ? fitting.Where(request.Discharges.Contains)
            : throw new RefusalException("DUTY_DOES_NOT_FIT", $"{MeetingRules.NameOf(meeting.Kind)}不能用来履行“{catalog.DutyName(wrong)}”。", RefusalKind.Invalid);
    }

    // A decision keeps its key and whether it is done; what the draft no longer holds is dropped.
    private async Task TakeDecisionsAsync(SaveMinutes request, Meeting meeting, CancellationToken cancellationToken)
    {
        var staff = (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).ToDictionary(s => s.Id);
        var known = await db.Set<Decision>().Where(d => d.MeetingId == meeting.Id).ToDictionaryAsync(d => d.Id, cancellationToken);
        foreach (var draft in request.Decisions)
        {
            if (draft.Id is not { } id || !known.Remove(id, out var row))
            {
                db.Add(row = new Decision { SiteId = meeting.SiteId, MeetingId = meeting.Id, Period = meeting.Period, Text = draft.Text });
            }

            (row.Text, row.DueOn) = (draft.Text.Trim(), draft.DueOn!.Value);
            if (row.OwnerStaffId != draft.OwnerStaffId)
            {
                (row.OwnerStaffId, row.OwnerName) = (draft.OwnerStaffId, staff.GetValueOrDefault(draft.OwnerStaffId)?.Name ?? "");
            }
        }

        db.RemoveRange(known.Values);
    }
}
