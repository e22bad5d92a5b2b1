using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Platform.Infrastructure.Trail;

internal enum ChangeKind { Added, Changed, Deleted, Bulk }

/// <summary>One changed row as the trail keeps it.</summary>
/// <param name="Entity">Name of the kind of record, for example <c>StaffMember</c>.</param>
/// <param name="Key">Its key; empty for many rows at once.</param>
/// <param name="Rows">1; more where the rows are not listed one by one.</param>
internal sealed record RecordedChange(string Entity, string Key, ChangeKind Kind, IReadOnlyList<FieldChange> Fields, long Rows = 1);

/// <param name="Hidden">The field is sensitive: it changed, and that is all the trail says.</param>
internal sealed record FieldChange(string Name, string? Before, string? After, bool Hidden = false);

/// <summary>What an operation changed so far. The first rows stand one by one; of the rest, how many of which kind.</summary>
internal sealed class ChangeLog
{
    /// <summary>Rows listed one by one in one entry.</summary>
    public const int Listed = 50;

    private readonly List<RecordedChange> listed = [];
    private readonly Dictionary<(string Entity, ChangeKind Kind), long> more = [];

    public bool Full => listed.Count >= Listed;

    public IEnumerable<RecordedChange> All =>
        listed.Concat(more.OrderBy(m => m.Key.Entity, StringComparer.Ordinal).ThenBy(m => m.Key.Kind)
            .Select(m => new RecordedChange(m.Key.Entity, "", m.Key.Kind, [], m.Value)));

    public void Add(RecordedChange change) => listed.Add(change);

    public void Count(string entity, ChangeKind kind, long rows) => more[(entity, kind)] = more.GetValueOrDefault((entity, kind)) + rows;
}

internal static class ChangeJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    private const int MostText = 200;

    public static string Write(IEnumerable<RecordedChange> changes) => JsonSerializer.Serialize(changes, Options);

    public static IReadOnlyList<RecordedChange> Read(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize<List<RecordedChange>>(json, Options) ?? [];

    /// <summary>A value as the trail writes it; long texts are cut.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        byte[] bytes => $"{bytes.Length} 字节",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() is { Length: > MostText } text ? text[..MostText] + "…" : value.ToString(),
    };
}
