using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Waiting;

/// <summary>
/// Cases and petitions that wait for the caller, by what is to be done; never one that is about the caller, not even as a number. A petition that has nobody after three days is told to the
/// levels above too: its township's director may be the accused. Four statements at most.
/// </summary>
[Requires(EnforcementPermissions.View)]
[Endpoint(Verb.Get, "enforcement/waiting", "等待本人办理的案件和信访件（只有件数）")]
[Clauses("P1-OFFICE-11a", "P1-OFFICE-11b", "P3-SEVENNOTS-05")]
internal sealed record GetWaitingCases : IQuery<IReadOnlyList<WaitingCases>>;

internal enum CaseWork { DecideLead, HandleCase, AssignPetition, HandlePetition }

/// <param name="Count">At most <see cref="Most"/>: then there may be more.</param>
/// <param name="First">The oldest.</param>
/// <param name="Since">The day it was registered or received.</param>
internal sealed record WaitingCases(CaseWork Work, int Count, Guid First, DateOnly Since)
{
    public const int Most = 100;
}

internal sealed class GetWaitingCasesHandler(EnforcementDbContext db, Operation operation) : IRequestHandler<GetWaitingCases, IReadOnlyList<WaitingCases>>
{
    private const int DaysWithoutHandler = 3;

    public async Task<IReadOnlyList<WaitingCases>> Handle(GetWaitingCases request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var (me, office, late) = (actor.StaffId, actor.Scope.DivisionId, operation.Today.AddDays(-DaysWithoutHandler));
        var cases = db.Set<EnforcementCase>().Where(c => me == Guid.Empty || c.PartyStaffId != me);
        var petitions = db.Set<Petition>().Where(p => me == Guid.Empty || p.AccusedStaffId != me);
        var mine = db.Set<CaseOfficer>().Where(o => o.StaffId == me && o.RecusedOn == null).Select(o => o.CaseId);
        var found = new List<WaitingCases>();
        await AddAsync(
            CaseWork.DecideLead, actor.May(EnforcementPermissions.Direct),
            cases.Where(c => c.SiteId == office && c.State == CaseState.Lead).OrderBy(c => c.RegisteredOn).Select(c => new Paper { Id = c.Id, Since = c.RegisteredOn }));
        await AddAsync(
            CaseWork.HandleCase, actor.May(EnforcementPermissions.Handle) && me != Guid.Empty,
            cases.Where(c => mine.Contains(c.Id) && (c.State == CaseState.Filed || c.State == CaseState.Noticed || c.State == CaseState.Decided || c.State == CaseState.Served))
                .OrderBy(c => c.RegisteredOn).Select(c => new Paper { Id = c.Id, Since = c.RegisteredOn }));
        await AddAsync(
            CaseWork.AssignPetition, actor.May(EnforcementPermissions.DirectPetitions),
            petitions.Where(p => p.State == PetitionState.Received && p.HandlerId == Guid.Empty && (p.SiteId == office || p.ReceivedOn <= late))
                .OrderBy(p => p.ReceivedOn).Select(p => new Paper { Id = p.Id, Since = p.ReceivedOn }));
        await AddAsync(
            CaseWork.HandlePetition, actor.May(EnforcementPermissions.Petitions) && me != Guid.Empty,
            petitions.Where(p => p.HandlerId == me
                    && (p.State == PetitionState.Received || p.State == PetitionState.Accepted || p.State == PetitionState.UnderReview || p.State == PetitionState.UnderRecheck))
                .OrderBy(p => p.ReceivedOn).Select(p => new Paper { Id = p.Id, Since = p.ReceivedOn }));
        return found;

        async Task AddAsync(CaseWork work, bool may, IQueryable<Paper> papers)
        {
            if (may && await papers.Take(WaitingCases.Most).ToListAsync(cancellationToken) is [var first, ..] waiting)
            {
                found.Add(new WaitingCases(work, waiting.Count, first.Id, first.Since));
            }
        }
    }

    private sealed class Paper
    {
        public Guid Id { get; init; }

        public DateOnly Since { get; init; }
    }
}
