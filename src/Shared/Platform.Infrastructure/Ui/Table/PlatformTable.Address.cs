using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Ui;

/// <summary>The state of the list in the address, and the first page handed from the first response to the live page.</summary>
public sealed partial class PlatformTable<TItem>
{
    /// <summary>The handed-over page travels in one socket message: keep it small, read again when it is not.</summary>
    private const int KeptLimit = 8_000;

    private static readonly int[] Sizes = [10, 25, 50, 100];

    private string KeptKey => $"kit-table:{path}:{Id}:{Title}";

    private string ResetAddress => Nav.GetUriWithQueryParameters(With(Filters.Reset(), ("page", null), ("sort", null)));

    private void ReadAddress()
    {
        var query = new Uri(Nav.Uri).Query;
        Filters.Read(query);
        var values = QueryHelpers.ParseQuery(query);
        var size = Number(values, "size") is { } asked && Sizes.Contains(asked) ? asked : DefaultSize;
        var sort = values.TryGetValue(Filters.Prefix + "sort", out var given) && given.Count == 1 ? given.ToString() : DefaultSort;
        Request = new PageRequest(Math.Max(Number(values, "page") ?? 1, 1), size, string.IsNullOrEmpty(sort) ? null : sort);
    }

    private int? Number(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values, string name) =>
        values.TryGetValue(Filters.Prefix + name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private Dictionary<string, object?> With(Dictionary<string, object?> changes, params (string Name, object? Value)[] more)
    {
        foreach (var (name, value) in more)
        {
            changes[Filters.Prefix + name] = value;
        }

        return changes;
    }

    private void Query() => Nav.NavigateTo(Nav.GetUriWithQueryParameters(With(Filters.Apply(), ("page", null))));

    private string PageAddress(int index) => Nav.GetUriWithQueryParameter(Filters.Prefix + "page", index <= 1 ? null : (int?)index);

    private string SizeAddress(int size) =>
        Nav.GetUriWithQueryParameters(With([], ("page", null), ("size", size == DefaultSize ? null : (int?)size)));

    private string SortAddress(PlatformColumn<TItem> column)
    {
        var next = Request.Sort == column.Sort ? "-" + column.Sort : column.Sort;
        return Nav.GetUriWithQueryParameters(With([], ("page", null), ("sort", next)));
    }

    private string? AriaSort(PlatformColumn<TItem> column) =>
        column.Sort is null ? null
        : Request.Sort == column.Sort ? "ascending"
        : Request.Sort == "-" + column.Sort ? "descending"
        : "none";

    private string SortIcon(PlatformColumn<TItem> column) => AriaSort(column) switch
    {
        "ascending" => "fa-solid fa-sort-up",
        "descending" => "fa-solid fa-sort-down",
        _ => "fa-solid fa-sort kit-sort-none",
    };

    private Task Persist()
    {
        if (page is not null && loaded is not null)
        {
            try
            {
                var json = JsonSerializer.Serialize(page);
                if (json.Length < KeptLimit)
                {
                    Kept.PersistAsJson(KeptKey, new KeptPage(loaded, json));
                }
            }
            catch (NotSupportedException)
            {
                // Rows that cannot be written as JSON are simply read again by the live page.
            }
        }

        return Task.CompletedTask;
    }

    private bool TryRestore(string wanted)
    {
        if (!Kept.TryTakeFromJson<KeptPage>(KeptKey, out var kept) || kept?.Wanted != wanted)
        {
            return false;
        }

        try
        {
            page = JsonSerializer.Deserialize<Page<TItem>>(kept.Json);
            return page is not null;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return false;
        }
    }

    private sealed record KeptPage(string Wanted, string Json);
}
