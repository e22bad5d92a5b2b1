using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.Supplies.Features.Stores;

/// <summary>People and villages of a division, to name a keeper and a community from.</summary>
[Requires(SuppliesPermissions.Stores)]
internal sealed record GetKeeperChoices(int SiteId) : IQuery<KeeperChoices>, ISiteRequest;

internal sealed record KeeperChoices(IReadOnlyList<StaffRow> People, IReadOnlyList<VillageRow> Villages);

internal sealed class GetKeeperChoicesHandler(IMediator mediator) : IRequestHandler<GetKeeperChoices, KeeperChoices>
{
    public async Task<KeeperChoices> Handle(GetKeeperChoices request, CancellationToken cancellationToken) => new(
        [.. (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).OrderBy(p => p.Number, StringComparer.Ordinal)],
        await mediator.Send(new GetVillages([request.SiteId]), cancellationToken));
}
