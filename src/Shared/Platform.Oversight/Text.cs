namespace Platform.Oversight;

internal static class Text
{
    /// <summary>Cuts what a column cannot hold.</summary>
    public static string Cut(string? text, int length) =>
        text is null ? "" : text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}
