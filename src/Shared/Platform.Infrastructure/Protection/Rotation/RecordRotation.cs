using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>Leaves in the trail that keys were changed, and marks versions that are no longer used. Sent by the rotation alone.</summary>
/// <param name="Retired">Versions put aside.</param>
[Label("轮换保护密钥")]
internal sealed record RecordRotation(int Renewed, int Current, IReadOnlyList<int> Retired) : ICommand;

internal sealed class RecordRotationHandler(CoreDbContext db, Operation operation) : IRequestHandler<RecordRotation, Unit>
{
    public async Task<Unit> Handle(RecordRotation request, CancellationToken cancellationToken)
    {
        var now = operation.Now;
        foreach (var key in await db.Set<ProtectionKey>().Where(k => request.Retired.Contains(k.Number)).ToListAsync(cancellationToken))
        {
            key.RetiredAt ??= now;
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Retired.Count > 0
            ? $"停用第 {string.Join("、", request.Retired)} 版保护密钥"
            : $"轮换保护密钥：{request.Renewed} 项内容改用第 {request.Current} 版");
        return Unit.Value;
    }
}
