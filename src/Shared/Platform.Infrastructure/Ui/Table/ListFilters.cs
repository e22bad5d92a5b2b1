using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Ui;

/// <summary>
/// What is searched for in a list. The values live in the address of the page, so they survive F5, 返回 and a second tab.
/// Defaults are given with an initialiser: <c>new ListFilters { ["period"] = "2026-10" }</c>.
/// </summary>
public sealed class ListFilters
{
    private readonly Dictionary<string, string> defaults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> draft = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private Dictionary<string, StringValues> address = [];
    private string? read;

    /// <summary>Gets the active value; sets the default.</summary>
    public string this[string name]
    {
        get => address.TryGetValue(Prefix + name, out var value) ? value.ToString().Trim() : defaults.GetValueOrDefault(name, "");
        set => defaults[name] = value;
    }

    /// <summary>Null when nothing is searched for.</summary>
    public string? Text(string name) => this[name] is { Length: > 0 } value ? value : null;

    public int? Int(string name) => int.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    public Guid? Id(string name) => Guid.TryParse(this[name], out var value) ? value : null;

    public bool? Flag(string name) => bool.TryParse(this[name], out var value) ? value : null;

    public DateOnly? Date(string name) =>
        DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null;

    public YearMonth? Month(string name) => YearMonth.TryParse(this[name], null, out var value) ? value : null;

    public T? Choice<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(this[name], true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>The address says something else now: the fields show it.</summary>
    internal event Action? Renewed;

    internal string Prefix { get; set; } = "";

    internal void Register(string name) => names.Add(name);

    internal void Draft(string name, string? value) => draft[name] = value?.Trim() ?? "";

    internal void Read(string query)
    {
        if (query == read)
        {
            return;
        }

        (read, address) = (query, QueryHelpers.ParseQuery(query));
        draft.Clear();
        Renewed?.Invoke();
    }

    /// <summary>Query values for 查询: null takes the key out of the address.</summary>
    internal Dictionary<string, object?> Apply()
    {
        var changes = new Dictionary<string, object?>();
        foreach (var (name, value) in draft)
        {
            changes[Prefix + name] = value == defaults.GetValueOrDefault(name, "") ? null : value;
        }

        return changes;
    }

    /// <summary>Query values for 重置.</summary>
    internal Dictionary<string, object?> Reset()
    {
        draft.Clear();
        return names.Concat(defaults.Keys).Distinct().ToDictionary(n => Prefix + n, _ => (object?)null);
    }

    internal string Signature => string.Join('&', address.Where(a => names.Contains(a.Key) || a.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}"));
}
