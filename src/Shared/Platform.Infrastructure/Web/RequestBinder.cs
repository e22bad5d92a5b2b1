using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Web;

/// <summary>Builds a request object from route, query or JSON body. What does not fit is refused in Chinese, naming the field.</summary>
internal static class RequestBinder
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(), new LenientBooleanConverter(), new YearMonthConverter() },
    };

    /// <summary>Query keys and route values by property name; the parts of a <see cref="PageRequest"/> property stand flat in the query.</summary>
    public static TRequest FromQuery<TRequest>(HttpContext http)
    {
        var values = new JsonObject();
        foreach (var property in typeof(TRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.PropertyType == typeof(PageRequest))
            {
                var page = new JsonObject();
                foreach (var part in PageParts)
                {
                    Read(http, page, part, typeof(string));
                }

                values[property.Name] = page;
            }
            else
            {
                Read(http, values, property.Name, property.PropertyType);
            }
        }

        return Bind<TRequest>(values);
    }

    public static async Task<TRequest> FromBodyAsync<TRequest>(HttpContext http, CancellationToken cancellationToken)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new RefusalException("JSON_EXPECTED", "请求内容须为 JSON（Content-Type: application/json）。");
        }

        JsonObject values;
        try
        {
            values = await JsonSerializer.DeserializeAsync<JsonObject>(http.Request.Body, Json, cancellationToken) ?? [];
        }
        catch (JsonException exception)
        {
            throw new RefusalException("JSON_MALFORMED", $"请求内容不是正确的 JSON：第 {exception.LineNumber + 1} 行。");
        }

        foreach (var (name, value) in http.Request.RouteValues)
        {
            var existing = values.FirstOrDefault(v => string.Equals(v.Key, name, StringComparison.OrdinalIgnoreCase)).Key;
            values[existing ?? name] = value?.ToString();
        }

        return Bind<TRequest>(values);
    }

    internal static readonly string[] PageParts = [nameof(PageRequest.PageIndex), nameof(PageRequest.PageSize), nameof(PageRequest.Sort)];

    private static TRequest Bind<TRequest>(JsonObject values)
    {
        try
        {
            return values.Deserialize<TRequest>(Json) ?? throw new RefusalException("BODY_EMPTY", "请求内容为空。");
        }
        catch (JsonException exception)
        {
            var field = exception.Path?.TrimStart('$', '.') ?? "";
            throw new RefusalException("VALUE_MALFORMED", $"“{field}”的值格式不对。", RefusalKind.Invalid, [new FieldError(field, "格式不对")]);
        }
    }

    private static void Read(HttpContext http, JsonObject values, string name, Type type)
    {
        if (http.Request.RouteValues.TryGetValue(name, out var route) && route is not null)
        {
            values[name] = route.ToString();
        }
        else if (http.Request.Query.TryGetValue(name, out var query) && query.Count > 0)
        {
            var many = type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);
            values[name] = many ? new JsonArray([.. query.Select(q => (JsonNode?)q)]) : query[0]!.Length == 0 ? null : query[0];
        }
    }

    private sealed class LenientBooleanConverter : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when bool.TryParse(reader.GetString(), out var value) => value,
            _ => throw new JsonException(),
        };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }

    private sealed class YearMonthConverter : JsonConverter<YearMonth>
    {
        public override YearMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && YearMonth.TryParse(reader.GetString(), null, out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, YearMonth value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
