using System.Globalization;

namespace Platform.Infrastructure.Protection;

/// <summary>Citizen identity numbers after GB 11643-1999: 6 digits area, 8 birth date, 3 order, 1 check (ISO 7064 MOD 11-2).</summary>
public static class IdentityNumbers
{
    private const string Checks = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="number">18 characters, upper-case X.</param>
    /// <returns>A Chinese sentence that says what is wrong, without repeating the number; null: nothing.</returns>
    public static string? FaultOf(string number)
    {
        if (number.Length != 18)
        {
            return "身份证号应为 18 位";
        }

        if (!number.AsSpan(0, 17).ContainsOnlyDigits() || !(char.IsAsciiDigit(number[17]) || number[17] == 'X'))
        {
            return "身份证号应为 17 位数字加 1 位数字或 X";
        }

        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return "身份证号第 7 至 14 位不是有效的出生日期";
        }

        return CheckOf(number.AsSpan(0, 17)) == number[17] ? null : "身份证号的校验位不对，请核对";
    }

    /// <summary>The 18th character for 17 digits.</summary>
    public static char CheckOf(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (digits[i] - '0') * Weights[i];
        }

        return Checks[sum % 11];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
