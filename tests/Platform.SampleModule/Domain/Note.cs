using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.SampleModule.Domain;

[Label("便条")]
internal sealed class Note : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public required string Title { get; set; }

    public DateOnly Day { get; init; }

    [Label("写于")]
    public DateTimeOffset WrittenAt { get; init; }

    [Label("评分")]
    public decimal Score { get; set; }

    [Label("颜色")]
    public NoteColour Colour { get; set; }

    public Guid Version { get; set; }
}

internal enum NoteColour { Yellow, Blue }

/// <summary>How many notes there were on a day, counted by the job.</summary>
[Label("便条计数")]
internal sealed class NoteCount : Entity
{
    public DateOnly Day { get; init; }

    [Label("条数")]
    public int Notes { get; set; }
}
