using System.Globalization;

namespace Platform.Supplies.Domain;

/// <summary>What a GS1 bar code of a pack says (GS1 General Specifications, section 3: application identifiers 01, 10, 11, 17 and 21).</summary>
/// <param name="Gtin">14 digits; null: not in the code, likewise the others.</param>
internal sealed record Gs1Code(string? Gtin, string? Batch, DateOnly? ProducedOn, DateOnly? ExpiresOn, string? Serial);

/// <summary>Reads what a keyboard-wedge scanner types: plain, with FNC1 as group separator (0x1D), with a symbology prefix, or with brackets.</summary>
internal static class Gs1
{
    private const char Separator = (char)0x1D;
    private const int MostVariable = 20;

    /// <returns>Null: no GS1 code, or a wrong check digit or date; <paramref name="fault"/> says which.</returns>
    public static Gs1Code? Parse(string? scanned, DateOnly today, out string fault)
    {
        var text = (scanned ?? "").Trim();
        text = text.StartsWith(']') && text.Length > 3 ? text[3..] : text;
        var bracketed = text.StartsWith('(');
        string? gtin = null, batch = null, serial = null;
        DateOnly? produced = null, expires = null;
        fault = "";
        while ((text = text.TrimStart(Separator)).Length > 0)
        {
            if (!Identifier(text, bracketed, out var ai, out var rest))
            {
                fault = "不是药具包装上的 GS1 条码，请手工选择。";
                return null;
            }

            var value = Value(ai, rest, bracketed, out text);
            switch (ai)
            {
                case "01" when value.Length == 14 && IsGtin(value):
                    gtin = value;
                    break;
                case "11" when Day(value, today) is { } on:
                    produced = on;
                    break;
                case "17" when Day(value, today) is { } on:
                    expires = on;
                    break;
                case "10" when value.Length is > 0 and <= MostVariable:
                    batch = value;
                    break;
                case "21" when value.Length is > 0 and <= MostVariable:
                    serial = value;
                    break;
                default:
                    fault = $"条码中（{ai}）的内容“{value}”不对，请重新扫描或手工选择。";
                    return null;
            }
        }

        if (gtin is not null || batch is not null)
        {
            return new Gs1Code(gtin, batch, produced, expires, serial);
        }

        fault = "条码中没有商品条码，也没有批号，请手工选择。";
        return null;
    }

    /// <summary>14 digits whose last is the check digit (modulo 10, weights 3 and 1).</summary>
    public static bool IsGtin(string text) =>
        text.Length == 14 && text.All(char.IsAsciiDigit) && text.Select((c, i) => (c - '0') * (i % 2 == 0 ? 3 : 1)).Sum() % 10 == 0;

    private static bool Identifier(string text, bool bracketed, out string ai, out string rest)
    {
        var start = bracketed ? 1 : 0;
        (ai, rest) = ("", "");
        if (text.Length < start + 2 || (bracketed && (text[0] != '(' || text.Length < 4 || text[3] != ')')))
        {
            return false;
        }

        (ai, rest) = (text.Substring(start, 2), text[(bracketed ? 4 : 2)..]);
        return ai is "01" or "10" or "11" or "17" or "21";
    }

    private static string Value(string ai, string rest, bool bracketed, out string after)
    {
        var length = ai switch { "01" => 14, "11" or "17" => 6, _ => -1 };
        if (length < 0)
        {
            var end = rest.IndexOf(bracketed ? '(' : Separator);
            length = end < 0 ? rest.Length : end;
        }

        length = Math.Min(length, rest.Length);
        after = rest[length..];
        return rest[..length];
    }

    // YYMMDD; day 00 is the last of the month. The century is the one within 50 years of today.
    private static DateOnly? Day(string value, DateOnly today)
    {
        if (value.Length != 6 || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var (year, month, day) = (number / 10000, number / 100 % 100, number % 100);
        var century = today.Year / 100 * 100;
        var difference = year - (today.Year % 100);
        year += difference >= 51 ? century - 100 : difference <= -50 ? century + 100 : century;
        return month is < 1 or > 12 || day > DateTime.DaysInMonth(year, month) ? null : new DateOnly(year, month, day == 0 ? DateTime.DaysInMonth(year, month) : day);
    }
}
