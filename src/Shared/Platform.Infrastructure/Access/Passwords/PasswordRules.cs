namespace Platform.Infrastructure.Access.Passwords;

/// <summary>What a password must be like. The one list of rules; its words are shown below the field and in refusals.</summary>
internal static class PasswordRules
{
    public const string Summary = "至少 10 位，须同时有小写字母和数字；不得含账号名、四位以上的连续或重复字符，也不得是常见密码";
    private const int MinimumLength = 10;
    private const int RunLength = 4;

    // Whole words people add digits to; found inside a password after usual replacements (@ for a, 0 for o, and so on).
    private static readonly string[] Common =
    [
        "password", "passwd", "qwerty", "asdfgh", "zxcvbn", "1qaz2wsx", "q1w2e3", "iloveyou", "woaini", "admin", "administrator", "welcome", "letmein",
        "5201314", "woaizhongguo", "zhongguo", "mima", "huanying", "abc123", "123abc", "test123", "ningguo",
    ];

    /// <returns>Chinese sentences, one for each rule that is broken; empty for a good password.</returns>
    public static IReadOnlyList<string> Faults(string password, string userName)
    {
        var faults = new List<string>();
        if (password.Length < MinimumLength)
        {
            faults.Add($"至少 {MinimumLength} 位");
        }

        if (!password.Any(char.IsAsciiLetterLower) || !password.Any(char.IsAsciiDigit))
        {
            faults.Add("须同时有小写字母和数字");
        }

        var plain = password.ToLowerInvariant();
        if (userName.Length >= 3 && plain.Contains(userName.ToLowerInvariant(), StringComparison.Ordinal))
        {
            faults.Add("不得含账号名");
        }

        if (HasRun(plain))
        {
            faults.Add($"不得有 {RunLength} 位以上连续或重复的字符，例如 1234、aaaa");
        }

        var undisguised = Undisguised(plain);
        if (Common.Any(c => plain.Contains(c, StringComparison.Ordinal) || undisguised.Contains(c, StringComparison.Ordinal)))
        {
            faults.Add("太常见，容易被猜到");
        }

        return faults;
    }

    // Four neighbours that rise, fall or repeat by one step.
    private static bool HasRun(string text)
    {
        var (step, length) = (int.MaxValue, 1);
        for (var i = 1; i < text.Length; i++)
        {
            var next = text[i] - text[i - 1];
            length = next == step ? length + 1 : 2;
            step = next;
            if (length >= RunLength && (step is -1 or 0 or 1))
            {
                return true;
            }
        }

        return false;
    }

    private static string Undisguised(string text) => text.Replace('@', 'a').Replace('0', 'o').Replace('1', 'l').Replace('3', 'e').Replace('5', 's').Replace('$', 's');
}
