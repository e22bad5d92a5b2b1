namespace Platform.Contracts.Messaging;

/// <summary>Ends of what is kept with days from and to, both inclusive. A day stands where nothing is known, so that no column is null.</summary>
public static class OpenEnd
{
    /// <summary>Last day of what has no end yet.</summary>
    public static readonly DateOnly Never = new(9999, 1, 1);

    /// <summary>First day of what was there before anybody wrote it down.</summary>
    public static readonly DateOnly Ever = new(1900, 1, 1);
}
