using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Protection.Keys;

/// <summary>
/// AES-256-GCM with a random nonce. A sealed value is <c>format (1) | key version (2) | nonce (12) | tag (16) | cipher</c>; it opens only for
/// the purpose and the place it was sealed for.
/// </summary>
public static class Sealing
{
    private const byte Format = 1;
    private const int VersionAt = 1;
    private const int NonceAt = 3;
    private const int TagAt = NonceAt + 12;
    private const int CipherAt = TagAt + 16;

    /// <param name="purpose">Selects the derived key, for example <c>staff.phone</c>.</param>
    /// <param name="place">What the value belongs to, for example the key of its row.</param>
    public static byte[] Seal(KeyRing ring, string purpose, string place, ReadOnlySpan<byte> plain, int? version = null)
    {
        var key = version ?? ring.Current;
        var result = new byte[CipherAt + plain.Length];
        result[0] = Format;
        BinaryPrimitives.WriteUInt16BigEndian(result.AsSpan(VersionAt), (ushort)key);
        RandomNumberGenerator.Fill(result.AsSpan(NonceAt, TagAt - NonceAt));
        using var aes = new AesGcm(ring.Derive(key, "encrypt:" + purpose), CipherAt - TagAt);
        aes.Encrypt(result.AsSpan(NonceAt, TagAt - NonceAt), plain, result.AsSpan(CipherAt), result.AsSpan(TagAt, CipherAt - TagAt), Bound(purpose, place));
        return result;
    }

    /// <exception cref="RefusalException">PROTECTED_VALUE_DAMAGED: changed, cut, or moved from another place. PROTECTION_KEY_MISSING.</exception>
    public static byte[] Open(KeyRing ring, string purpose, string place, ReadOnlySpan<byte> content)
    {
        if (VersionOf(content) is not { } key)
        {
            throw Damaged();
        }

        var plain = new byte[content.Length - CipherAt];
        using var aes = new AesGcm(ring.Derive(key, "encrypt:" + purpose), CipherAt - TagAt);
        try
        {
            aes.Decrypt(content[NonceAt..TagAt], content[CipherAt..], content[TagAt..CipherAt], plain, Bound(purpose, place));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged();
        }

        return plain;
    }

    /// <summary>Version of the key a value was sealed under; null when it is no sealed value.</summary>
    public static int? VersionOf(ReadOnlySpan<byte> content) =>
        content.Length >= CipherAt && content[0] == Format ? BinaryPrimitives.ReadUInt16BigEndian(content[VersionAt..]) : null;

    private static byte[] Bound(string purpose, string place) => Encoding.UTF8.GetBytes($"{purpose}|{place}");

    private static RefusalException Damaged() =>
        new("PROTECTED_VALUE_DAMAGED", "受保护的内容已损坏或被移动过，无法读出。请与管理员联系，从备份恢复。", RefusalKind.Refused);
}
