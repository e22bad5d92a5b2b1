using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;

namespace Platform.Enforcement.Features.Petitions;

/// <summary>Petitions of the scope, the newest first: receipt number, topic, state and limits, nobody's name but the handler's. One against the caller is not among them. Four statements.</summary>
[Requires(EnforcementPermissions.View)]
[Endpoint(Verb.Get, "enforcement/petitions", "信访件列表：回执号、事项、状态、期限，不含信访人和内容")]
[Clauses("P1-OFFICE-11a", "P2-OFFICE-07a")]
internal sealed record ListPetitions(PageRequest Page, int? SiteId = null, PetitionState? State = null, PetitionTopic? Topic = null, int? Year = null) : IQuery<Page<PetitionRow>>;

internal sealed record PetitionRow(
    Guid Id, int SiteId, string SiteName, string Receipt, PetitionTopic Topic, PetitionChannel Channel, PetitionState State, DateOnly ReceivedOn, DateOnly? AnsweredOn, DateOnly? ConcludedOn, string Handler,
    string Due, bool Overdue, bool Mine);

/// <summary>Opens a petition with names and text, for its handler and the directors; the look stands in the trail. Refuses NOT_FOUND (for the accused too) and NOT_HANDLER.</summary>
[Label("打开信访件")]
[Requires(EnforcementPermissions.Petitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions/{id}/file", "打开信访件：内容、期限、处理经过；留下查看记录")]
[Clauses("P1-OFFICE-11a", "P3-SEVENNOTS-05")]
internal sealed record LookAtPetition(int SiteId, Guid Id) : ICommand<PetitionDetail>, ISiteRequest, IIdempotent, IRecordRequest
{
    string IRecordRequest.RecordRef => Domain.Petition.RefOf(Id);
}

/// <param name="Phone">Masked.</param>
internal sealed record PetitionDetail(Petition Petition, string SiteName, string Phone, string AccusedName, IReadOnlyList<PetitionDue> Dues);

internal sealed record PetitionDue(string Rule, string Name, string Due, DateOnly Day, DeadlineState State, bool Overdue);

/// <summary>The site of a petition whose page is opened by its address. Refuses NOT_FOUND, for the accused too. One statement.</summary>
[Requires(EnforcementPermissions.Petitions)]
internal sealed record FindPetitionSite(Guid Id) : IQuery<int>;

internal sealed class GetPetitionsHandlers(EnforcementDbContext db, PetitionDesk desk, IMediator mediator, Protector protector, Operation operation)
    : IRequestHandler<ListPetitions, Page<PetitionRow>>, IRequestHandler<LookAtPetition, PetitionDetail>, IRequestHandler<FindPetitionSite, int>
{
    private static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [PetitionDesk.Accept] = "告知是否受理（15 日）",
        [PetitionDesk.Conclude] = "办结答复（60 日）",
        [PetitionDesk.AskReview] = "信访人请求复查（30 日）",
        [PetitionDesk.Review] = "作出复查意见（30 日）",
        [PetitionDesk.AskRecheck] = "信访人请求复核（30 日）",
        [PetitionDesk.Recheck] = "作出复核意见（30 日）",
    };

    public async Task<Page<PetitionRow>> Handle(ListPetitions request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var rows = db.Set<Petition>().AsNoTracking();
        rows = actor.StaffId != Guid.Empty ? rows.Where(p => p.AccusedStaffId != actor.StaffId) : rows;
        rows = request.SiteId is { } site ? rows.Where(p => p.SiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(p => p.State == state) : rows;
        rows = request.Topic is { } topic ? rows.Where(p => p.Topic == topic) : rows;
        rows = request.Year is { } year ? rows.Where(p => p.Year == year) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(p => p.ReceivedOn).ThenByDescending(p => p.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var dues = (await mediator.Send(new GetDeadlines([.. page.Select(p => Petition.RefOf(p.Id))]), cancellationToken)).Where(d => d.State == DeadlineState.Open).ToLookup(d => d.RecordRef);
        return new Page<PetitionRow>(
            [
                .. page.Select(p => (Petition: p, Due: dues[Petition.RefOf(p.Id)].Where(d => d.RuleCode is not (PetitionDesk.AskReview or PetitionDesk.AskRecheck)).MinBy(d => d.Due))).Select(x => new PetitionRow(
                    x.Petition.Id, x.Petition.SiteId, names.GetValueOrDefault(x.Petition.SiteId, ""), x.Petition.Receipt, x.Petition.Topic, x.Petition.Channel, x.Petition.State, x.Petition.ReceivedOn,
                    x.Petition.AnsweredOn, x.Petition.ConcludedOn, x.Petition.Handler, x.Due?.DueText ?? "", x.Due is not null && x.Due.Due < operation.Today,
                    actor.May(EnforcementPermissions.DirectPetitions)
                        || (actor.May(EnforcementPermissions.Petitions) && ((x.Petition.HandlerId == Guid.Empty && x.Petition.RegisteredBy == actor.AccountId) || (actor.StaffId != Guid.Empty && x.Petition.HandlerId == actor.StaffId))))),
            ],
            total);
    }

    public async Task<PetitionDetail> Handle(LookAtPetition request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, null, cancellationToken);
        var site = await mediator.Send(new GetDivisions([row.SiteId]), cancellationToken);
        var accused = row.AccusedStaffId == Guid.Empty ? [] : await mediator.Send(new Contracts.Staff.GetPeople([row.AccusedStaffId]), cancellationToken);
        var dues = await desk.DuesAsync(row, cancellationToken);
        return new PetitionDetail(
            row, site.Select(s => s.Name).FirstOrDefault() ?? "", protector.Mask(RegisterPetitionHandlers.Phone, row.Id, row.Phone), accused.Select(a => a.Name).FirstOrDefault() ?? "",
            [
                .. dues.Where(d => Names.ContainsKey(d.RuleCode)).OrderBy(d => d.Start).ThenBy(d => d.Due)
                    .Select(d => new PetitionDue(d.RuleCode, Names[d.RuleCode], d.DueText, d.Due, d.State, d.State == DeadlineState.Open && d.Due < operation.Today)),
            ]);
    }

    public async Task<int> Handle(FindPetitionSite request, CancellationToken cancellationToken) =>
        await db.Set<Petition>().Where(p => p.Id == request.Id && (operation.Actor.StaffId == Guid.Empty || p.AccusedStaffId != operation.Actor.StaffId)).Select(p => (int?)p.SiteId).FirstOrDefaultAsync(cancellationToken)
        ?? throw Refusals.NotFound("这件信访");
}
