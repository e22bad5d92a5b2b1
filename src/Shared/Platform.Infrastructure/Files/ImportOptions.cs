using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files;

/// <summary>Choices beside a file, kept as text.</summary>
internal static class ImportOptions
{
    private const int Longest = 2000;

    public static string Write(IReadOnlyDictionary<string, string> options)
    {
        var text = string.Join('\n', options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value.ReplaceLineEndings(" ")}"));
        return text.Length <= Longest ? text : throw new RefusalException("OPTIONS_TOO_LONG", "导入的附加选项过长。");
    }

    public static IReadOnlyDictionary<string, string> Read(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
}
