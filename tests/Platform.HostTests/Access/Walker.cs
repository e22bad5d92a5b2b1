using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Platform.Contracts.Access;
using Platform.TestKit;

namespace Platform.HostTests.Access;

/// <summary>What the host said, with all that changes from one answer to the next taken out.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, string? Location)
{
    public bool Denies => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>The person may work in another division now, or be signed out.</summary>
    public bool MayHaveMoved { get; init; }

    public bool Failed => (int)Status >= 500;

    public string Code => Regex.Match(Text, "\"code\":\"([A-Z_]+)\"").Groups[1].Value;

    /// <summary>Something of a place outside the caller's scope is in it, plain or as HTML writes it.</summary>
    public bool Leaks => Text.Contains(RowFactory.Mark, StringComparison.Ordinal) || Text.Contains("&#x9F98;", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{(int)Status} {Code}";
}

/// <summary>Somebody who tries every door: one role in one division.</summary>
internal sealed partial class Walker(World world, string role, int division, DivisionScope scope, HashSet<string> permissions, HttpClient client) : IDisposable
{
    private HttpClient client = client;

    public string Role { get; } = role;

    public DivisionScope Scope { get; } = scope;

    public bool IsNobody => division < 0;

    public bool May(Door door) => door.Anonymous || (!IsNobody && (door.SignedIn || (door.Permission is not null && permissions.Contains(door.Permission))));

    public bool Has(string permission) => permissions.Contains(permission);

    /// <summary>The division this person works in; of nobody, a township.</summary>
    public int Home => IsNobody || division == 0 ? Places.FirstSite : division;

    public override string ToString() => $"{Role}@{division}";

    /// <summary>Some doors end a session, the own one too: then somebody of the same role tries once more. One leads to another division, and back.</summary>
    public async Task<Answer> TryAsync(Func<HttpRequestMessage> message)
    {
        var answer = await SendAsync(message());
        if (answer.Status == HttpStatusCode.Unauthorized && !IsNobody && (await SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/me"))).Status == HttpStatusCode.Unauthorized)
        {
            client = await world.Platform.SignInAsync(Role, division);
            answer = await SendAsync(message());
        }

        await ReturnAsync(answer);
        return answer;
    }

    private async Task ReturnAsync(Answer answer)
    {
        if (answer.MayHaveMoved && !IsNobody)
        {
            // The own session may be over, and other tests walk as the same person.
            if ((await SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/me"))).Status == HttpStatusCode.Unauthorized)
            {
                client = await world.Platform.SignInAsync(Role, division);
            }

            using var back = await client.PutAsJsonAsync("/api/me/scope", new { DivisionId = division });
        }
    }

    public async Task<Answer> SendAsync(HttpRequestMessage message)
    {
        using var response = await client.SendAsync(message);
        var moved = response.IsSuccessStatusCode && message.Method != HttpMethod.Get && message.RequestUri?.OriginalString.Contains("/api/me/", StringComparison.Ordinal) == true;
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.ToString()) { MayHaveMoved = moved };
    }

    public void Dispose() => client.Dispose();

    /// <summary>Two answers about two records are the same when nothing but the record's id differs.</summary>
    public static string Plain(string text, Guid id)
    {
        var start = text.IndexOf("<main", StringComparison.Ordinal);
        if (start >= 0)
        {
            var end = text.IndexOf("</main>", start, StringComparison.Ordinal);
            text = Changing().Replace(text[start..(end < 0 ? text.Length : end)], "");
        }

        return TraceId().Replace(text.Replace(id.ToString(), "ID", StringComparison.OrdinalIgnoreCase), "");
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    [GeneratedRegex("(id|for|name|aria-[a-z]+|href)=\"[^\"]*\"|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
