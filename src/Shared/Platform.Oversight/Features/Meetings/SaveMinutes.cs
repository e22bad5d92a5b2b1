using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Meetings;

/// <summary>Saves the draft of a meeting's minutes as a whole: date, sign-in sheet, the three parts, decisions, own agenda items.</summary>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Put, "oversight/meetings/minutes", "保存会议记录草稿")]
[Clauses("P3-WORKRULES-01", "P3-WORKRULES-02", "P3-COUNSEL-02")]
internal sealed record SaveMinutes(
    int SiteId, Guid Id, Guid Version, DateOnly? HeldOn, string? Place, string? Host, string? Relayed, string? Arranged, string? Trained, bool Studied,
    IReadOnlyList<Guid> Present, IReadOnlyList<DecisionDraft> Decisions, IReadOnlyList<string> OwnItems) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed record DecisionDraft(string Text, Guid OwnerStaffId, DateOnly? DueOn);

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
        RuleFor(r => r.OwnItems).Must(i => i.All(x => !string.IsNullOrWhiteSpace(x) && x.Length <= 200)).WithMessage("议题请写明内容，不超过200字");
    }
}

internal sealed class SaveMinutesHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<SaveMinutes, Guid>
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
        meeting.Studied = request.Studied;
        var staff = (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).ToDictionary(s => s.Id);
        await ReplaceAsync(request, meeting, staff, cancellationToken);
        db.Entry(meeting).State = EntityState.Modified;
        await db.SaveChangesAsync(cancellationToken);
        return meeting.Version;
    }

    // A draft is one thing: its lists are replaced as a whole.
    private async Task ReplaceAsync(SaveMinutes request, Meeting meeting, Dictionary<Guid, StaffRow> staff, CancellationToken cancellationToken)
    {
        await db.Set<MeetingAttendee>().Where(a => a.MeetingId == meeting.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Decision>().Where(d => d.MeetingId == meeting.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<AgendaItem>().Where(a => a.MeetingId == meeting.Id && a.Source == AgendaSource.Own).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(request.Present.Distinct().Where(staff.ContainsKey).Select(id => new MeetingAttendee
        {
            SiteId = meeting.SiteId,
            MeetingId = meeting.Id,
            StaffId = id,
            Name = staff[id].Name,
            Post = staff[id].Post,
        }));
        db.AddRange(request.Decisions.Select(d => new Decision
        {
            SiteId = meeting.SiteId,
            MeetingId = meeting.Id,
            Period = meeting.Period,
            Text = d.Text.Trim(),
            OwnerStaffId = d.OwnerStaffId,
            OwnerName = staff.GetValueOrDefault(d.OwnerStaffId)?.Name ?? "",
            DueOn = d.DueOn!.Value,
        }));
        db.AddRange(request.OwnItems.Select((text, i) => new AgendaItem
        {
            SiteId = meeting.SiteId,
            MeetingId = meeting.Id,
            Source = AgendaSource.Own,
            Key = $"own:{i}",
            Title = text.Trim(),
            Position = 1000 + i,
        }));
    }
}
