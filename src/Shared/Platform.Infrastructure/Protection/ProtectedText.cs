using System.Buffers.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Protection;

public enum ProtectedState { Empty, Present, Withdrawn }

/// <summary>
/// A value that the database holds encrypted: one text column with the sealed bytes in base64url. It is made and opened by <see cref="Protector"/>
/// alone. After the withdrawal of a consent it is kept for erasure behind a mark, and nothing opens it any more.
/// </summary>
public readonly record struct ProtectedText
{
    /// <summary>Longest column: 200 characters of four bytes each, sealed.</summary>
    internal const int MaxStored = 1200;

    private const char WithdrawnMark = '~';

    private readonly string? stored;

    internal ProtectedText(string? stored) => this.stored = string.IsNullOrEmpty(stored) ? null : stored;

    internal ProtectedText(ReadOnlySpan<byte> content) => stored = Base64Url.EncodeToString(content);

    public ProtectedState State => stored is null ? ProtectedState.Empty : stored[0] == WithdrawnMark ? ProtectedState.Withdrawn : ProtectedState.Present;

    internal string Stored => stored ?? "";

    /// <summary>Version of the key it is sealed under; null when it is empty.</summary>
    internal int? KeyVersion => stored is null ? null : Sealing.VersionOf(Content());

    internal ProtectedText Withdraw() => State == ProtectedState.Present ? new(WithdrawnMark + stored) : this;

    /// <summary>The same mark around other content, for a change of keys.</summary>
    internal ProtectedText With(ReadOnlySpan<byte> content) =>
        State == ProtectedState.Withdrawn ? new(WithdrawnMark + Base64Url.EncodeToString(content)) : new(content);

    internal byte[] Content() => Base64Url.DecodeFromChars(State == ProtectedState.Withdrawn ? stored.AsSpan(1) : stored);

    public override string ToString() => State switch { ProtectedState.Empty => "", ProtectedState.Withdrawn => "（已撤回）", _ => "（受保护）" };
}

/// <summary>
/// Finds a protected value by its exact content without showing it: 128 bits of HMAC-SHA256 in hex. The property stands beside its
/// <see cref="ProtectedText"/> and is called like it, with <c>Index</c> at the end.
/// </summary>
public readonly record struct BlindIndex
{
    internal const int Length = 32;

    private readonly string? stored;

    internal BlindIndex(string? stored) => this.stored = string.IsNullOrEmpty(stored) ? null : stored;

    public bool IsEmpty => stored is null;

    internal string Stored => stored ?? "";

    public override string ToString() => IsEmpty ? "" : "（受保护）";
}

internal sealed class ProtectedTextConverter() : ValueConverter<ProtectedText, string>(v => v.Stored, s => new ProtectedText(s));

internal sealed class BlindIndexConverter() : ValueConverter<BlindIndex, string>(v => v.Stored, s => new BlindIndex(s));
