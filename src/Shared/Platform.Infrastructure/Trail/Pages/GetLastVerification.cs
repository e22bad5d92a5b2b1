using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Trail.Pages;

/// <summary>The newest verification of all chains or of the caller's part of them; null: none yet.</summary>
[Requires(CorePermissions.ViewTrail)]
[Endpoint(Verb.Get, "trail/verifications/last", "最近一次操作日志校验的结果")]
internal sealed record GetLastVerification : IQuery<LastVerification?>;

internal sealed record LastVerification(DateTimeOffset At, int Chains, long Entries, long Milliseconds, string Fault);

internal sealed class GetLastVerificationHandler(CoreDbContext db) : IRequestHandler<GetLastVerification, LastVerification?>
{
    public async Task<LastVerification?> Handle(GetLastVerification request, CancellationToken cancellationToken)
    {
        var (lo, hi) = (db.ScopeLo, db.ScopeHi);
        return await db.Set<TrailVerification>().AsNoTracking().Where(v => v.DivisionId >= lo && v.DivisionId <= hi)
            .OrderByDescending(v => v.At).Select(v => new LastVerification(v.At, v.Chains, v.Entries, v.Milliseconds, v.Fault)).FirstOrDefaultAsync(cancellationToken);
    }
}
