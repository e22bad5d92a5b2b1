using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>Keeps a chunk while a long step is computed. False: it has been taken over.</summary>
[Label("续期月结批次")]
[Requires(OversightPermissions.Work)]
[Housekeeping]
internal sealed record RenewLease(ChunkWork Work) : ICommand<bool>, IIdempotent;

internal sealed class RenewLeaseHandler(OversightDbContext db, Operation operation, RunLease lease) : IRequestHandler<RenewLease, bool>
{
    public async Task<bool> Handle(RenewLease request, CancellationToken cancellationToken)
    {
        var until = operation.Now + lease.Length;
        return await db.Set<RunChunk>()
            .Where(c => c.Id == request.Work.ChunkId && c.Claim == request.Work.Claim && c.State == ChunkState.Running)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.LeaseUntil, until), cancellationToken) == 1;
    }
}
