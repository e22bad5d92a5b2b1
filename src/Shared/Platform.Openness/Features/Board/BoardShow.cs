using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Board;

internal static class BoardShow
{
    public static StateKind KindOf(PostState state, bool expired) => state switch
    {
        PostState.Published => expired ? StateKind.Neutral : StateKind.Good,
        PostState.Submitted or PostState.Approved => StateKind.Warning,
        _ => StateKind.Neutral,
    };
}

/// <summary>Code of the open division, for the address of its public page; empty above the county. One statement.</summary>
[Requires(OpennessPermissions.View)]
internal sealed record GetBoardCode : IQuery<string>;

internal sealed class GetBoardCodeHandler(IMediator mediator, Operation operation) : IRequestHandler<GetBoardCode, string>
{
    public async Task<string> Handle(GetBoardCode request, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetDivisions([operation.Actor.Scope.DivisionId]), cancellationToken))
            .FirstOrDefault(d => (d.Levels & (DivisionLevels.Township | DivisionLevels.County)) != 0)?.Code ?? "";
}
