namespace Platform.Infrastructure.Ui;

/// <summary>One choice of a select.</summary>
public sealed record Option(string Value, string Text)
{
    /// <summary>Choices of an enum with their Chinese names.</summary>
    public static IReadOnlyList<Option> Of<T>(Func<T, string> name)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new Option(v.ToString(), name(v)))];
}
