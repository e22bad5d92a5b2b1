using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Training;

/// <summary>Corrects a typed training as a whole, with a reason: an old proof is withdrawn and the corrected one counts. Who is taken off stays in the trail.</summary>
[Label("更正学习培训")]
[Requires(OversightPermissions.RecordTraining)]
[Endpoint(Verb.Put, "oversight/training", "更正一次培训")]
[Clauses("P3-STREETSUPPLY-07b", "P3-STREETSUPPLY-07c")]
internal sealed record CorrectTraining(
    int SiteId, Guid Id, Guid Version, IReadOnlyList<Guid> StaffIds, DateOnly? HeldOn, string Topic, decimal Hours, TrainingKind Kind, string? Trainer, string? Note, string Reason)
    : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => TrainingFileKind.RefOf(Id);
}

internal sealed class CorrectTrainingValidator : AbstractValidator<CorrectTraining>
{
    public CorrectTrainingValidator(ChinaTime time)
    {
        RuleFor(r => r.StaffIds).NotEmpty().WithMessage("请选择参加人员").Must(i => i is null || i.Count <= 200).WithMessage("一次最多登记200人");
        RuleFor(r => r.HeldOn).NotNull().WithMessage("请填写日期").Must(d => d is null || d <= time.Today).WithMessage("日期不能晚于今天");
        RuleFor(r => r.Topic).NotEmpty().WithMessage("请填写主题").MaximumLength(200).WithMessage("主题不超过200字");
        RuleFor(r => r.Hours).InclusiveBetween(TrainingRules.LeastHours, TrainingRules.MostHours).WithMessage("学时填0.5到40之间的数");
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择类别");
        RuleFor(r => r.Trainer).MaximumLength(100).WithMessage("培训人（单位）不超过100字");
        RuleFor(r => r.Note).MaximumLength(1000).WithMessage("说明不超过1000字");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明更正原因，2 至 200 个字");
    }
}

internal sealed class CorrectTrainingHandler(OversightDbContext db, TrainingBook book, IMediator mediator, Operation operation) : IRequestHandler<CorrectTraining, Unit>
{
    public async Task<Unit> Handle(CorrectTraining request, CancellationToken cancellationToken)
    {
        var row = await TrainingLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        var (day, topic) = (request.HeldOn!.Value, request.Topic.Trim());
        var people = await TrainingRules.PeopleAsync(mediator, row.SiteId, request.StaffIds, cancellationToken);
        await TrainingRules.CheckDaysAsync(mediator, row.SiteId, people, day, request.Kind, cancellationToken);
        await TrainingRules.CheckOnceAsync(book, row.SiteId, people, day, topic, row.Id, cancellationToken);
        await mediator.Publish(new DutyWithdrawn(row.EvidenceRef, request.Reason), cancellationToken);
        (row.Kind, row.HeldOn, row.Topic, row.Hours) = (request.Kind, day, topic, request.Hours);
        (row.Trainer, row.Note, row.Reason, row.Edition) = (request.Trainer?.Trim() ?? "", request.Note?.Trim() ?? "", request.Reason.Trim(), row.Edition + 1);
        await TakePeopleAsync(row, people, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (TrainingRules.Proof(row, operation.Today) is { } proof)
        {
            await mediator.Publish(new DutiesFulfilled([proof]), cancellationToken);
        }

        return Unit.Value;
    }

    private async Task TakePeopleAsync(TrainingRecord row, IReadOnlyList<StaffRow> people, CancellationToken cancellationToken)
    {
        var known = await db.Set<TrainingPerson>().Where(p => p.RecordId == row.Id).ToDictionaryAsync(p => p.StaffId, cancellationToken);
        foreach (var line in known.Values)
        {
            line.Dropped = people.All(p => p.Id != line.StaffId);
        }

        db.AddRange(people.Where(p => !known.ContainsKey(p.Id)).Select(p => new TrainingPerson { SiteId = row.SiteId, RecordId = row.Id, StaffId = p.Id, Name = p.Name, Post = p.Post }));
    }
}

/// <summary>Withdraws a training typed by mistake, with a reason. It stays readable, counts no hours and proves nothing any more.</summary>
[Label("作废学习培训")]
[Requires(OversightPermissions.RecordTraining)]
[Endpoint(Verb.Post, "oversight/training/withdraw", "作废一次培训")]
internal sealed record WithdrawTraining(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => TrainingFileKind.RefOf(Id);
}

internal sealed class WithdrawTrainingValidator : AbstractValidator<WithdrawTraining>
{
    public WithdrawTrainingValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明作废原因，2 至 200 个字");
}

internal sealed class WithdrawTrainingHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<WithdrawTraining, Unit>
{
    public async Task<Unit> Handle(WithdrawTraining request, CancellationToken cancellationToken)
    {
        var row = await TrainingLoader.LoadAsync(db, request.SiteId, request.Id, request.Version, cancellationToken);
        (row.Withdrawn, row.Reason) = (true, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutyWithdrawn(row.EvidenceRef, request.Reason), cancellationToken);
        return Unit.Value;
    }
}

internal static class TrainingLoader
{
    public static async Task<TrainingRecord> LoadAsync(OversightDbContext db, int siteId, Guid id, Guid version, CancellationToken cancellationToken)
    {
        var row = await db.Set<TrainingRecord>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == siteId && !r.Withdrawn, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这条培训记录，或它已经作废。", RefusalKind.NotFound);
        Refusals.CheckVersion(version, row.Version);
        return row;
    }
}
