using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files;

/// <summary>Some rows of a file, checked or applied at once.</summary>
/// <param name="Keys">Keys met so far in the file.</param>
/// <param name="IsLast">No rows follow.</param>
internal sealed record ImportBatch(IReadOnlyList<RawRow> Rows, IReadOnlyList<int> Positions, RepeatIndex Keys, bool GoodRowsOnly, bool IsLast)
{
    public int LastRow => Rows[^1].Number;

    /// <summary>The batches of a file; the next is read while one is worked on.</summary>
    public static async IAsyncEnumerable<ImportBatch> AheadAsync(RawTable table, int batchRows, bool goodRowsOnly = false)
    {
        using var batches = Of(table, goodRowsOnly, batchRows).GetEnumerator();
        ImportBatch? Read() => batches.MoveNext() ? batches.Current : null;
        var next = Task.Run(Read);
        try
        {
            while (await next is { } batch)
            {
                next = batch.IsLast ? Task.FromResult<ImportBatch?>(null) : Task.Run(Read);
                yield return batch;
            }
        }
        finally
        {
            // Whoever stops early waits for the reader, which holds the enumerator.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public static IEnumerable<ImportBatch> Of(RawTable table, bool goodRowsOnly = false, int batchRows = ImportLimits.BatchRows)
    {
        var keys = new RepeatIndex();
        using var rows = table.Rows.GetEnumerator();
        for (var more = rows.MoveNext(); more;)
        {
            var batch = new List<RawRow>();
            do
            {
                batch.Add(rows.Current);
                more = rows.MoveNext();
            }
            while (more && batch.Count < batchRows);
            yield return new ImportBatch(batch, table.Positions, keys, goodRowsOnly, IsLast: !more);
        }
    }
}

internal sealed record BatchResult(int Rows, IReadOnlyList<ImportRow> Bad, ImportCounts Counts);

/// <summary>
/// Remembers in which row a key was met first: a hash and a number per key, so a million rows cost some 30 MB. Asking again for the same
/// row is no repetition, so a batch may be worked off twice.
/// </summary>
internal sealed class RepeatIndex
{
    private readonly Dictionary<UInt128, int> rows = [];

    public int? EarlierRow(string key, int row)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan()), digest);
        var hash = BinaryPrimitives.ReadUInt128LittleEndian(digest);
        return rows.TryAdd(hash, row) || rows[hash] >= row ? null : rows[hash];
    }
}
