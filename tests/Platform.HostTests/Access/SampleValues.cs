using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Platform.Contracts.Messaging;

namespace Platform.HostTests.Access;

/// <param name="Site">Given for the site a request is about.</param>
/// <param name="Id">Given for every record a request names.</param>
internal sealed record Choice(int Site, Guid Id);

/// <summary>Makes a request of the right shape out of its type: values that bind, though a validator may refuse them.</summary>
internal static class SampleValues
{
    private const string Words = "样本文字";

    /// <summary>The property that names the site: of a request about a site, or a plain filter.</summary>
    public static PropertyInfo? SiteOf(Type request) => Properties(request).FirstOrDefault(IsSite);

    /// <summary>A request about one site: the behaviours look at it before anything else.</summary>
    public static bool IsAboutSite(Type request) => typeof(ISiteRequest).IsAssignableFrom(request);

    public static bool NamesRecord(Type request) => Properties(request).Any(p => IsRecord(p));

    public static HttpRequestMessage Message(ApiDoor door, Choice choice)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var path = Fill(door.Pattern, name =>
        {
            used.Add(name);
            var property = Properties(door.Type).First(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return Value(property.PropertyType, property, choice)?.ToString() ?? Words;
        });
        var rest = Properties(door.Type).Where(p => !used.Contains(p.Name));
        if (door.Method is "GET" or "DELETE")
        {
            var pairs = from property in rest
                        let value = Wanted(property) ? Value(property.PropertyType, property, choice) : null
                        where value is not null and not JsonObject
                        from one in value is JsonArray many ? many.Select(v => v?.ToString()) : [value.ToString()]
                        select $"{property.Name}={Uri.EscapeDataString(one ?? "")}";
            return new HttpRequestMessage(new HttpMethod(door.Method), $"{path}?{string.Join('&', pairs)}");
        }

        var body = new JsonObject();
        foreach (var property in rest.Where(Wanted))
        {
            body[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = Value(property.PropertyType, property, choice);
        }

        return new HttpRequestMessage(new HttpMethod(door.Method), path) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
    }

    /// <summary>The address with every parameter filled by its name.</summary>
    public static string Fill(string pattern, Func<string, string> value) => string.Join('/', pattern.Split('/').Select(part =>
        part.StartsWith('{') ? Uri.EscapeDataString(value(part.Trim('{', '}').TrimStart('*').Split(':', '=', '?')[0])) : part));

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null && p.Name != "EqualityContract" && p.CanWrite);

    // Optional values are left out, except those that name a site or a record.
    private static bool Wanted(PropertyInfo property) =>
        IsSite(property) || IsRecord(property)
        || (Nullable.GetUnderlyingType(property.PropertyType) is null && new NullabilityInfoContext().Create(property).WriteState != NullabilityState.Nullable);

    private static bool IsSite(PropertyInfo property) =>
        property.Name is "SiteId" or "DivisionId" && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(int);

    private static bool IsRecord(PropertyInfo property) =>
        property.Name != "Version" && ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(Guid) || ElementOf(property.PropertyType) == typeof(Guid));

    private static JsonNode? Value(Type type, PropertyInfo? property, Choice choice)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when property is not null && IsSite(property) => choice.Site,
            _ when type == typeof(Guid) => property?.Name == "Version" ? Guid.Empty.ToString() : choice.Id.ToString(),
            _ when type == typeof(string) => Words,
            _ when type == typeof(bool) => false,
            _ when type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double) => 1,
            _ when type == typeof(DateOnly) => "2026-10-15",
            _ when type == typeof(TimeOnly) => "08:00:00",
            _ when type == typeof(DateTimeOffset) => "2026-10-15T08:00:00+08:00",
            _ when type == typeof(YearMonth) => "2026-10",
            _ when type == typeof(byte[]) => "5qC35pys",
            _ when type.IsEnum => Enum.GetNames(type)[0],
            _ when typeof(System.Collections.IDictionary).IsAssignableFrom(type) || type.Name.Contains("Dictionary", StringComparison.Ordinal) => new JsonObject(),
            _ when ElementOf(type) is { } element => element == typeof(Guid) || element == typeof(int) ? new JsonArray(Value(element, null, choice)) : new JsonArray(),
            _ => Nested(type, choice),
        };
    }

    private static JsonObject Nested(Type type, Choice choice)
    {
        var node = new JsonObject();
        foreach (var property in Properties(type).Where(Wanted))
        {
            node[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = Value(property.PropertyType, property, choice);
        }

        return node;
    }

    private static Type? ElementOf(Type type) => type == typeof(string) || type == typeof(byte[])
        ? null
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
