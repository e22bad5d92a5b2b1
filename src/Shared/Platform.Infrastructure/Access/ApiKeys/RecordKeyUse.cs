using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>Uses of one key on one day since the last writing.</summary>
internal sealed record KeyUse(Guid KeyId, int SiteId, DateOnly Day, int Count, DateTimeOffset LastAt, string LastAddress);

/// <summary>Adds the counted uses to the days. Three statements whatever their number. Sent once a minute by each host.</summary>
[Label("登记接口密钥使用")]
[Housekeeping]
internal sealed record RecordKeyUse(IReadOnlyList<KeyUse> Uses) : ICommand;

internal sealed class RecordKeyUseHandler(CoreDbContext db) : AsyncRequestHandler<RecordKeyUse>
{
    protected override async Task Handle(RecordKeyUse request, CancellationToken cancellationToken)
    {
        var (keys, days) = (request.Uses.Select(u => u.KeyId).Distinct().ToList(), request.Uses.Select(u => u.Day).Distinct().ToList());
        var rows = await db.Set<ApiKeyUseDay>().Where(d => keys.Contains(d.KeyId) && days.Contains(d.Day)).ToDictionaryAsync(d => (d.KeyId, d.Day), cancellationToken);
        foreach (var use in request.Uses)
        {
            if (!rows.TryGetValue((use.KeyId, use.Day), out var row))
            {
                db.Add(row = new ApiKeyUseDay { KeyId = use.KeyId, SiteId = use.SiteId, Day = use.Day });
            }

            (row.Count, row.LastAt, row.LastAddress) = (row.Count + use.Count, use.LastAt, use.LastAddress);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>Leaves a refused key in the trail. Sent by the platform itself, at most once a minute for each key.</summary>
[Label("接口密钥被拒绝")]
internal sealed record NoteRefusedKey(Guid KeyId, string Prefix, string Code) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => KeyId == Guid.Empty ? "" : $"api-key:{KeyId}";
}

internal sealed class NoteRefusedKeyHandler(Operation operation) : RequestHandler<NoteRefusedKey>
{
    protected override void Handle(NoteRefusedKey request) =>
        operation.Note($"拒绝接口密钥{(request.Prefix.Length > 0 ? " " + request.Prefix : "（格式不对）")}：{request.Code}");
}
