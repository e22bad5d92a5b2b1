using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Training;

/// <summary>
/// Records a training of people of the office's staff list by hand: a course outside, an induction. What was held as a meeting is on its sign-in sheet already. The
/// training of the supplies managers also proves that duty. Refuses UNKNOWN_PERSON, BEFORE_REGISTRATION, ALREADY_RECORDED.
/// </summary>
/// <param name="RequestId">Sent by machines and retried forms: the same id is one record.</param>
[Label("登记学习培训")]
[Requires(OversightPermissions.RecordTraining)]
[Endpoint(Verb.Post, "oversight/training", "登记一次培训（多人）")]
[Clauses("P3-STREETSUPPLY-07b", "P3-STREETSUPPLY-07c", "P3-SUPPLYTRAIN-03", "P3-WORKRULES-02", "P4-MIGMANAGER-02a")]
internal sealed record RecordTraining(
    int SiteId, IReadOnlyList<Guid> StaffIds, DateOnly? HeldOn, string Topic, decimal Hours, TrainingKind Kind, string? Trainer = null, string? Note = null,
    IReadOnlyList<AttachmentDraft>? Files = null, Guid? RequestId = null) : ICommand<Guid>, ISiteRequest;

internal sealed class RecordTrainingValidator : AbstractValidator<RecordTraining>
{
    public RecordTrainingValidator(ChinaTime time)
    {
        RuleFor(r => r.StaffIds).NotEmpty().WithMessage("请选择参加人员").Must(i => i is null || i.Count <= 200).WithMessage("一次最多登记200人");
        RuleFor(r => r.HeldOn).NotNull().WithMessage("请填写日期").Must(d => d is null || d <= time.Today).WithMessage("日期不能晚于今天");
        RuleFor(r => r.Topic).NotEmpty().WithMessage("请填写主题").MaximumLength(200).WithMessage("主题不超过200字");
        RuleFor(r => r.Hours).InclusiveBetween(TrainingRules.LeastHours, TrainingRules.MostHours).WithMessage("学时填0.5到40之间的数");
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择类别");
        RuleFor(r => r.Trainer).MaximumLength(100).WithMessage("培训人（单位）不超过100字");
        RuleFor(r => r.Note).MaximumLength(1000).WithMessage("说明不超过1000字");
    }
}

internal sealed class RecordTrainingHandler(OversightDbContext db, TrainingBook book, IAttachments attachments, IMediator mediator, Operation operation)
    : IRequestHandler<RecordTraining, Guid>
{
    public async Task<Guid> Handle(RecordTraining request, CancellationToken cancellationToken)
    {
        if (request.RequestId is { } known && await db.Set<TrainingRecord>().AnyAsync(r => r.Id == known && r.SiteId == request.SiteId, cancellationToken))
        {
            return known;
        }

        var (site, day, topic) = (request.SiteId, request.HeldOn!.Value, request.Topic.Trim());
        var people = await TrainingRules.PeopleAsync(mediator, site, request.StaffIds, cancellationToken);
        await TrainingRules.CheckDaysAsync(mediator, site, people, day, request.Kind, cancellationToken);
        await TrainingRules.CheckOnceAsync(book, site, people, day, topic, Guid.Empty, cancellationToken);
        var row = new TrainingRecord
        {
            Id = request.RequestId ?? Keys.New(),
            SiteId = site,
            Kind = request.Kind,
            HeldOn = day,
            Topic = topic,
            Hours = request.Hours,
            Trainer = request.Trainer?.Trim() ?? "",
            Note = request.Note?.Trim() ?? "",
            RecordedBy = operation.Actor.Name,
            RecordedOn = operation.Today,
        };
        db.Add(row);
        db.AddRange(people.Select(p => new TrainingPerson { SiteId = site, RecordId = row.Id, StaffId = p.Id, Name = p.Name, Post = p.Post }));
        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(TrainingFileKind.KindCode, site, TrainingFileKind.RefOf(row.Id), request.Files ?? [], cancellationToken);
        if (TrainingRules.Proof(row, operation.Today) is { } proof)
        {
            await mediator.Publish(new DutiesFulfilled([proof]), cancellationToken);
        }

        operation.Note($"登记{TrainingRules.Of(row.Kind)}，{people.Count} 人");
        return row.Id;
    }
}

/// <summary>Files of typed trainings: certificates of a course, lists, photographs of the blackboard.</summary>
internal sealed class TrainingFileKind(OversightDbContext db) : AttachmentKind
{
    public const string KindCode = "training";

    public static string RefOf(Guid record) => $"{TrainingRecord.Prefix}{record}";

    public override string Code => KindCode;

    public override string Title => "学习培训";

    public override string ViewPermission => OversightPermissions.ViewTraining;

    public override string WritePermission => OversightPermissions.RecordTraining;

    public override async Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        var there = Guid.TryParse(recordRef.Split(':')[^1], out var id)
            && await db.Set<TrainingRecord>().AnyAsync(r => r.Id == id && r.SiteId == siteId && !r.Withdrawn, cancellationToken);
        if (!there)
        {
            throw new RefusalException("NOT_FOUND", "没有找到这条培训记录，或它已经作废。", RefusalKind.NotFound);
        }
    }
}
