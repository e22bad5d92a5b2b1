using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files;

/// <summary>Personal names as twelve ministries prescribe (民委发〔2016〕33号): one field, the separator "·" U+00B7.</summary>
public static class Names
{
    /// <summary>Turns look-alikes of the middle dot into it and drops blanks between Chinese characters.</summary>
    public static Parsed<string> Tidy(string text)
    {
        // Most names are Chinese characters and nothing else.
        if (!text.AsSpan().ContainsAnyExceptInRange('\u4E00', '\u9FFF'))
        {
            return text;
        }

        var dotted = string.Concat(CellText.Trim(text).Select(c => c is '・' or '•' or '．' or '‧' or '∙' or '⋅' or '･' ? '·' : c == '\u3000' ? ' ' : c));
        var tidy = string.Concat(dotted.Where((c, i) => c != ' ' || (i > 0 && i < dotted.Length - 1 && char.IsAsciiLetter(dotted[i - 1]) && char.IsAsciiLetter(dotted[i + 1]))));
        return tidy.Any(char.IsDigit) ? Parsed<string>.No("姓名里不应有数字") : tidy;
    }
}
