using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Studies;

/// <summary>
/// Records a study session or activity of a village (P3-COMMPOST-02b). It counts for the month it was held in, or as a make-up for the month before.
/// No names: date, topic, number of people.
/// </summary>
/// <param name="RequestId">Sent by machines and retried forms: the same id is one record.</param>
[Requires(OversightPermissions.RecordStudy)]
[Endpoint(Verb.Post, "oversight/studies", "登记村级学习活动")]
[Clauses("P3-COMMPOST-02b")]
internal sealed record RecordStudy(
    int SiteId, Guid VillageId, DateOnly? HeldOn, string Topic, int Participants, string? Place = null, DateOnly? Month = null, Guid? RequestId = null)
    : ICommand<Guid>, ISiteRequest;

internal sealed class RecordStudyValidator : AbstractValidator<RecordStudy>
{
    public RecordStudyValidator()
    {
        RuleFor(r => r.VillageId).NotEmpty().WithMessage("请选择村（社区）");
        RuleFor(r => r.HeldOn).NotNull().WithMessage("请填写日期");
        RuleFor(r => r.Topic).NotEmpty().WithMessage("请填写学习内容").MaximumLength(200).WithMessage("学习内容不超过200字");
        RuleFor(r => r.Participants).InclusiveBetween(1, 10000).WithMessage("参加人数请填1以上的数");
        RuleFor(r => r.Place).MaximumLength(200).WithMessage("地点不超过200字");
    }
}

internal sealed class RecordStudyHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<RecordStudy, Guid>
{
    public async Task<Guid> Handle(RecordStudy request, CancellationToken cancellationToken)
    {
        var id = request.RequestId ?? Keys.New();
        if (request.RequestId is not null && await db.Set<StudyRecord>().AnyAsync(s => s.Id == id, cancellationToken))
        {
            return id;
        }

        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        if (villages.All(v => v.Id != request.VillageId))
        {
            throw new RefusalException("UNKNOWN_VILLAGE", "这个乡镇（街道）没有这个村（社区）。", RefusalKind.Invalid, [new FieldError(nameof(request.VillageId), "请选择本乡镇的村（社区）")]);
        }

        var row = new StudyRecord
        {
            Id = id,
            SiteId = request.SiteId,
            VillageId = request.VillageId,
            Period = StudyRules.Period(request.HeldOn!.Value, request.Month, operation.Today),
            HeldOn = request.HeldOn.Value,
            Topic = request.Topic.Trim(),
            Place = request.Place?.Trim() ?? "",
            Participants = request.Participants,
            RecordedOn = operation.Today,
            RecordedBy = operation.Actor.Name,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutiesFulfilled([StudyRules.Proof(row)]), cancellationToken);
        return id;
    }
}

internal static class StudyRules
{
    /// <summary>The month a session counts for: its own, or the one before when it makes that up.</summary>
    public static DateOnly Period(DateOnly heldOn, DateOnly? month, DateOnly today)
    {
        if (heldOn > today)
        {
            throw new RefusalException("DATE_IN_FUTURE", "日期不能晚于今天。", RefusalKind.Invalid, [new FieldError("HeldOn", "日期不能晚于今天")]);
        }

        var own = YearMonth.Of(heldOn);
        var period = month is { } given ? YearMonth.Of(given) : own;
        return period == own || period == own.AddMonths(-1)
            ? period.FirstDay
            : throw new RefusalException("WRONG_MONTH", "所属月份只能是活动当月，或补上一个月。", RefusalKind.Invalid, [new FieldError("Month", "只能是活动当月或上一个月")]);
    }

    public static DutyFulfilled Proof(StudyRecord row) =>
        new(OversightDuties.CommunityStudy, row.SiteId, row.VillageId, row.Period, row.EvidenceRef, row.HeldOn, row.RecordedOn);
}
