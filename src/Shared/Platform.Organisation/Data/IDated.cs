namespace Platform.Organisation.Data;

/// <summary>Something that holds from a day to a day, both inclusive.</summary>
internal interface IDated
{
    DateOnly From { get; }

    DateOnly To { get; }
}
