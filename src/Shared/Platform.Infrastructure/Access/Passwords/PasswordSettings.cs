namespace Platform.Infrastructure.Access.Passwords;

/// <summary>Section <c>Passwords</c> of the configuration. Clause P3-MIGPLATSEC-02: a password serves at most half a year.</summary>
public sealed class PasswordSettings
{
    public const string Section = "Passwords";
    private const int HalfYear = 6;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private int maxAgeMonths = HalfYear;

    /// <summary>Calendar months a password may be used: 1 to 6. More than the clause allows counts as 6.</summary>
    public int MaxAgeMonths
    {
        get => maxAgeMonths;
        set => maxAgeMonths = Math.Clamp(value, 1, HalfYear);
    }

    /// <summary>Days before the end in which the home page says so.</summary>
    public int WarnDays { get; set; } = 14;

    /// <summary>How many former passwords cannot be taken again, beside the present one.</summary>
    public int History { get; set; } = 5;

    /// <summary>The first day on which the password no longer serves.</summary>
    internal DateOnly EndsOn(DateTimeOffset setAt) => DateOnly.FromDateTime(setAt.ToOffset(China).DateTime).AddMonths(MaxAgeMonths);

    /// <summary>Passwords set before this instant no longer serve on <paramref name="today"/>.</summary>
    internal DateTimeOffset OldestValid(DateOnly today)
    {
        // Ends of months: 31 August plus six months is 28 February, so the last day whose end lies ahead is looked for.
        var day = today.AddMonths(-MaxAgeMonths);
        while (day.AddMonths(MaxAgeMonths) <= today)
        {
            day = day.AddDays(1);
        }

        return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China);
    }
}
