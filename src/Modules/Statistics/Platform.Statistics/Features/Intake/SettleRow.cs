using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Intake;

/// <summary>
/// A line means this resident: what it says is entered into the ledger; an arrival of somebody who is there already only closes the line. Refuses NOT_FOUND,
/// CHANGED_MEANWHILE, ROW_SETTLED, LIST_CLOSED and as <see cref="LedgerRules.RequireOpen"/> does.
/// </summary>
[Label("确认名单匹配")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intake-rows/{id}/match", "确认名单一行就是台账上的这位居民")]
[Clauses("P4-RESSTAT-02a")]
internal sealed record ConfirmMatch(int SiteId, Guid Id, Guid ResidentId, Guid? Version = null) : ICommand, ISiteRequest;

/// <summary>A newborn or somebody who moved in is put on the ledger from a line. Refuses as <see cref="ConfirmMatch"/> does, NOT_HERE, NOT_AN_ARRIVAL.</summary>
[Label("按名单登记居民")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intake-rows/{id}/registration", "把名单上的出生或迁入登记到台账")]
[Clauses("P4-RESSTAT-02a", "P3-STREETOFFICE-02a")]
internal sealed record RegisterRow(int SiteId, Guid Id, Guid VillageId, Sex Sex, DateOnly? BirthDate, ResidenceKind Residence, string? Household = null, string? Group = null, Guid? Version = null)
    : ICommand<Guid>, ISiteRequest;

internal sealed class RegisterRowValidator : AbstractValidator<RegisterRow>
{
    public RegisterRowValidator()
    {
        RuleFor(r => r.VillageId).NotEmpty().WithMessage("请选择村（社区）。");
        RuleFor(r => r.Sex).IsInEnum().WithMessage("请选择性别。");
        RuleFor(r => r.Residence).IsInEnum().WithMessage("请选择居住类别。");
        RuleFor(r => r.BirthDate).NotNull().WithMessage("请填写出生日期。").GreaterThanOrEqualTo(LedgerRules.Earliest).WithMessage("出生日期不能早于 1900 年。");
    }
}

/// <summary>
/// All newborns and people moved in that nobody on the ledger resembles, and of whom the list says village, sex and birth date, are registered at once; at most 500 a time.
/// Answers how many. Refuses NOT_FOUND, LIST_CLOSED, NOTHING_TO_DO.
/// </summary>
[Label("成批登记名单")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intakes/{id}/registrations", "把名单上没有候选人、内容齐全的出生和迁入成批登记到台账")]
[Clauses("P4-RESSTAT-02a")]
internal sealed record RegisterOpenRows(int SiteId, Guid Id) : ICommand<int>, ISiteRequest;

/// <summary>A line does not concern this township, and why. Refuses as <see cref="ConfirmMatch"/> does.</summary>
[Label("名单行不办理")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intake-rows/{id}/dismissal", "名单一行不办理，写明原因")]
[Clauses("P4-RESSTAT-02a")]
internal sealed record DismissRow(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class DismissRowValidator : AbstractValidator<DismissRow>
{
    public DismissRowValidator() => RuleFor(p => p.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

/// <summary>Takes a line's settlement back, with what it did to the ledger. Refuses NOT_FOUND, CHANGED_MEANWHILE, LIST_CLOSED, NOT_SETTLED, LATER_EVENT.</summary>
[Label("撤销名单行办理")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intake-rows/{id}/undo", "撤销名单一行的办理，写明原因")]
[Clauses("P4-RESSTAT-04")]
internal sealed record UndoRow(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class UndoRowValidator : AbstractValidator<UndoRow>
{
    public UndoRowValidator() => RuleFor(p => p.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

/// <summary>All lines are settled: names, birth dates and numbers of the list are erased, its counts stay. Refuses NOT_FOUND, CHANGED_MEANWHILE, LIST_CLOSED, ROWS_OPEN.</summary>
[Label("办结名单")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intakes/{id}/closing", "名单办结：清除名单上的居民信息，保留各项计数")]
[Clauses("P4-RESSTAT-02a")]
internal sealed record CloseIntake(int SiteId, Guid Id, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Domain.Intake.RefOf(Id);
}

internal sealed class SettleRowHandlers(StatisticsDbContext db, LedgerDesk ledger, IntakeDesk desk, LedgerBook book, Protector protector, Operation operation)
    : IRequestHandler<ConfirmMatch, Unit>, IRequestHandler<RegisterRow, Guid>, IRequestHandler<RegisterOpenRows, int>, IRequestHandler<DismissRow, Unit>, IRequestHandler<UndoRow, Unit>,
        IRequestHandler<CloseIntake, Unit>
{
    private const int MostAtOnce = 500;

    public async Task<Unit> Handle(ConfirmMatch request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenRowAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var resident = await ledger.ResidentAsync(request.SiteId, request.ResidentId, null, cancellationToken);
        row.ResidentId = resident.Id;
        var there = LedgerRules.Arrives(row.Kind) || (LedgerRules.Leaves(row.Kind) && resident.To == row.OccurredOn);
        if (!there)
        {
            row.EventId = book.Record(resident, row.Kind, row.OccurredOn, row.IntakeId).Id;
        }

        desk.Settle(row, there ? RowState.AlreadyThere : RowState.Applied, MatchKind.Confirmed);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Guid> Handle(RegisterRow request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenRowAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (!LedgerRules.Arrives(row.Kind))
        {
            throw new RefusalException("NOT_AN_ARRIVAL", $"这一行是{LedgerRules.Of(row.Kind)}，请从台账上选择居民；不是本乡镇的人，请选“不办理”。", RefusalKind.Conflict);
        }

        await ledger.RequireVillageAsync(request.SiteId, request.VillageId, cancellationToken);
        var household = await ledger.HouseholdAsync(request.SiteId, request.VillageId, request.Household, request.Group, cancellationToken);
        var resident = Register(row, request.VillageId, request.Sex, request.BirthDate!.Value, request.Residence, household?.Id ?? Guid.Empty);
        await db.SaveChangesAsync(cancellationToken);
        return resident.Id;
    }

    public async Task<int> Handle(RegisterOpenRows request, CancellationToken cancellationToken)
    {
        var intake = await desk.OpenAsync(request.SiteId, request.Id, null, cancellationToken);
        var rows = await db.Set<IntakeRow>()
            .Where(r => r.IntakeId == intake.Id && r.State == RowState.Open && r.Candidates == 0 && (r.Kind == EventKind.Birth || r.Kind == EventKind.MovedIn) && r.VillageId != Guid.Empty
                && r.Sex != null && r.BirthDate != null && r.Name != "未取名")
            .OrderBy(r => r.Line).Take(MostAtOnce).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            throw new RefusalException("NOTHING_TO_DO", "没有可以成批登记的行：有候选人的、缺村或性别或生日的、未取名的，请逐行办理。", RefusalKind.Conflict);
        }

        rows.ForEach(r => Register(r, r.VillageId, r.Sex!.Value, r.BirthDate!.Value, ResidenceKind.Registered, Guid.Empty));
        await db.SaveChangesAsync(cancellationToken);
        return rows.Count;
    }

    public async Task<Unit> Handle(DismissRow request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenRowAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        row.Reason = request.Reason.Trim();
        desk.Settle(row, RowState.Dismissed, MatchKind.None);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(UndoRow request, CancellationToken cancellationToken)
    {
        var row = await desk.RowAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (row.State == RowState.Open)
        {
            throw new RefusalException("NOT_SETTLED", "这一行还没有办理，不用撤销。", RefusalKind.Conflict);
        }

        if (row.EventId != Guid.Empty)
        {
            var entry = await db.Set<PopulationEvent>().FirstOrDefaultAsync(e => e.Id == row.EventId, cancellationToken) ?? throw Refusals.NotFound("这一行产生的变动");
            await book.VoidAsync(entry, request.Reason.Trim(), cancellationToken);
        }

        (row.State, row.Match, row.ResidentId, row.EventId, row.Reason, row.SettledByName, row.SettledOn) = (RowState.Open, MatchKind.None, Guid.Empty, Guid.Empty, "", "", null);
        row.Candidates = Math.Max(row.Candidates, 1);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(CloseIntake request, CancellationToken cancellationToken)
    {
        var intake = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var open = await db.Set<IntakeRow>().CountAsync(r => r.IntakeId == intake.Id && r.State == RowState.Open, cancellationToken);
        if (open > 0)
        {
            throw new RefusalException("ROWS_OPEN", $"还有 {open} 行没有核对，办完后再办结名单。", RefusalKind.Conflict);
        }

        await db.Set<IntakeRow>().Where(r => r.IntakeId == intake.Id).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.Name, "").SetProperty(r => r.Initials, "").SetProperty(r => r.Sex, (Sex?)null).SetProperty(r => r.BirthDate, (DateOnly?)null)
                .SetProperty(r => r.IdentityNumber, default(ProtectedText)),
            cancellationToken);
        (intake.State, intake.ClosedOn) = (IntakeState.Closed, operation.Today);
        operation.Note("清除名单上的姓名、出生日期和证件号");
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private Resident Register(IntakeRow row, Guid village, Sex sex, DateOnly birth, ResidenceKind residence, Guid household)
    {
        var resident = new Resident { SiteId = row.SiteId, VillageId = village, HouseholdId = household, Name = row.Name, Residence = residence, From = row.OccurredOn };
        (resident.Initials, resident.Sex, resident.BirthDate) = (row.Initials, sex, birth);
        protector.Copy(LedgerFields.ListedNumber, row, LedgerFields.IdentityNumber, resident);
        db.Add(resident);
        (row.ResidentId, row.EventId) = (resident.Id, book.Record(resident, row.Kind, row.OccurredOn, row.IntakeId).Id);
        desk.Settle(row, RowState.Applied, MatchKind.Registered);
        return resident;
    }
}
