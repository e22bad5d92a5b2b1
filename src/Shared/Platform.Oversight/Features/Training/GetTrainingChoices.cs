using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Ui;

namespace Platform.Oversight.Features.Training;

/// <summary>The people and the villages of a township, to choose from.</summary>
[Requires(OversightPermissions.ViewTraining)]
internal sealed record GetTrainingChoices(int SiteId) : IQuery<TrainingChoices>, ISiteRequest;

internal sealed record TrainingChoices(IReadOnlyList<StaffRow> Staff, IReadOnlyList<VillageRow> Villages)
{
    /// <summary>Who may be put on a record: the people in service.</summary>
    public IReadOnlyList<Option> Present => [.. Staff.Where(s => s.Active).Select(Of)];

    /// <summary>Who may be looked for: also those who left.</summary>
    public IReadOnlyList<Option> Everybody => [.. Staff.Select(Of)];

    private static Option Of(StaffRow person) => new(person.Id.ToString(), $"{person.Name}（{(person.Active ? person.Post : "已离岗")}）");
}

internal sealed class GetTrainingChoicesHandler(IMediator mediator) : IRequestHandler<GetTrainingChoices, TrainingChoices>
{
    public async Task<TrainingChoices> Handle(GetTrainingChoices request, CancellationToken cancellationToken) => new(
        await mediator.Send(new GetStaff([request.SiteId], IncludeInactive: true), cancellationToken), await mediator.Send(new GetVillages([request.SiteId]), cancellationToken));
}

internal static class YearChoices
{
    private const int Years = 6;

    /// <summary>This year and some before it, the newest first.</summary>
    public static IReadOnlyList<Option> Of(DateOnly today) => [.. Enumerable.Range(0, Years).Select(i => new Option($"{today.Year - i}", $"{today.Year - i}年"))];
}
