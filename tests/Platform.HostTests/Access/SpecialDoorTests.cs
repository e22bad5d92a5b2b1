using System.Net;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Web;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Access;

/// <summary>The doors that are neither a request nor a page, requests forged by other sites, and faults planted for the walk to find.</summary>
[Collection("access walk")]
public class SpecialDoorTests(World world, ITestOutputHelper output)
{
    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "forged posts");
        var doors = world.Doors.Api.Where(d => d.Method is "POST" or "PUT").ToList();
        var somebody = world.Walkers[0];
        var cases = from door in doors from type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" } select (door, type);
        await walk.EachAsync(cases, async c =>
        {
            var answer = await somebody.TryAsync(() =>
            {
                var message = SampleValues.Message(c.door, new Choice(somebody.Home, Guid.CreateVersion7()));
                message.Content!.Headers.Remove("Content-Type");
                message.Content.Headers.TryAddWithoutValidation("Content-Type", c.type);
                return message;
            });
            return answer.Status is HttpStatusCode.UnsupportedMediaType or HttpStatusCode.BadRequest ? null : $"{c.door} takes {c.type}: {answer}";
        });
        await walk.EachAsync(["/account/sign-out", "/account/scope"], async path =>
        {
            var answer = await somebody.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("division", "0")]) });
            return answer.Status == HttpStatusCode.BadRequest ? null : $"{path} takes a form without its token: {answer}";
        });
        walk.End(60);
    }

    [Fact]
    public async Task The_cookie_stays_away_from_other_sites_and_from_script()
    {
        await world.ReadyAsync();
        var account = await world.Platform.Send(new Infrastructure.Access.Accounts.CreateAccount("cookie", "饼干", Roles.OfficeClerk, Places.FirstSite));
        using var client = world.Platform.Client();
        using var response = await client.PostAsync("/api/sign-in", new StringContent($"{{\"userName\":\"cookie\",\"password\":\"{account.Password}\"}}", Encoding.UTF8, "application/json"));
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("platform=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("(?i)samesite=(lax|strict)", cookie);
    }

    [Fact]
    public async Task An_open_page_of_somebody_signed_out_can_do_nothing()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "requests through the circuit of nobody");
        await walk.EachAsync(world.Doors.Api.Where(d => !d.Anonymous), async door =>
        {
            await using var circuit = world.Platform.App.Services.CreateAsyncScope();
            circuit.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = null;
            ((IHostEnvironmentAuthenticationStateProvider)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
                .SetAuthenticationState(Task.FromResult(new AuthenticationState(new())));
            var request = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(door.Type);
            try
            {
                await (Task)typeof(SpecialDoorTests).GetMethod(nameof(SendAsync), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
                    .MakeGenericMethod(ResultOf(door.Type)).Invoke(null, [circuit.ServiceProvider.GetRequiredService<IMediator>(), request])!;
                return $"{door} answered";
            }
            catch (RefusalException refusal)
            {
                return refusal.Kind == RefusalKind.NotSignedIn ? null : $"{door}: {refusal.Code}";
            }
        });
        walk.End(60);
    }

    [Fact]
    public async Task The_circuit_is_the_only_hub_and_opens_for_nobody_who_is_not_signed_in()
    {
        await world.ReadyAsync();
        Assert.Contains(world.Doors.Known, d => d.Contains("_blazor/negotiate", StringComparison.Ordinal));
        var negotiate = () => new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        Assert.NotEqual(HttpStatusCode.OK, (await world.Nobody.SendAsync(negotiate())).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.Walkers[0].TryAsync(negotiate)).Status);
    }

    [Fact]
    public async Task Probes_say_yes_or_no_and_nothing_else()
    {
        await world.ReadyAsync();
        foreach (var path in new[] { "/health/live", "/health/ready" })
        {
            var answer = await world.Nobody.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
            Assert.Equal((HttpStatusCode.OK, "Healthy"), (answer.Status, answer.Text));
        }
    }

    [Fact]
    public async Task The_description_of_the_API_opens_with_its_permission()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "API description x roles");
        await walk.EachAsync(
            from walker in world.Everybody from path in new[] { "/api-docs", "/api-docs/index.html", "/api-docs/v1.json", "/API-DOCS/v1.json" } select (walker, path),
            async c => await OpensAsync(c.walker, c.path, "core.api.view"));
        walk.End(60);
    }

    [Fact]
    public async Task Background_jobs_open_with_their_permission()
    {
        await world.ReadyAsync();
        await using var platform = await TestPlatform.StartAsync(serve: true, jobs: true);
        Assert.Empty(new Doors(platform.App.Services.GetRequiredService<EndpointDataSource>().Endpoints).Unclassified);
        foreach (var role in Roles.Names.Keys)
        {
            var division = Roles.Separated.Contains(role) ? 0 : Places.FirstSite;
            using var walker = new Walker(world, role, division, DivisionScope.Nation, world.PermissionsOf(role), await platform.SignInAsync(role, division));
            foreach (var path in new[] { "/jobs", "/jobs/recurring", "/jobs/jobs/enqueued" })
            {
                Assert.Null(await OpensAsync(walker, path, "core.jobs.view"));
            }
        }

        using var nobody = platform.Client();
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync("/jobs")).StatusCode);
    }

    [Fact]
    public void Planted_doors_are_found()
    {
        static RouteEndpoint Planted(string pattern, params object[] metadata) =>
            new(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, new EndpointMetadataCollection(metadata), pattern);
        var post = new HttpMethodMetadata(["POST"]);
        var found = new Doors(
        [
            Planted("/api/new-thing", post), Planted("/new-hub", new HubMetadata(typeof(PlantedHub))), Planted("/new-hub/negotiate", post),
            Planted("/api/undecided", post, new RequestTypeMetadata(typeof(PlantedRequest))),
            Planted("/planted", new Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata(typeof(PlantedPage))),
        ]).Unclassified;
        Assert.Equal(5, found.Count);
        Assert.Contains(found, f => f.Contains(nameof(PlantedRequest), StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains(nameof(PlantedPage), StringComparison.Ordinal));
        Assert.Equal(3, found.Count(f => f.EndsWith("nobody has said who may use it", StringComparison.Ordinal)));
    }

    private static async Task<string?> OpensAsync(Walker walker, string path, string permission)
    {
        var answer = await walker.TryAsync(() => new HttpRequestMessage(HttpMethod.Get, path));
        var opens = (int)answer.Status < 300 || (answer.Status is HttpStatusCode.MovedPermanently or HttpStatusCode.Redirect && answer.Location?.Contains("sign-in", StringComparison.Ordinal) != true);
        return opens == walker.Has(permission) && !answer.Failed ? null : $"{path} as {walker}: {answer} {answer.Location}";
    }

    private static Task<T> SendAsync<T>(IMediator mediator, object request) => mediator.Send((IRequest<T>)request);

    private static Type ResultOf(Type request) => request.GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];

    internal sealed record PlantedRequest : IQuery<int>;

    internal sealed class PlantedHub : Hub;

    internal sealed class PlantedPage : Microsoft.AspNetCore.Components.ComponentBase;
}
