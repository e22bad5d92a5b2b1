using System.Text.RegularExpressions;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Protection;

/// <summary>What a protected field holds; decides how it is compared, checked and masked.</summary>
public enum PersonalKind { IdentityNumber, Phone, Address }

/// <summary>The rules of each kind.</summary>
public static partial class PersonalKinds
{
    /// <summary>Longest value in characters.</summary>
    public const int MaxLength = 200;

    private const char Star = '*';

    /// <summary>The form that is stored and compared: identity numbers without blanks and hyphens and with a great X, telephones as digits.</summary>
    public static string Tidy(PersonalKind kind, string text)
    {
        var narrow = CellText.Narrow(CellText.Trim(text));
        return kind switch
        {
            PersonalKind.IdentityNumber => string.Concat(narrow.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant(),
            PersonalKind.Phone => Mainland(string.Concat(narrow.Where(char.IsAsciiDigit)), narrow),
            _ => CellText.Trim(text),
        };
    }

    /// <summary>What the blind index is made of: spelling that does not matter is taken out.</summary>
    public static string Comparable(PersonalKind kind, string text) =>
        kind == PersonalKind.Address ? string.Concat(CellText.Narrow(text).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant() : Tidy(kind, text);

    /// <summary>A Chinese sentence that says what is wrong with a tidy value, without repeating it; null: nothing.</summary>
    public static string? FaultOf(PersonalKind kind, string tidy) => kind switch
    {
        PersonalKind.IdentityNumber => IdentityNumbers.FaultOf(tidy),
        PersonalKind.Phone => Mobile().IsMatch(tidy) || Landline().IsMatch(tidy) ? null : "电话应为 11 位手机号，或带区号的固定电话",
        _ => tidy.Length > MaxLength ? $"住址最多 {MaxLength} 个字" : null,
    };

    /// <summary>
    /// What a screen shows: identity numbers first and last 4, telephones first 3 and last 4, addresses as far as the township or village and never
    /// a digit. Too short a value is all stars.
    /// </summary>
    public static string Mask(PersonalKind kind, string value) => kind switch
    {
        PersonalKind.IdentityNumber => Middle(value, 4, 4, 15),
        PersonalKind.Phone => Middle(value, 3, 4, 10),
        _ => Place().Match(value).Value is { Length: > 0 } place && place.Length < value.Length ? place + "****" : "****",
    };

    /// <summary>A column of an import that takes such values; the file's own other personal columns are still refused.</summary>
    public static ImportColumn<string> Column(PersonalKind kind, string name, string example, string help, params string[] aliases) =>
        new(name, false, example, help, text => FaultOf(kind, Tidy(kind, text)) is { } fault ? Parsed<string>.No(fault) : Tidy(kind, text))
        {
            Aliases = aliases,
            Hidden = text => Mask(kind, Tidy(kind, text)),
        };

    private static string Middle(string value, int first, int last, int shortest) =>
        value.Length < shortest ? new string(Star, 8) : value[..first] + new string(Star, value.Length - first - last) + value[^last..];

    // +86 and 0086 before a mobile number say nothing.
    private static string Mainland(string digits, string typed) =>
        digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) && typed.StartsWith('+') ? digits[2..]
        : digits.Length == 15 && digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..]
        : digits;

    [GeneratedRegex("^1[3-9][0-9]{9}$")]
    private static partial Regex Mobile();

    [GeneratedRegex("^0[0-9]{9,11}$")]
    private static partial Regex Landline();

    // As far as the first township word, and the first village word after it; never past a digit, a road or a house.
    [GeneratedRegex(@"^[^\d号路巷弄栋幢室\s]{0,40}?(?:镇|乡|街道|苏木)(?:[^\d号路街巷弄栋幢室组\s]{1,12}?(?:村委会|居委会|社区|嘎查|村))?")]
    private static partial Regex Place();
}
