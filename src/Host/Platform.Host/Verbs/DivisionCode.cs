using System.Globalization;

namespace Platform.Host.Verbs;

/// <summary>Division codes as people write them: 34, 3418, 341881 or 341881102.</summary>
internal static class DivisionCode
{
    /// <param name="divisionId">The id, zero-padded to 9 digits; 0 (the country) for an empty code.</param>
    public static bool TryParse(string? code, out int divisionId)
    {
        divisionId = 0;
        if (string.IsNullOrWhiteSpace(code))
        {
            return true;
        }

        var digits = code.Trim();
        return digits.Length is 2 or 4 or 6 or 9
            && digits.All(char.IsAsciiDigit)
            && int.TryParse(digits.PadRight(9, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out divisionId);
    }
}
