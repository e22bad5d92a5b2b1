using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Web;

namespace Platform.HostTests.Access;

/// <summary>A way into the host that the walk goes through.</summary>
/// <param name="Pattern">Route with its parameters, with a leading slash.</param>
/// <param name="Type">The request or the page component behind it.</param>
internal abstract record Door(string Pattern, Type Type)
{
    public string? Permission { get; } = Type.GetCustomAttribute<RequiresAttribute>()?.Permission;

    public bool SignedIn { get; } = Type.GetCustomAttribute<SignedInAttribute>() is not null;

    public bool Anonymous { get; } = Type.GetCustomAttribute<AnonymousAttribute>() is not null || Type.GetCustomAttribute<AllowAnonymousAttribute>() is not null;

    public bool IsDecided => Permission is not null || SignedIn || Anonymous;
}

internal sealed record ApiDoor(string Method, string Pattern, Type Type) : Door(Pattern, Type)
{
    public override string ToString() => $"{Method} {Pattern}";
}

internal sealed record PageDoor(string Pattern, Type Type) : Door(Pattern, Type)
{
    public override string ToString() => $"page {Pattern}";
}

/// <summary>Sorts every endpoint of the running host. One that fits nowhere is a finding: nobody has said who may use it.</summary>
internal sealed class Doors
{
    /// <summary>Endpoints that are neither a request nor a page; each has a test of its own in this folder.</summary>
    private static readonly HashSet<string> Special =
    [
        "GET /api/imports/{kind}/template", "POST /api/imports/{kind}", "POST /api/imports/{kind}/{key:guid}/apply", "GET /api/imports/{kind}/{key:guid}/errors", "GET /api/attachments/{id:guid}", "GET /calendar-feed/{token}.ics",
        "POST /account/sign-out", "POST /account/scope", "POST /api/sign-in", "* /health/live", "* /health/ready", "* /jobs/{**path}",
    ];

    public Doors(IEnumerable<Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            Sort(endpoint);
        }
    }

    public List<ApiDoor> Api { get; } = [];

    public List<PageDoor> Pages { get; } = [];

    /// <summary>Method and pattern of the special endpoints that were found.</summary>
    public List<string> Known { get; } = [];

    public int Files { get; private set; }

    public List<string> Unclassified { get; } = [];

    private void Sort(RouteEndpoint endpoint)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"];
        if (endpoint.Metadata.GetMetadata<RequestTypeMetadata>() is { } request)
        {
            Decide(new ApiDoor(Single(methods), pattern, request.RequestType), Api);
        }
        else if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page)
        {
            Decide(new PageDoor(pattern, page.Type), Pages);
        }
        else if (IsFile(endpoint, pattern))
        {
            Files++;
        }
        else if (IsCircuit(endpoint, pattern) || methods.All(m => Special.Contains($"{m} {pattern}")))
        {
            Known.AddRange(methods.Select(m => $"{m} {pattern}"));
        }
        else
        {
            Unclassified.AddRange(methods.Select(m => $"{m} {pattern}: nobody has said who may use it"));
        }
    }

    private void Decide<T>(T door, List<T> into)
        where T : Door
    {
        if (door.IsDecided)
        {
            into.Add(door);
        }
        else
        {
            Unclassified.Add($"{door}: {door.Type.Name} says nobody may use it, nor who");
        }
    }

    private static string Single(IReadOnlyList<string> methods) => methods.Count == 1 ? methods[0] : throw new InvalidOperationException("A request has one method.");

    // Style sheets, scripts and icons carry no data of anybody; the last pattern is the package's own fallback to the folder they lie in.
    private static bool IsFile(RouteEndpoint endpoint, string pattern) =>
        endpoint.Metadata.Any(m => m.GetType().Name == "StaticAssetDescriptor") || pattern.StartsWith("/_framework/", StringComparison.Ordinal)
        || pattern == "/{**path:file}";

    // The circuit of the pages is the only hub; what it is asked to do goes through the mediator like everything else.
    private static bool IsCircuit(RouteEndpoint endpoint, string pattern) =>
        endpoint.Metadata.GetMetadata<HubMetadata>() is { } hub
            ? hub.HubType.FullName == "Microsoft.AspNetCore.Components.Server.ComponentHub"
            : pattern is "/_blazor/disconnect" or "/_blazor/disconnect/" or "/_blazor/initializers" or "/_blazor/initializers/";
}
