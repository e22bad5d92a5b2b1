using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Protection.Requests;

/// <summary>Finds a request of the site.</summary>
internal sealed class DataRequestDesk(CoreDbContext db)
{
    /// <exception cref="RefusalException">NOT_FOUND.</exception>
    public async Task<DataRequest> OpenAsync(Guid id, int siteId, CancellationToken cancellationToken) =>
        await db.Set<DataRequest>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == siteId, cancellationToken)
        ?? throw new RefusalException("NOT_FOUND", "没有找到这件申请，或不在您的管辖范围内。", RefusalKind.NotFound);
}
