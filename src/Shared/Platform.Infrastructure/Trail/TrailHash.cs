using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Infrastructure.Trail;

/// <summary>
/// The link between an entry and the one before: SHA-256 over the previous hash and every field of the entry, each preceded by its length,
/// so that no two different entries have the same bytes.
/// </summary>
internal static class TrailHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const byte Form = 1;

    /// <summary>What the first entry of a chain has before it.</summary>
    public static byte[] None => new byte[Length];

    public static byte[] Of(TrailEntry entry, byte[] previous)
    {
        var bytes = new MemoryStream(512);
        bytes.WriteByte(Form);
        bytes.Write(previous);
        Span<byte> number = stackalloc byte[8];
        void Number(Span<byte> buffer, long value)
        {
            BinaryPrimitives.WriteInt64BigEndian(buffer, value);
            bytes.Write(buffer);
        }

        void Text(Span<byte> buffer, string text)
        {
            var encoded = Encoding.UTF8.GetBytes(text);
            Number(buffer, encoded.Length);
            bytes.Write(encoded);
        }

        Number(number, entry.SiteId);
        Number(number, entry.Sequence);
        Number(number, entry.At.ToUnixTimeMilliseconds());
        bytes.Write(entry.Id.ToByteArray());
        bytes.Write(entry.AccountId.ToByteArray());
        bytes.Write(entry.CorrelationId.ToByteArray());
        Text(number, entry.ActorName);
        Text(number, entry.Channel.ToString());
        Text(number, entry.ModuleId);
        Text(number, entry.Action);
        Text(number, entry.Outcome);
        Text(number, entry.RecordRef);
        Text(number, entry.Detail);
        Text(number, entry.Reason);
        Text(number, entry.Changes);
        Text(number, entry.RemoteAddress);
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
