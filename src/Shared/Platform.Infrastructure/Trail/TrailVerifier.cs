using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Trail;

/// <param name="Fault">Chinese sentence that names the first broken link; null: whole.</param>
/// <param name="Unchained">Entries from before there were chains: counted, not verified.</param>
internal sealed record TrailCheck(int Chains, long Entries, long Unchained, TimeSpan Took, string? Fault);

/// <summary>
/// Walks the chains entry by entry, in batches of a fixed size, and recomputes every hash. Entries appended meanwhile are left for the next time.
/// </summary>
internal sealed class TrailVerifier(CoreDbContext db)
{
    private const int Batch = 10_000;

    /// <param name="progress">Told the number of entries verified so far.</param>
    public async Task<TrailCheck> VerifyAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var heads = await db.Set<TrailChain>().AsNoTracking().ToDictionaryAsync(c => c.SiteId, cancellationToken);
        var unchained = await db.Set<TrailEntry>().LongCountAsync(e => e.Sequence == 0, cancellationToken);
        var walk = new Walk(heads);
        var (site, sequence) = (int.MinValue, 0L);
        while (walk.Fault is null)
        {
            var entries = await db.Set<TrailEntry>().AsNoTracking()
                .Where(e => e.Sequence > 0 && (e.SiteId > site || (e.SiteId == site && e.Sequence > sequence)))
                .OrderBy(e => e.SiteId).ThenBy(e => e.Sequence).Take(Batch).ToListAsync(cancellationToken);
            foreach (var entry in entries)
            {
                walk.Take(entry);
                if (walk.Fault is not null)
                {
                    break;
                }
            }

            progress?.Report(walk.Entries);
            if (entries.Count < Batch)
            {
                break;
            }

            (site, sequence) = (entries[^1].SiteId, entries[^1].Sequence);
        }

        return new TrailCheck(heads.Count, walk.Entries, unchained, watch.Elapsed, walk.End());
    }

    private sealed class Walk(Dictionary<int, TrailChain> heads)
    {
        private readonly HashSet<int> ended = [];
        private TrailChain? head;
        private long sequence;
        private byte[] hash = TrailHash.None;

        public long Entries { get; private set; }

        public string? Fault { get; private set; }

        public void Take(TrailEntry entry)
        {
            if (head?.SiteId != entry.SiteId)
            {
                Close();
                if (Fault is not null)
                {
                    return;
                }

                if (!heads.TryGetValue(entry.SiteId, out head))
                {
                    // A chain that began after the heads were read begins with its first entry.
                    Fault = entry.Sequence == 1 ? null : Broken(entry, "链首记录缺失");
                    head = null;
                    return;
                }

                (sequence, hash) = (0, TrailHash.None);
            }

            if (entry.Sequence > head.Sequence)
            {
                return;
            }

            Fault = entry.Sequence != sequence + 1 ? Broken(entry, entry.Sequence == sequence ? "序号重复" : $"缺少第 {sequence + 1} 条")
                : !entry.PreviousHash.AsSpan().SequenceEqual(hash) ? Broken(entry, "与上一条不衔接")
                : !entry.Hash.AsSpan().SequenceEqual(TrailHash.Of(entry, hash)) ? Broken(entry, "内容与校验值不符，被改动过")
                : null;
            (sequence, hash) = (entry.Sequence, entry.Hash);
            Entries++;
        }

        /// <summary>After the last entry: no chain may be shorter than its head says.</summary>
        public string? End()
        {
            Close();
            return Fault ??= heads.Values.Where(h => h.Sequence > 0 && !ended.Contains(h.SiteId)).OrderBy(h => h.SiteId)
                .Select(h => $"单位 {Code(h.SiteId)} 的操作日志全部缺失（应有 {h.Sequence} 条）").FirstOrDefault();
        }

        private void Close()
        {
            if (head is null || Fault is not null)
            {
                return;
            }

            ended.Add(head.SiteId);
            Fault = sequence < head.Sequence ? $"单位 {Code(head.SiteId)} 的操作日志缺少第 {sequence + 1} 条至第 {head.Sequence} 条"
                : !hash.AsSpan().SequenceEqual(head.Hash) ? $"单位 {Code(head.SiteId)} 第 {sequence} 条与链首记录不符"
                : null;
            head = null;
        }

        private static string Broken(TrailEntry entry, string fault) =>
            $"单位 {Code(entry.SiteId)} 第 {entry.Sequence} 条（{entry.At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}，编号 {entry.Id}）：{fault}";

        private static string Code(int site) => site == 0 ? "全国" : site.ToString("000000000", CultureInfo.InvariantCulture);
    }
}
