using Platform.Infrastructure.Data;

namespace Platform.SampleModule.Domain;

internal sealed class Note : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public required string Title { get; set; }

    public DateOnly Day { get; init; }

    public DateTimeOffset WrittenAt { get; init; }

    public decimal Score { get; set; }

    public NoteColour Colour { get; set; }

    public Guid Version { get; set; }
}

internal enum NoteColour { Yellow, Blue }

/// <summary>How many notes there were on a day, counted by the job.</summary>
internal sealed class NoteCount : Entity
{
    public DateOnly Day { get; init; }

    public int Notes { get; set; }
}
