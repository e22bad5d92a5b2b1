using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Checks;

/// <summary>What was found about one registration. Unanswered: nobody was met or wanted to answer; nothing is kept about it.</summary>
internal enum CheckFinding { Confirmed, Departed, Unanswered }

internal sealed record CheckedRecord(Guid RecordId, CheckFinding Finding, DateOnly? DepartedOn = null);

/// <summary>
/// Goes through a village's register once a quarter: confirmed, left, new since the last quarter. Those who did not answer stay as they stand and are counted, not listed.
/// It proves the village's duty of the quarter; once more in the same quarter adds to it and replaces the figures. Refuses NOT_YOUR_VILLAGE, WRONG_RECORD,
/// CHECK_INCOMPLETE, CHECK_EXISTS, REASON_REQUIRED and BEFORE_MOVED.
/// </summary>
/// <param name="Findings">Every current registration of the village, once.</param>
/// <param name="Reason">Needed where the quarter was checked already.</param>
[Label("季度核对流动人口登记")]
[Requires(MigrantPermissions.Register)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/villages/{villageId}/checks", "登记本季度核对结果：确认、离开、未答复；新登记的自动计入")]
[Clauses("P3-MIGCERT-02b", "P3-MIGSERVICE-04")]
internal sealed record CheckRegister(int SiteId, Guid VillageId, IReadOnlyList<CheckedRecord> Findings, string? Note = null, string? Reason = null) : ICommand<Guid>, ISiteRequest;

internal sealed class CheckRegisterValidator : AbstractValidator<CheckRegister>
{
    public CheckRegisterValidator()
    {
        RuleFor(c => c.VillageId).NotEmpty().WithMessage("请选择村（社区）。");
        RuleFor(c => c.Note).MaximumLength(500).WithMessage("备注最多 500 字。");
        RuleFor(c => c.Reason).MaximumLength(200).WithMessage("原因最多 200 字。");
        RuleFor(c => c.Findings).NotNull().WithMessage("请填写核对结果。");
        RuleForEach(c => c.Findings).ChildRules(f => f.RuleFor(x => x.Finding).IsInEnum().WithMessage("请选择核对结果。"));
    }
}

internal sealed class CheckRegisterHandler(MigrantsDbContext db, MigrantDesk desk, IMediator mediator, Operation operation) : IRequestHandler<CheckRegister, Guid>
{
    public async Task<Guid> Handle(CheckRegister request, CancellationToken cancellationToken)
    {
        var village = await desk.VillageAsync(request.SiteId, request.VillageId, cancellationToken);
        var (today, quarter) = (operation.Today, MigrantRules.QuarterOf(operation.Today));
        var records = await db.Set<MigrantRecord>()
            .Where(r => r.SiteId == request.SiteId && r.VillageId == request.VillageId && r.State == RecordState.Current).ToDictionaryAsync(r => r.Id, cancellationToken);
        Refuse(request, records);
        var check = await CheckAsync(request, quarter, cancellationToken);
        foreach (var finding in request.Findings)
        {
            Apply(records[finding.RecordId], finding, today);
        }

        // What was entered since the quarter began is new, whoever entered it.
        var (all, since) = (records.Values, quarter);
        check.Fresh = all.Count(r => r.RecordedOn >= since);
        check.Confirmed += request.Findings.Count(f => f.Finding == CheckFinding.Confirmed);
        check.Departed += request.Findings.Count(f => f.Finding == CheckFinding.Departed);
        check.Unanswered = request.Findings.Count(f => f.Finding == CheckFinding.Unanswered);
        (check.CheckedOn, check.CheckedByName, check.Note) = (today, operation.Actor.Name, request.Note?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{village.Name} {MigrantRules.NameOfQuarter(quarter)}：确认 {check.Confirmed}，离开 {check.Departed}，新登记 {check.Fresh}，未答复 {check.Unanswered}");
        await mediator.Publish(
            new DutiesFulfilled([new DutyFulfilled(MigrantCodes.RegisterQuarterly, request.SiteId, request.VillageId, quarter, RegisterCheck.RefOf(check.Id), today, today)]), cancellationToken);
        return check.Id;
    }

    private static void Refuse(CheckRegister request, Dictionary<Guid, MigrantRecord> records)
    {
        if (request.Findings.FirstOrDefault(f => !records.ContainsKey(f.RecordId)) is not null || request.Findings.DistinctBy(f => f.RecordId).Count() != request.Findings.Count)
        {
            throw new RefusalException("WRONG_RECORD", "有登记不在这个村（社区）的在册名单上，或重复。请刷新名册后再提交。", RefusalKind.Conflict);
        }

        if (request.Findings.Count < records.Count)
        {
            throw new RefusalException("CHECK_INCOMPLETE", $"在册 {records.Count} 条登记，只核对了 {request.Findings.Count} 条。没有联系上或不愿答复的请选“未答复”。", RefusalKind.Invalid);
        }
    }

    private async Task<RegisterCheck> CheckAsync(CheckRegister request, DateOnly quarter, CancellationToken cancellationToken)
    {
        var check = await db.Set<RegisterCheck>().FirstOrDefaultAsync(c => c.SiteId == request.SiteId && c.VillageId == request.VillageId && c.Quarter == quarter, cancellationToken);
        if (check is null)
        {
            check = new RegisterCheck { SiteId = request.SiteId, VillageId = request.VillageId, Quarter = quarter };
            db.Add(check);
            return check;
        }

        if (request.Reason?.Trim() is not { Length: >= 2 } reason)
        {
            throw new RefusalException("CHECK_EXISTS", $"{MigrantRules.NameOfQuarter(quarter)}已核对过。要再核对一次，请写明原因。", RefusalKind.Conflict, [new FieldError(nameof(request.Reason), "请写明原因")]);
        }

        operation.Note($"本季度再次核对：{reason}");
        check.Confirmed = 0;
        return check;
    }

    private static void Apply(MigrantRecord record, CheckedRecord finding, DateOnly today)
    {
        switch (finding.Finding)
        {
            case CheckFinding.Confirmed:
                record.CheckedOn = today;
                break;
            case CheckFinding.Departed:
                var day = finding.DepartedOn ?? today;
                if (day < record.MovedOn || day > today)
                {
                    throw new RefusalException("BEFORE_MOVED", $"登记 {record.Number} 的离开日期应在 {record.MovedOn:yyyy-MM-dd} 之后，不晚于今天。", RefusalKind.Invalid);
                }

                (record.State, record.EndedOn, record.CheckedOn) = (RecordState.Ended, day, today);
                break;
            default:
                break;
        }
    }
}
