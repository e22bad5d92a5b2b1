using MediatR;
using Microsoft.AspNetCore.Components;
using Platform.Contracts.Messaging;

namespace Platform.ArchitectureTests.Planted;

/// <summary>An endpoint that forgot to say who may use it, and that nobody answers.</summary>
[Endpoint(Verb.Get, "planted/undecided", "无人可用")]
internal sealed record UndecidedQuery : IQuery<int>;

[Requires("planted.unknown")]
internal sealed record UnknownPermissionQuery : IQuery<int>;

internal sealed class FirstHandler : IRequestHandler<UnknownPermissionQuery, int>
{
    public Task<int> Handle(UnknownPermissionQuery request, CancellationToken cancellationToken) => Task.FromResult(1);
}

internal sealed class SecondHandler : IRequestHandler<UnknownPermissionQuery, int>
{
    public Task<int> Handle(UnknownPermissionQuery request, CancellationToken cancellationToken) => Task.FromResult(2);
}

[Route("/planted")]
public class PlantedPage : ComponentBase
{
    [Parameter]
    public IReadOnlyList<PlantedParameter> Rows { get; set; } = [];

    [Inject]
    internal PlantedContext Context { get; set; } = null!;
}

/// <summary>Public, and rightly so: a parameter's type.</summary>
public sealed record PlantedParameter(PlantedPart Part);

/// <summary>Public, and rightly so: part of a parameter's type.</summary>
public enum PlantedPart { One }

/// <summary>Public without a reason.</summary>
public sealed class PlantedService;
