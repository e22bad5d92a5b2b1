using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Modules;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.Months;

/// <summary>What could not be computed in a run, by site.</summary>
[Requires(OversightPermissions.ViewMonths)]
[Endpoint(Verb.Get, "oversight/runs/failures", "查询一次月结中未能计算的乡镇（街道）")]
internal sealed record GetRunFailures(Guid RunId, int? PageIndex = null, int? PageSize = null, string? Sort = null)
    : PageRequest(PageIndex, PageSize, Sort), IQuery<Page<RunFailureRow>>;

internal sealed record RunFailureRow(int SiteId, string SiteName, string Step, string Module, string Contributor, string Error);

internal sealed class GetRunFailuresHandler(OversightDbContext db, IMediator mediator, ModuleCatalog modules) : IRequestHandler<GetRunFailures, Page<RunFailureRow>>
{
    public async Task<Page<RunFailureRow>> Handle(GetRunFailures request, CancellationToken cancellationToken)
    {
        var query = db.Set<RunFailure>().AsNoTracking().Where(f => f.RunId == request.RunId);
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderBy(f => f.SiteId).ThenBy(f => f.Id).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.FullName);
        return new Page<RunFailureRow>(
        [
            .. rows.Select(f => new RunFailureRow(
                f.SiteId, names.GetValueOrDefault(f.SiteId, ""), RunSteps.Text(f.Step), modules.Find(f.ModuleId)?.Name ?? f.ModuleId,
                f.Contributor == RunFailure.WholeChunk ? "整批处理" : f.Contributor, f.Error)),
        ], total);
    }
}
