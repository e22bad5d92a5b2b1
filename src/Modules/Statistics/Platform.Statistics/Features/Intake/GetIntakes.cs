using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Intake;

/// <summary>Received lists with their counts, the newest first. Nobody is named. Three statements.</summary>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/intakes", "接收的名单：来源、月份、行数和办理进度")]
[Clauses("P4-RESSTAT-01", "P4-RESSTAT-02a")]
internal sealed record ListIntakes(PageRequest Page, int? SiteId = null, IntakeSource? Source = null, YearMonth? Month = null, IntakeState? State = null) : IQuery<Page<IntakeSummary>>;

/// <summary>One list with its counts: what goes back to the source. Refuses NOT_FOUND. Three statements.</summary>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/intakes/{id}", "一份名单的办理结果，供回执来源单位")]
[Clauses("P4-RESSTAT-01", "P4-RESSTAT-02a")]
internal sealed record GetIntake(Guid Id) : IQuery<IntakeSummary>;

internal sealed record IntakeSummary(
    Guid Id, int SiteId, string SiteName, IntakeSource Source, DateOnly Month, string FileName, string Sha256, DateOnly ReceivedOn, string ReceivedByName, IntakeState State, DateOnly? ClosedOn,
    int Rows, int Open, int Applied, int AlreadyThere, int Dismissed, Guid Version);

/// <summary>Lines of a list, those that wait first; people are named, so the look stands in the trail. Refuses NOT_FOUND. Four statements.</summary>
[Label("查看名单")]
[Requires(StatisticsPermissions.People)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intakes/{intakeId}/rows", "打开名单的各行：姓名、匹配情况和办理结果；留下查看记录")]
[Clauses("P4-RESSTAT-02a")]
internal sealed record GetIntakeRows(int SiteId, Guid IntakeId, PageRequest Page, RowState? State = null, string? Text = null) : ICommand<Page<IntakeRowView>>, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => Domain.Intake.RefOf(IntakeId);
}

/// <param name="Number">Masked.</param>
internal sealed record IntakeRowView(
    Guid Id, int Line, EventKind Kind, DateOnly OccurredOn, string Name, Sex? Sex, DateOnly? BirthDate, string Village, Guid VillageId, string Number, RowState State, MatchKind Match, int Candidates,
    string Reason, string SettledByName, DateOnly? SettledOn, Guid Version);

/// <summary>Who a line may mean, with points; the look stands in the trail. Refuses NOT_FOUND, ROW_SETTLED, LIST_CLOSED. Five statements.</summary>
[Label("查看候选居民")]
[Requires(StatisticsPermissions.People)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/intake-rows/{id}/candidates", "名单一行可能是台账上的哪些人，按相符程度排列；留下查看记录")]
[Clauses("P4-RESSTAT-02a")]
internal sealed record GetCandidates(int SiteId, Guid Id) : ICommand<IReadOnlyList<CandidateRow>>, ISiteRequest, IIdempotent;

/// <param name="Score">0 to 100.</param>
/// <param name="To">First day no more on the ledger; null: lives here.</param>
internal sealed record CandidateRow(Guid ResidentId, string Name, Sex Sex, DateOnly BirthDate, string Village, string Number, DateOnly? To, int Score);

internal sealed class GetIntakesHandlers(StatisticsDbContext db, LedgerDesk ledger, IntakeDesk desk, Matcher matcher, Protector protector)
    : IRequestHandler<ListIntakes, Page<IntakeSummary>>, IRequestHandler<GetIntake, IntakeSummary>, IRequestHandler<GetIntakeRows, Page<IntakeRowView>>,
        IRequestHandler<GetCandidates, IReadOnlyList<CandidateRow>>
{
    public async Task<Page<IntakeSummary>> Handle(ListIntakes request, CancellationToken cancellationToken)
    {
        var lists = db.Set<Domain.Intake>().AsNoTracking();
        lists = request.SiteId is { } site ? lists.Where(i => i.SiteId == site) : lists;
        lists = request.Source is { } source ? lists.Where(i => i.Source == source) : lists;
        lists = request.State is { } state ? lists.Where(i => i.State == state) : lists;
        if (request.Month is { } month)
        {
            var first = month.FirstDay;
            lists = lists.Where(i => i.Month == first);
        }

        var total = await lists.CountAsync(cancellationToken);
        return new Page<IntakeSummary>(await SummariesAsync(lists.OrderByDescending(i => i.ReceivedOn).ThenByDescending(i => i.Id).Skip(request.Page.Skip).Take(request.Page.Take), cancellationToken), total);
    }

    public async Task<IntakeSummary> Handle(GetIntake request, CancellationToken cancellationToken) =>
        await SummariesAsync(db.Set<Domain.Intake>().AsNoTracking().Where(i => i.Id == request.Id), cancellationToken) is [var one] ? one : throw Refusals.NotFound("这份名单");

    public async Task<Page<IntakeRowView>> Handle(GetIntakeRows request, CancellationToken cancellationToken)
    {
        if (!await db.Set<Domain.Intake>().AnyAsync(i => i.Id == request.IntakeId && i.SiteId == request.SiteId, cancellationToken))
        {
            throw Refusals.NotFound("这份名单");
        }

        var rows = db.Set<IntakeRow>().AsNoTracking().Where(r => r.IntakeId == request.IntakeId);
        rows = request.State is { } state ? rows.Where(r => r.State == state) : rows;
        rows = request.Text?.Trim() is { Length: > 0 } text ? rows.Where(r => r.Name.StartsWith(text) || r.Initials == text) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderBy(r => r.State == RowState.Open ? 0 : 1).ThenBy(r => r.Line).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var villages = await ledger.VillageNamesAsync([request.SiteId], cancellationToken);
        return new Page<IntakeRowView>(
            [
                .. page.Select(r => new IntakeRowView(
                    r.Id, r.Line, r.Kind, r.OccurredOn, r.Name, r.Sex, r.BirthDate, villages.GetValueOrDefault(r.VillageId, ""), r.VillageId,
                    protector.Mask(LedgerFields.ListedNumber, r.Id, r.IdentityNumber), r.State, r.Match, r.Candidates, r.Reason, r.SettledByName, r.SettledOn, r.Version)),
            ],
            total);
    }

    public async Task<IReadOnlyList<CandidateRow>> Handle(GetCandidates request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenRowAsync(request.SiteId, request.Id, null, cancellationToken);
        var found = await matcher.CandidatesAsync(row, cancellationToken);
        var villages = await ledger.VillageNamesAsync([request.SiteId], cancellationToken);
        return
        [
            .. found.Select(f => new CandidateRow(
                f.Resident.Id, f.Resident.Name, f.Resident.Sex, f.Resident.BirthDate, villages.GetValueOrDefault(f.Resident.VillageId, ""),
                protector.Mask(LedgerFields.IdentityNumber, f.Resident.Id, f.Resident.IdentityNumber), f.Resident.To == OpenEnd.Never ? null : f.Resident.To, f.Score)),
        ];
    }

    private async Task<IReadOnlyList<IntakeSummary>> SummariesAsync(IQueryable<Domain.Intake> lists, CancellationToken cancellationToken)
    {
        var page = await lists.Select(i => new
        {
            Intake = i,
            Rows = db.Set<IntakeRow>().Count(r => r.IntakeId == i.Id),
            Open = db.Set<IntakeRow>().Count(r => r.IntakeId == i.Id && r.State == RowState.Open),
            Applied = db.Set<IntakeRow>().Count(r => r.IntakeId == i.Id && r.State == RowState.Applied),
            There = db.Set<IntakeRow>().Count(r => r.IntakeId == i.Id && r.State == RowState.AlreadyThere),
        }).ToListAsync(cancellationToken);
        var names = await ledger.SiteNamesAsync([.. page.Select(p => p.Intake.SiteId).Distinct()], cancellationToken);
        return
        [
            .. page.Select(p => new IntakeSummary(
                p.Intake.Id, p.Intake.SiteId, names.GetValueOrDefault(p.Intake.SiteId, ""), p.Intake.Source, p.Intake.Month, p.Intake.FileName, p.Intake.Sha256, p.Intake.ReceivedOn,
                p.Intake.ReceivedByName, p.Intake.State, p.Intake.ClosedOn, p.Rows, p.Open, p.Applied, p.There, p.Rows - p.Open - p.Applied - p.There, p.Intake.Version)),
        ];
    }
}
