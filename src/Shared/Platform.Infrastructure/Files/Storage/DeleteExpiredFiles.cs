using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Files.Storage;

/// <summary>Deletes uploaded files that are no longer needed. Sent once a day.</summary>
[Label("删除过期的导入文件")]
internal sealed record DeleteExpiredFiles : ICommand, IIdempotent;

internal sealed class DeleteExpiredFilesHandler(CoreDbContext db, Operation operation) : IRequestHandler<DeleteExpiredFiles, Unit>
{
    public async Task<Unit> Handle(DeleteExpiredFiles request, CancellationToken cancellationToken)
    {
        var now = operation.Now;
        var expired = db.Set<StoredFile>().Where(f => f.ExpiresAt <= now);
        await db.Set<StoredContent>().Where(c => expired.Any(f => f.Id == c.FileId)).ExecuteDeleteAsync(cancellationToken);
        var deleted = await expired.ExecuteDeleteAsync(cancellationToken);
        operation.Note($"删除过期的导入文件 {deleted} 个");
        return Unit.Value;
    }
}
