using System.Globalization;
using System.Text;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>Cells as text: what a person sees, without blanks around it and without the traces of an input method.</summary>
internal static class CellText
{
    /// <summary>The text of a workbook's cell. Dates and times in the forms the parsers read.</summary>
    public static string Of(object? cell) => cell switch
    {
        null => "",
        string text => Trim(text),
        DateTime { Year: < 1900 } time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => Rounded(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture),
        double number => Number(number),
        bool yes => yes ? "是" : "否",
        IFormattable value => Trim(value.ToString(null, CultureInfo.InvariantCulture)),
        _ => Trim(cell.ToString() ?? ""),
    };

    /// <summary>Blanks at both ends, also wide, non-breaking and invisible ones.</summary>
    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return start == 0 && end == text.Length ? text : text[start..end];
    }

    /// <summary>Without the blanks inside.</summary>
    public static string WithoutBlanks(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                return string.Concat(text.Where(other => !char.IsWhiteSpace(other)));
            }
        }

        return text;
    }

    /// <summary>Full-width digits, letters and signs become plain ones: １２ -> 12, ： -> :.</summary>
    public static string Narrow(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E') && !text.Contains('\u3000', StringComparison.Ordinal))
        {
            return text;
        }

        return string.Create(text.Length, text, static (room, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                room[i] = from[i] switch
                {
                    >= '\uFF01' and <= '\uFF5E' => (char)(from[i] - 0xFEE0),
                    '\u3000' => ' ',
                    _ => from[i],
                };
            }
        });
    }

    /// <summary>A header as compared: narrow, lower case, without blanks, line breaks, stars and what stands in brackets.</summary>
    public static string HeaderKey(string text)
    {
        var key = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in Narrow(text))
        {
            if (c is '(' or '[' or '〔' or '【')
            {
                depth++;
            }
            else if (c is ')' or ']' or '〕' or '】')
            {
                depth = Math.Max(depth - 1, 0);
            }
            else if (depth == 0 && !IsBlank(c) && c is not ('*' or ':' or '_' or '"'))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' || char.IsControl(c);

    // Excel keeps times as fractions of a day: 8:01:22 comes back a few microseconds off.
    private static DateTime Rounded(DateTime moment) => new((moment.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);

    private static string Number(double number) =>
        Math.Abs(number) is >= 1e28 or (> 0 and < 1e-10)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture);
}
