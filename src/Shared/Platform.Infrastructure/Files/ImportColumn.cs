namespace Platform.Infrastructure.Files;

/// <summary>A column of an import: how it is called, whether it must be filled, what it takes.</summary>
/// <param name="Name">Chinese title, for example 工号.</param>
/// <param name="Required">The column must be there and filled in every row.</param>
/// <param name="Example">Value of the template's example row.</param>
/// <param name="Help">What the template says about it.</param>
public abstract record ImportColumn(string Name, bool Required, string Example, string Help)
{
    /// <summary>Other titles under which it is recognised.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What the column takes, in Chinese; null when there is nothing to say.</summary>
    public string? Allowed { get; init; }

    public int MaxLength { get; init; } = 200;

    /// <summary>How a value is shown in a list of issues when it must not be shown in full; null: as it is.</summary>
    public Func<string, string>? Hidden { get; init; }
}

/// <summary>What a cell's text becomes: a value, or the reason why not.</summary>
public readonly record struct Parsed<TValue>(TValue Value, string? Reason)
{
    public static implicit operator Parsed<TValue>(TValue value) => new(value, null);

    public static Parsed<TValue> No(string reason) => new(default!, reason);
}

/// <param name="Parse">Gets the text without blanks around it; never an empty one.</param>
public sealed record ImportColumn<TValue>(string Name, bool Required, string Example, string Help, Func<string, Parsed<TValue>> Parse)
    : ImportColumn(Name, Required, Example, Help);
