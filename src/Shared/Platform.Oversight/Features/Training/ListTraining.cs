using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Features.Training;

/// <summary>
/// One page of what people have learnt in a year, the newest first: sign-in sheets of meetings with hours of study or training, and what the office typed. At most
/// seven statements.
/// </summary>
/// <param name="Year">Null: this year.</param>
/// <param name="VillageId">People who look after the village or hold a post there, today.</param>
/// <param name="Name">Part of the name.</param>
/// <param name="Void">Null: withdrawn ones too; they are marked and count nothing.</param>
[Requires(OversightPermissions.ViewTraining)]
[Endpoint(Verb.Get, "oversight/training", "查询人员学习培训记录")]
[Clauses("P3-WORKRULES-02", "P3-STREETSUPPLY-07b", "P3-STREETSUPPLY-07c", "P3-SUPPLYTRAIN-03", "P3-COMMPOST-02b", "P4-MIGMANAGER-02a")]
internal sealed record ListTraining(
    PageRequest Page, int? Year = null, int? SiteId = null, TrainingKind? Kind = null, Guid? VillageId = null, Guid? StaffId = null, string? Name = null, bool? Void = null)
    : IQuery<Page<TrainingLine>>;

/// <param name="RecordId">The meeting, or the typed record.</param>
/// <param name="YearHours">All hours of the person in the year.</param>
internal sealed record TrainingLine(
    Guid RecordId, int SiteId, string SiteName, Guid StaffId, string Name, string Post, DateOnly HeldOn, string Topic, decimal Hours, TrainingKind Kind, string Source, string Trainer,
    decimal YearHours, bool Withdrawn, string Reason, string Link)
{
    public string KindText => TrainingRules.Of(Kind);

    public string StateText => Withdrawn ? "已作废" : Reason.Length > 0 ? "已更正" : "有效";
}

internal sealed class ListTrainingHandler(TrainingBook book, VillagePeople villagePeople, IMediator mediator, Operation operation) : IRequestHandler<ListTraining, Page<TrainingLine>>
{
    /// <summary>More people than this are not named one by one: everybody's hours are read.</summary>
    private const int Named = 100;

    public async Task<Page<TrainingLine>> Handle(ListTraining request, CancellationToken cancellationToken)
    {
        var year = TrainingFilter.OfYear(request.Year ?? operation.Today.Year) with { SiteId = request.SiteId };
        IReadOnlyList<Guid>? staff = request.StaffId is { } one ? [one] : null;
        if (request.VillageId is { } village)
        {
            var there = await villagePeople.OfAsync(request.SiteId, village, cancellationToken);
            staff = staff is null ? there : [.. staff.Where(there.Contains)];
        }

        var lines = book.Lines(year with { Kind = request.Kind, StaffIds = staff, Name = request.Name?.Trim(), Void = request.Void });
        var total = await lines.CountAsync(cancellationToken);
        lines = request.Page.Sort switch
        {
            "HeldOn" => lines.OrderBy(l => l.HeldOn).ThenBy(l => l.Name).ThenBy(l => l.RecordId).ThenBy(l => l.StaffId),
            "Name" => lines.OrderBy(l => l.Name).ThenBy(l => l.StaffId).ThenBy(l => l.HeldOn).ThenBy(l => l.RecordId),
            "-Name" => lines.OrderByDescending(l => l.Name).ThenBy(l => l.StaffId).ThenBy(l => l.HeldOn).ThenBy(l => l.RecordId),
            _ => lines.OrderByDescending(l => l.HeldOn).ThenBy(l => l.Name).ThenBy(l => l.RecordId).ThenBy(l => l.StaffId),
        };
        var rows = await lines.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var people = rows.Select(r => r.StaffId).Distinct().ToList();
        var hours = (await book.Lines(year with { StaffIds = people.Count > Named ? null : people, Void = false }).Select(l => new { l.StaffId, l.Hours }).ToListAsync(cancellationToken))
            .GroupBy(l => l.StaffId).ToDictionary(g => g.Key, g => g.Sum(l => l.Hours));
        var sites = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct().Order()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<TrainingLine>(
        [
            .. rows.Select(r => new TrainingLine(
                r.RecordId, r.SiteId, sites.GetValueOrDefault(r.SiteId, ""), r.StaffId, r.Name, r.Post, r.HeldOn, r.Topic, r.Hours, r.Kind,
                r.Meeting is { } kind ? MeetingRules.NameOf(kind) : "手工登记", r.Trainer, hours.GetValueOrDefault(r.StaffId), r.Withdrawn, r.Reason,
                r.IsTyped ? $"/oversight/training/{r.RecordId}" : $"/oversight/meetings/{r.RecordId}")),
        ], total);
    }
}
