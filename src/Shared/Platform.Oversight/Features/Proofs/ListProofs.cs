using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Proofs;

/// <summary>One page of the proofs filed by hand in the scope, the newest first. Five statements.</summary>
/// <param name="Withdrawn">Null: all.</param>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/proofs", "查询手工登记的履职凭证")]
internal sealed record ListProofs(PageRequest Page, int? SiteId = null, string? DutyCode = null, DateOnly? From = null, DateOnly? To = null, bool? Withdrawn = null)
    : IQuery<Page<ProofRow>>;

internal sealed record ProofRow(
    Guid Id, int SiteId, string SiteName, Guid UnitId, string UnitName, string DutyCode, string DutyName, DateOnly Period, string PeriodName, DateOnly DoneOn, decimal Quantity, string Note, int Files,
    string FiledBy, DateOnly FiledOn, int Edition, bool Withdrawn, string Reason, Guid Version)
{
    public string StateText => Withdrawn ? "已撤回" : Edition > 1 ? $"有效（更正 {Edition - 1} 次）" : "有效";
}

internal sealed class ListProofsHandler(OversightDbContext db, ProofBook book) : IRequestHandler<ListProofs, Page<ProofRow>>
{
    public async Task<Page<ProofRow>> Handle(ListProofs request, CancellationToken cancellationToken)
    {
        var query = db.Set<ManualProof>().AsNoTracking()
            .Where(p => (request.SiteId == null || p.SiteId == request.SiteId) && (request.DutyCode == null || p.DutyCode == request.DutyCode))
            .Where(p => (request.From == null || p.DoneOn >= request.From) && (request.To == null || p.DoneOn <= request.To) && (request.Withdrawn == null || p.Withdrawn == request.Withdrawn));
        var total = await query.CountAsync(cancellationToken);
        query = request.Page.Sort switch
        {
            "DoneOn" => query.OrderBy(p => p.DoneOn).ThenBy(p => p.Id),
            "FiledOn" => query.OrderBy(p => p.FiledOn).ThenBy(p => p.Id),
            "-FiledOn" => query.OrderByDescending(p => p.FiledOn).ThenBy(p => p.Id),
            _ => query.OrderByDescending(p => p.DoneOn).ThenBy(p => p.Id),
        };
        return new Page<ProofRow>(await book.RowsAsync(await query.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken), cancellationToken), total);
    }
}

/// <summary>One proof filed by hand. Four statements.</summary>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/proofs/{id}", "查看一份履职凭证")]
internal sealed record GetProof(Guid Id) : IQuery<ProofRow>;

internal sealed class GetProofHandler(OversightDbContext db, ProofBook book) : IRequestHandler<GetProof, ProofRow>
{
    public async Task<ProofRow> Handle(GetProof request, CancellationToken cancellationToken) =>
        await db.Set<ManualProof>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is { } row
            ? (await book.RowsAsync([row], cancellationToken))[0]
            : throw Refusals.NotFound("这份凭证");
}

/// <summary>Names to ids, for a page of proofs at a time. Three statements.</summary>
internal sealed class ProofBook(DutyCatalog catalog, IAttachments attachments, IMediator mediator)
{
    public async Task<IReadOnlyList<ProofRow>> RowsAsync(IReadOnlyList<ManualProof> proofs, CancellationToken cancellationToken)
    {
        var sites = proofs.Select(p => p.SiteId).Distinct().Order().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var villages = (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        var files = await attachments.OfAsync(DutyProofKind.KindCode, [.. proofs.Select(p => DutyProofKind.RefOf(p.Id))], cancellationToken);
        return
        [
            .. proofs.Select(p => new ProofRow(
                p.Id, p.SiteId, names.GetValueOrDefault(p.SiteId, ""), p.UnitId, villages.GetValueOrDefault(p.UnitId, ""), p.DutyCode, catalog.DutyName(p.DutyCode), p.Period,
                catalog.Find(p.DutyCode) is { } duty ? DueDates.NameOf(duty.Cadence, p.Period) : p.Period.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                p.DoneOn, p.Quantity, p.Note, files[DutyProofKind.RefOf(p.Id)].Count(), p.FiledBy, p.FiledOn, p.Edition, p.Withdrawn, p.Reason, p.Version)),
        ];
    }
}
