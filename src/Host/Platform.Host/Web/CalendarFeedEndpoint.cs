using Platform.Contracts.Access;
using Platform.Contracts.Duties;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Web;

/// <summary>Where calendar programs read. They cannot sign in: who knows the secret address reads it. Limited by <see cref="Access.Keys.RateLimits"/>.</summary>
internal static class CalendarFeedEndpoint
{
    public static void MapCalendarFeed(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ReadCalendarFeed.Prefix + "/{token}.ics", async (string token, HttpContext http, PlatformSender sender, CancellationToken ct) =>
            {
                var file = await sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.Job), new ReadCalendarFeed(token), ct);
                http.Response.Headers.CacheControl = "no-store";
                return file is null ? Results.NotFound() : Results.Text(file, "text/calendar", System.Text.Encoding.UTF8);
            })
            .AllowAnonymous().ExcludeFromDescription();
}
