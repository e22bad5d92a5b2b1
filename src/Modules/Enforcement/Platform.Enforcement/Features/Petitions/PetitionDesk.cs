using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Petitions;

/// <summary>Opens a petition for its handler and the directors, never for the accused. Refuses NOT_FOUND (for the accused in the trail), NOT_HANDLER, CHANGED_MEANWHILE.</summary>
internal sealed class PetitionDesk(EnforcementDbContext db, IMediator mediator, Operation operation)
{
    public const string Accept = "petition.accept.15d";
    public const string Conclude = "petition.conclude.60d";
    public const string AskReview = "petition.review.apply.30d";
    public const string Review = "petition.review.conclude.30d";
    public const string AskRecheck = "petition.recheck.apply.30d";
    public const string Recheck = "petition.recheck.conclude.30d";

    public async Task<Petition> OpenAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<Petition>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这件信访");
        var actor = operation.Actor;
        if (found.IsAbout(actor.StaffId))
        {
            throw Refusals.NotFound("这件信访", inTrail: true);
        }

        if (!actor.May(EnforcementPermissions.DirectPetitions) && !(found.HandlerId == Guid.Empty && found.RegisteredBy == actor.AccountId) && (actor.StaffId == Guid.Empty || actor.StaffId != found.HandlerId))
        {
            throw new RefusalException("NOT_HANDLER", "信访内容和信访人只有承办人和负责人能看。", RefusalKind.Forbidden) { InTrail = true };
        }

        Refusals.CheckVersion(version, found.Version);
        return found;
    }

    public Task TrackAsync(Petition p, string rule, DateOnly start, string title, CancellationToken cancellationToken, int extension = 0, string reason = "") => mediator.Send(
        new TrackDeadlines([new DeadlineDraft(p.SiteId, Petition.RefOf(p.Id), rule, start, $"信访件 {p.Receipt}：{title}", EnforcementLinks.Petition(p.Id), extension, reason)]), cancellationToken);

    public Task SettleAsync(Petition p, string rule, DateOnly on, CancellationToken cancellationToken) => mediator.Send(new SettleDeadlines([Petition.RefOf(p.Id)], on, RuleCode: rule), cancellationToken);

    public async Task<IReadOnlyList<DeadlineRow>> DuesAsync(Petition p, CancellationToken cancellationToken) => await mediator.Send(new GetDeadlines([Petition.RefOf(p.Id)]), cancellationToken);

    public async Task<DateOnly> DueAsync(Petition p, string rule, CancellationToken cancellationToken) =>
        (await DuesAsync(p, cancellationToken)).Where(d => d.RuleCode == rule).Select(d => (DateOnly?)d.Due).FirstOrDefault() ?? DateOnly.MaxValue;
}
