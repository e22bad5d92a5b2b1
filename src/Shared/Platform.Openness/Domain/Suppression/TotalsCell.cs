namespace Platform.Openness.Domain.Suppression;

/// <summary>How the public sees a cell.</summary>
internal enum Mark
{
    /// <summary>The exact figure.</summary>
    Shown,

    /// <summary>"&lt;5": the figure is 0 to 4.</summary>
    Small,

    /// <summary>"—": 5 or more, kept back because a small figure could be computed from it.</summary>
    Hidden,
}

/// <summary>What is known about a cell before a table is published.</summary>
internal enum Before
{
    /// <summary>Part of the new table, never published.</summary>
    New,

    /// <summary>Published exactly at some time: it counts as known for ever.</summary>
    Shown,

    /// <summary>Published suppressed, and stays so.</summary>
    Suppressed,
}

/// <summary>One cell of the tables of a subject and period: a unit in one column.</summary>
/// <param name="Parent">The unit whose figure it is part of; empty for the top of a hierarchy.</param>
/// <param name="Column">Index of the column, or <see cref="Total"/> for the sum of the row.</param>
internal sealed record TotalsCell(string Unit, string Parent, int Column, int Value, Before Before)
{
    public const int Total = -1;

    /// <summary>Figures below it are small (rights.md 6).</summary>
    public const int Threshold = 5;

    public bool IsSmall => Value < Threshold;

    public (string Unit, int Column) Key => (Unit, Column);

    public static string Text(Mark mark, int value) => mark switch
    {
        Mark.Shown => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Mark.Small => "<5",
        _ => "—",
    };
}
