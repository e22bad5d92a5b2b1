using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Protection;

/// <summary>
/// Puts values into protected fields, masks them and finds them again. A value is bound to its field and its record: moved to another row or
/// column it does not open.
/// </summary>
public sealed class Protector(KeyRing ring)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public const string WithdrawnWord = "已撤回";

    /// <summary>Checks, seals and indexes a value. An empty text clears the field.</summary>
    /// <exception cref="RefusalException">VALIDATION, naming the property.</exception>
    public void Set<TRecord>(ProtectedField<TRecord> field, TRecord record, string? text)
        where TRecord : Entity
    {
        var tidy = PersonalKinds.Tidy(field.Kind, text ?? "");
        if (tidy.Length == 0)
        {
            field.Set(record, default, default);
            return;
        }

        if (PersonalKinds.FaultOf(field.Kind, tidy) is { } fault)
        {
            throw new RefusalException("VALIDATION", $"有内容需要更正：{fault}", RefusalKind.Invalid, [new FieldError(field.Property.Name, fault)]);
        }

        field.Set(record, Seal(field, record.Id, tidy), Index(field, tidy, ring.Current));
    }

    /// <summary>Gives another record the same content, sealed for it, without showing it: a list's line or an older version is taken over.</summary>
    public void Copy<TFrom, TTo>(ProtectedField<TFrom> field, TFrom from, ProtectedField<TTo> target, TTo to)
        where TFrom : Entity
        where TTo : Entity
    {
        var value = field.Get(from);
        if (value.State != ProtectedState.Present)
        {
            target.Set(to, default, default);
            return;
        }

        var tidy = Open(field, from.Id, value);
        target.Set(to, Seal(target, to.Id, tidy), Index(target, tidy, ring.Current));
    }

    /// <summary>What the screen and an export show: masked; 已撤回 after a withdrawal; empty where there is nothing.</summary>
    public string Mask(ProtectedField field, Guid id, ProtectedText value) => value.State switch
    {
        ProtectedState.Present => PersonalKinds.Mask(field.Kind, Open(field, id, value)),
        ProtectedState.Withdrawn => WithdrawnWord,
        _ => "",
    };

    /// <summary>
    /// What to compare the blind index with, one for each key that may have been used: <c>indexes.Contains(row.PhoneIndex)</c>. Empty for a text that can be
    /// no value of the field.
    /// </summary>
    public IReadOnlyList<BlindIndex> Indexes(ProtectedField field, string text) =>
        PersonalKinds.Tidy(field.Kind, text) is { Length: > 0 } tidy && PersonalKinds.FaultOf(field.Kind, tidy) is null
            ? [.. ring.Versions.Select(v => Index(field, tidy, v))]
            : [];

    /// <summary>
    /// Recognises the same content again without keeping it: 128 bits of HMAC-SHA256 in hex, one for each key that may have been used, the current first: keep that one and compare
    /// with all. Not reversible by trying out numbers and names, as a plain checksum would be.
    /// </summary>
    public IReadOnlyList<string> Fingerprints(string purpose, string text) =>
        [.. ring.Versions.OrderByDescending(v => v == ring.Current).Select(v => Hmac(v, "fingerprint:" + purpose, text))];

    /// <summary>The full value for a paper or file that a duty sends to another office: the request says why, and that stands in the trail.</summary>
    /// <exception cref="RefusalException">VALIDATION: no reason was given.</exception>
    public string OpenFor<TRecord>(ProtectedField<TRecord> field, TRecord record, IReasonedRequest request)
        where TRecord : Entity =>
        request.Reason?.Trim().Length is not >= 2 ? throw new RefusalException("VALIDATION", "请写明理由。", RefusalKind.Invalid, [new FieldError("Reason", "请写明理由")])
        : field.Get(record) is { State: ProtectedState.Present } value ? Open(field, record.Id, value)
        : "";

    /// <summary>The full value. Only for those who opened it with a reason, and for the person concerned.</summary>
    internal string Open(ProtectedField field, Guid id, ProtectedText value) =>
        value.State == ProtectedState.Empty ? "" : Strict.GetString(Sealing.Open(ring, field.Code, Place(id), value.Content()));

    internal ProtectedText Seal(ProtectedField field, Guid id, string tidy) => new(Sealing.Seal(ring, field.Code, Place(id), Strict.GetBytes(tidy)));

    /// <summary>The same value under the current key.</summary>
    internal (ProtectedText Value, BlindIndex Index) Renew(ProtectedField field, StoredValue old)
    {
        var tidy = Open(field, old.Id, old.Value);
        var index = old.Value.State == ProtectedState.Withdrawn ? default : Index(field, tidy, ring.Current);
        return (old.Value.With(Sealing.Seal(ring, field.Code, Place(old.Id), Strict.GetBytes(tidy))), index);
    }

    internal BlindIndex Index(ProtectedField field, string text, int version) => new(Hmac(version, "index:" + field.Code, PersonalKinds.Comparable(field.Kind, text)));

    private string Hmac(int version, string purpose, string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(ring.Derive(version, purpose), Strict.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..(BlindIndex.Length / 2)]);
    }

    private static string Place(Guid id) => id.ToString("N");
}
