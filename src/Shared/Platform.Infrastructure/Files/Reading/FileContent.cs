using System.IO.Compression;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>
/// What somebody uploaded, while it is worked on and where it is kept: compressed where that makes it shorter, so that a long table never stands in memory whole.
/// Its length tells whether it was compressed.
/// </summary>
internal sealed class FileContent
{
    private const int BlockBytes = 64 * 1024;
    private readonly byte[] kept;

    private FileContent(byte[] kept, long length) => (this.kept, Length) = (kept, length);

    /// <summary>Of the file, in bytes.</summary>
    public long Length { get; }

    /// <summary>The bytes to keep, with <see cref="Length"/> beside them.</summary>
    public byte[] Kept => kept;

    private bool IsPacked => kept.Length < Length;

    public static FileContent Of(byte[] bytes) => new(bytes, bytes.Length);

    /// <param name="kept">As it came from <see cref="Kept"/>.</param>
    public static FileContent OfKept(byte[] kept, long length) => new(kept, length);

    /// <summary>Reads to the end. Refuses FILE_TOO_BIG.</summary>
    public static async Task<FileContent> ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        var (packed, length, block) = (new MemoryStream(), 0L, new byte[BlockBytes]);
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int read; (read = await source.ReadAsync(block, cancellationToken)) > 0;)
            {
                length += read;
                if (length > ImportLimits.MaxBytes)
                {
                    throw FileKinds.TooBig();
                }

                brotli.Write(block, 0, read);
            }
        }

        // A workbook is compressed already.
        return packed.Length < length ? new FileContent(packed.ToArray(), length) : Of(Unpacked(packed.ToArray(), length));
    }

    /// <summary>From the beginning.</summary>
    public Stream Open()
    {
        var stream = new MemoryStream(kept, writable: false);
        return IsPacked ? new BrotliStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>The first bytes, fewer where there are no more.</summary>
    public byte[] Head(int count)
    {
        var head = new byte[Math.Min(count, Length)];
        using var stream = Open();
        stream.ReadExactly(head);
        return head;
    }

    /// <summary>All of it.</summary>
    public byte[] ToArray() => IsPacked ? Unpacked(kept, Length) : kept;

    /// <summary>Block by block; the array is the same every time.</summary>
    public IEnumerable<ArraySegment<byte>> Blocks()
    {
        using var stream = Open();
        var block = new byte[BlockBytes];
        for (int read; (read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
        {
            yield return new ArraySegment<byte>(block, 0, read);
        }
    }

    private static byte[] Unpacked(byte[] packed, long length)
    {
        var bytes = new byte[length];
        using var brotli = new BrotliStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        brotli.ReadExactly(bytes);
        return bytes;
    }
}
