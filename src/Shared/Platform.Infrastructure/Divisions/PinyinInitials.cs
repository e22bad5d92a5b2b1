using AnyAscii;

namespace Platform.Infrastructure.Divisions;

/// <summary>Initials of a Chinese name in pinyin, for search. Characters with several readings may come out wrong.</summary>
public static class PinyinInitials
{
    /// <summary>宁国市 gives ngs. At most 100 characters.</summary>
    public static string Of(string name)
    {
        var initials = string.Concat(name.EnumerateRunes().Select(r => r.ToString().Transliterate().FirstOrDefault()).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return initials.Length > 100 ? initials[..100] : initials;
    }
}
