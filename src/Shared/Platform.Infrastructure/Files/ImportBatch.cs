using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files;

/// <summary>Some rows of a file, checked or applied at once.</summary>
/// <param name="Keys">Keys met so far in the file.</param>
internal sealed record ImportBatch(IReadOnlyList<RawRow> Rows, IReadOnlyList<int> Positions, RepeatIndex Keys, bool GoodRowsOnly = false)
{
    public int LastRow => Rows[^1].Number;

    public static IEnumerable<ImportBatch> Of(RawTable table, bool goodRowsOnly = false)
    {
        var keys = new RepeatIndex();
        foreach (var rows in table.Rows.Chunk(ImportLimits.BatchRows))
        {
            yield return new ImportBatch(rows, table.Positions, keys, goodRowsOnly);
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
