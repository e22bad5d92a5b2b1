using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Data;
using Platform.Oversight.Data;

namespace Platform.Oversight.Runs;

/// <summary>A chunk that is not tried again, as rows of its sites: so that the history by site shows which have no result.</summary>
internal static class GivenUp
{
    public static async Task WriteAsync(OversightDbContext db, IMediator mediator, RunChunk chunk, string error, CancellationToken cancellationToken)
    {
        await db.Set<RunFailure>().Where(f => f.RunId == chunk.RunId && f.SiteId >= chunk.Lo && f.SiteId <= chunk.Hi && f.Contributor == RunFailure.WholeChunk)
            .ExecuteDeleteAsync(cancellationToken);
        var sites = await mediator.Send(new GetSites(chunk.Lo, chunk.Hi), cancellationToken);
        await Bulk.InsertAsync(
            db,
            sites.Select(s => new RunFailure { SiteId = s, RunId = chunk.RunId, Step = chunk.Step, Contributor = RunFailure.WholeChunk, ModuleId = "oversight", Error = error }),
            cancellationToken);
    }
}
