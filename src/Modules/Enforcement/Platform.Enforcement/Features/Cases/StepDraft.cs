using Platform.Contracts.Messaging;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Files.Attachments;

namespace Platform.Enforcement.Features.Cases;

/// <summary>What the form of one step holds; each step uses a few of the fields.</summary>
internal sealed class StepDraft(DateOnly today)
{
    public DateOnly? On { get; set; } = today;

    public DateOnly? Second { get; set; } = today;

    public DateOnly? Third { get; set; }

    public string? Choice { get; set; }

    public string? Name { get; set; }

    public string? Other { get; set; }

    public string? Text { get; set; }

    public string? Answer { get; set; }

    public bool Flag { get; set; }

    public IReadOnlyList<string>? People { get; set; }

    public IReadOnlyList<AttachmentDraft>? Files { get; set; }

    public string?[] Against { get; } = new string?[CaseProcedure.Conditions.Count];

    private IReadOnlyList<Guid> Ids => [.. (People ?? []).Select(Guid.Parse)];

    private Guid? Person => Guid.TryParse(Choice, out var id) ? id : null;

    /// <summary>The request of the step; the fields as the form of that step means them.</summary>
    public ICommandBase Request(string action, EnforcementCase c, CaseEvidence? evidence) => action switch
    {
        "assign" => new AssignOfficers(c.SiteId, c.Id, Ids, c.Version),
        "move" => new MoveEvidence(c.SiteId, evidence!.Id, evidence.Keeper, Name ?? "", Text ?? "", On, Flag, evidence.Version),
        "exclude" => new ExcludeEvidence(c.SiteId, evidence!.Id, Text ?? "", evidence.Version),
        "remedy" => new RecordRemedy(c.SiteId, c.Id, LeadDraft.Parse<RemedyKind>(Choice), On, Third, Text, c.Version),
        "receipt" => new ReceiveHandOver(c.SiteId, c.Id, On, c.Version),
        nameof(CaseStep.File) => new FileCase(c.SiteId, c.Id, Name, c.Version),
        nameof(CaseStep.Inquire) => new RecordInquiry(c.SiteId, c.Id, On, Other, LeadDraft.Parse<AskedRole>(Choice), Name ?? "", Ids, Flag, Text ?? "", Answer ?? "", c.Version),
        nameof(CaseStep.Collect) => new AddEvidence(c.SiteId, c.Id, LeadDraft.Parse<EvidenceKind>(Choice), Name ?? "", On, Text ?? "", Files, Flag, c.Version),
        nameof(CaseStep.Notify) => new NotifyParty(c.SiteId, c.Id, On, LeadDraft.Parse<CaseResult>(Choice), Text ?? "", Third, Flag, c.Version),
        nameof(CaseStep.Defend) => new RecordDefence(c.SiteId, c.Id, On, Flag ? "" : Text, Answer, c.Version),
        nameof(CaseStep.Summon) => new SummonHearing(c.SiteId, c.Id, On, Second, Third, Person, c.Version),
        nameof(CaseStep.Hear) => new RecordHearing(c.SiteId, c.Id, Text ?? "", c.Version),
        nameof(CaseStep.Review) => new ReviewCase(c.SiteId, c.Id, Person, Flag, Text ?? "", c.Version),
        nameof(CaseStep.Decide) => new DecideCase(
            c.SiteId, c.Id, LeadDraft.Parse<CaseResult>(Other), Name ?? "", Text ?? "",
            [.. CaseProcedure.Conditions.Select((x, i) => new TickedCondition(x, Against[i] ?? "")).Where(t => t.Against.Length > 0)], c.Version),
        nameof(CaseStep.Serve) => new ServeDecision(c.SiteId, c.Id, On, LeadDraft.Parse<ServiceMode>(Choice), Name ?? "", Files, c.Version),
        nameof(CaseStep.Close) => new CloseCase(c.SiteId, c.Id, Name ?? "", c.Version),
        nameof(CaseStep.HandOver) => new HandOverCase(c.SiteId, c.Id, Name ?? "", Text ?? "", Other ?? "", c.Version),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };
}
