using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;

namespace Platform.Openness;

/// <summary>The village a record names, with its name; empty for the office itself.</summary>
internal sealed class VillageNames(IMediator mediator)
{
    /// <exception cref="RefusalException">UNKNOWN_VILLAGE.</exception>
    public async Task<(Guid Id, string Name)> OfAsync(int siteId, Guid? villageId, CancellationToken cancellationToken)
    {
        if (villageId is not { } id)
        {
            return (Guid.Empty, "");
        }

        var row = (await mediator.Send(new GetVillages([siteId]), cancellationToken)).FirstOrDefault(v => v.Id == id)
            ?? throw new RefusalException("UNKNOWN_VILLAGE", "没有这个村（社区），请从列表中选择。", RefusalKind.Invalid, [new("VillageId", "请选择本单位的村（社区）")]);
        return (row.Id, row.Name);
    }
}

/// <summary>Villages of a site for the forms of this module. One statement.</summary>
[Requires(OpennessPermissions.ViewSupervision)]
internal sealed record GetVillageChoices(int SiteId) : IQuery<IReadOnlyList<VillageRow>>, ISiteRequest;

internal sealed class GetVillageChoicesHandler(IMediator mediator) : IRequestHandler<GetVillageChoices, IReadOnlyList<VillageRow>>
{
    public Task<IReadOnlyList<VillageRow>> Handle(GetVillageChoices request, CancellationToken cancellationToken) => mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
}
