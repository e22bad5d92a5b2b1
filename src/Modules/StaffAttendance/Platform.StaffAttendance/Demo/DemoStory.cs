namespace Platform.StaffAttendance.Demo;

/// <summary>How a township dealt with a month: most in time, some late, one not at all.</summary>
/// <param name="ConfirmedOn">Null: the sheet was never confirmed.</param>
/// <param name="Late">Some incidents were decided after the limit.</param>
internal sealed record DemoStory(DateOnly? ConfirmedOn, bool Late)
{
    public static DemoStory Of(int siteIndex, DateOnly month)
    {
        var next = month.AddMonths(1);
        return ((siteIndex + month.Month) % 19) switch
        {
            4 => new DemoStory(null, Late: true),
            9 or 15 => new DemoStory(next.AddDays(7), Late: true),
            12 => new DemoStory(next.AddDays(6), Late: false),
            var other => new DemoStory(next.AddDays(3 + (other % 2)), Late: false),
        };
    }

    /// <summary>When an incident was decided; null: not yet.</summary>
    public DateOnly? DecidedOn(int number, DateOnly month)
    {
        var next = month.AddMonths(1);
        return !Late || number % 2 == 0 ? next.AddDays(1 + (number % 3)) : ConfirmedOn is null ? null : next.AddDays(6);
    }
}
