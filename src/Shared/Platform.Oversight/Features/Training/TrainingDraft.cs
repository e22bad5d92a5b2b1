using MediatR;
using Platform.Infrastructure;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Ui;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Training;

/// <summary>A training as being typed or corrected.</summary>
public sealed class TrainingDraft
{
    private readonly Guid requestId = Keys.New();

    public int SiteId { get; init; }

    /// <summary>Null: a new one.</summary>
    public Guid? Id { get; init; }

    public Guid Version { get; init; }

    public IReadOnlyList<Option> Staff { get; init; } = [];

    public IReadOnlyList<string>? People { get; set; } = [];

    public string? Kind { get; set; } = nameof(TrainingKind.Training);

    public DateOnly? HeldOn { get; set; }

    public string? Topic { get; set; }

    public decimal? Hours { get; set; }

    public string? Trainer { get; set; }

    public string? Note { get; set; }

    public string? Reason { get; set; }

    public IReadOnlyList<AttachmentDraft>? Files { get; set; }

    internal static TrainingDraft Of(TrainingDetail row, IReadOnlyList<Option> staff) => new()
    {
        SiteId = row.SiteId,
        Id = row.Id,
        Version = row.Version,
        // Somebody who has left since still stands on the record.
        Staff = [.. staff.UnionBy(row.People.Select(p => new Option(p.StaffId.ToString(), p.Name)), o => o.Value)],
        People = [.. row.People.Select(p => p.StaffId.ToString())],
        Kind = row.Kind.ToString(),
        HeldOn = row.HeldOn,
        Topic = row.Topic,
        Hours = row.Hours,
        Trainer = row.Trainer,
        Note = row.Note,
    };

    internal async Task SendAsync(IMediator mediator)
    {
        var (people, kind) = ((People ?? []).Select(Guid.Parse).ToList(), Enum.Parse<TrainingKind>(Kind!));
        if (Id is { } id)
        {
            await mediator.Send(new CorrectTraining(SiteId, id, Version, people, HeldOn, Topic ?? "", Hours ?? 0, kind, Trainer, Note, Reason ?? ""));
        }
        else
        {
            await mediator.Send(new RecordTraining(SiteId, people, HeldOn, Topic ?? "", Hours ?? 0, kind, Trainer, Note, Files, requestId));
        }
    }
}
