using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>
/// Changes keys while servers go on: adds a version, waits until every server has noticed it, and renews everything in short transactions. Old and new are
/// readable all the time, and exact look-up finds both. Stopped or killed, it goes on where it was: what is under the current key is left alone.
/// </summary>
internal sealed class KeyRotation(KeyRing ring, KeyCheck check, SealedStores stores, PlatformSender sender)
{
    private static readonly Actor System = Actor.System(DivisionScope.Nation, ActorChannel.CommandLine);

    /// <param name="report">Told the progress as a Chinese line.</param>
    /// <returns>How many values were renewed.</returns>
    public async Task<int> RotateAsync(Action<string> report, CancellationToken cancellationToken)
    {
        if (await LeftAsync(cancellationToken) is var left && left > 0)
        {
            report($"上次没有做完：还有 {left} 项在旧密钥之下，继续改用第 {ring.Current} 版。");
        }
        else if (ring.IsConfigured)
        {
            report($"密钥来自配置，当前为第 {ring.Current} 版。全部内容已在这一版之下；要轮换，请先在所有服务器的配置中加入下一版。");
            return 0;
        }
        else
        {
            var next = ring.Current + 1;
            ring.Files.Create(next);
            ring.Reload();
            await check.EnsureAsync(cancellationToken);
            report($"已建立第 {next} 版密钥：{ring.Files.PathOf(next)}。请立即另行备份。");
            await Task.Delay(2 * KeyRing.NoticedWithin, cancellationToken);
        }

        var renewed = 0;
        do
        {
            renewed += await PassAsync(report, cancellationToken);
        }
        while (await LeftAsync(cancellationToken) > 0);

        await sender.SendAs(System, new RecordRotation(renewed, ring.Current, []), cancellationToken);
        return renewed;
    }

    /// <summary>Puts older versions aside.</summary>
    /// <exception cref="RefusalException">KEY_IN_USE: values lie under one of them.</exception>
    public async Task<IReadOnlyList<int>> RetireAsync(CancellationToken cancellationToken)
    {
        if (await LeftAsync(cancellationToken) is var left && left > 0)
        {
            throw new RefusalException("KEY_IN_USE", $"还有 {left} 项内容在旧密钥之下，不能停用。请先运行 rotate-keys。", RefusalKind.Refused);
        }

        List<int> old = [.. ring.Versions.Where(v => v != ring.Current)];
        await sender.SendAs(System, new RecordRotation(0, ring.Current, old), cancellationToken);
        foreach (var version in ring.IsConfigured ? [] : old)
        {
            ring.Files.Retire(version);
        }

        ring.Reload();
        return old;
    }

    /// <summary>Values by store and version of the key.</summary>
    public Task<IReadOnlyList<SealedCount>> CountAsync(CancellationToken cancellationToken) => sender.SendAs(System, new CountSealed(), cancellationToken);

    private async Task<int> LeftAsync(CancellationToken cancellationToken) =>
        (await CountAsync(cancellationToken)).Where(c => c.Version != ring.Current).Sum(c => c.Values);

    private async Task<int> PassAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var total = 0;
        foreach (var store in stores.All)
        {
            var (seen, renewed) = (0, 0);
            for (Guid? after = Guid.Empty; after is { } from;)
            {
                var chunk = await sender.SendAs(System, new RenewChunk(store.Code, from), cancellationToken);
                (after, seen, renewed) = (chunk.Last, seen + chunk.Seen, renewed + chunk.Renewed);
                if (seen % 10_000 == 0 && seen > 0)
                {
                    report($"  {store.Name}：已处理 {seen} 项");
                }
            }

            report($"  {store.Name}（{store.Code}）：{seen} 项，改用新密钥 {renewed} 项");
            total += renewed;
        }

        return total;
    }
}
