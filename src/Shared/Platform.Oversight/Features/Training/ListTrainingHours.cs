using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Training;

/// <summary>
/// Hours of everybody on the staff lists in a year, also of those who have none; of those who left, where they have some. Seven statements. Empty where the scope holds
/// more than some two hundred townships.
/// </summary>
/// <param name="Year">Null: this year.</param>
[Requires(OversightPermissions.ViewTraining)]
[Endpoint(Verb.Get, "oversight/training/hours", "查询人员全年学时汇总")]
[Clauses("P3-WORKRULES-02", "P3-STREETSUPPLY-07b", "P3-SUPPLYTRAIN-03")]
internal sealed record ListTrainingHours(PageRequest Page, int? Year = null, int? SiteId = null, Guid? VillageId = null, string? Name = null) : IQuery<Page<TrainingHours>>;

/// <param name="Times">How many trainings and sessions.</param>
internal sealed record TrainingHours(
    Guid StaffId, int SiteId, string SiteName, string Number, string Name, string Post, bool Active, int Times, decimal Training, decimal Study, decimal Induction, decimal Supplies,
    DateOnly? LastOn)
{
    public decimal Total => Training + Study + Induction + Supplies;
}

internal sealed class ListTrainingHoursHandler(TrainingBook book, VillagePeople villagePeople, IMediator mediator, Operation operation) : IRequestHandler<ListTrainingHours, Page<TrainingHours>>
{
    public async Task<Page<TrainingHours>> Handle(ListTrainingHours request, CancellationToken cancellationToken)
    {
        var sites = await TrainingRules.SitesAsync(mediator, request.SiteId, cancellationToken);
        var year = TrainingFilter.OfYear(request.Year ?? operation.Today.Year) with { SiteId = request.SiteId, Void = false };
        var learnt = (await book.Lines(year).ToListAsync(cancellationToken)).ToLookup(l => l.StaffId);
        IEnumerable<StaffRow> staff = (await mediator.Send(new GetStaff([.. sites.Keys.Order()], IncludeInactive: true), cancellationToken)).Where(s => s.Active || learnt.Contains(s.Id));
        if (request.VillageId is { } village)
        {
            var there = (await villagePeople.OfAsync(request.SiteId, village, cancellationToken)).ToHashSet();
            staff = staff.Where(s => there.Contains(s.Id));
        }

        if (request.Name?.Trim() is { Length: > 0 } name)
        {
            staff = staff.Where(s => s.Name.Contains(name, StringComparison.Ordinal));
        }

        var rows = Sorted(staff.Select(s => Row(s, sites.GetValueOrDefault(s.SiteId, ""), [.. learnt[s.Id]])), request.Page.Sort).ToList();
        return new Page<TrainingHours>([.. rows.Skip(request.Page.Skip).Take(request.Page.Take)], rows.Count);
    }

    private static TrainingHours Row(StaffRow person, string site, List<LearntLine> lines)
    {
        decimal Of(TrainingKind kind) => lines.Where(l => l.Kind == kind).Sum(l => l.Hours);
        return new TrainingHours(
            person.Id, person.SiteId, site, person.Number, person.Name, person.Post, person.Active, lines.Count, Of(TrainingKind.Training), Of(TrainingKind.Study),
            Of(TrainingKind.Induction), Of(TrainingKind.Supplies), lines.Count == 0 ? null : lines.Max(l => l.HeldOn));
    }

    private static IEnumerable<TrainingHours> Sorted(IEnumerable<TrainingHours> rows, string? sort) => sort switch
    {
        "Total" => rows.OrderBy(r => r.Total).ThenBy(r => r.SiteId).ThenBy(r => r.Number, StringComparer.Ordinal),
        "-Total" => rows.OrderByDescending(r => r.Total).ThenBy(r => r.SiteId).ThenBy(r => r.Number, StringComparer.Ordinal),
        "-Number" => rows.OrderByDescending(r => r.SiteId).ThenByDescending(r => r.Number, StringComparer.Ordinal),
        _ => rows.OrderBy(r => r.SiteId).ThenBy(r => r.Number, StringComparer.Ordinal),
    };
}
