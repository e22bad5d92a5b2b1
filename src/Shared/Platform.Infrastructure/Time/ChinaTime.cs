namespace Platform.Infrastructure.Time;

/// <summary>The clock of the platform: Asia/Shanghai, whatever the server is set to.</summary>
public sealed class ChinaTime(TimeProvider clock)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static TimeZoneInfo TimeZone => Zone;

    /// <summary>Now, with offset +08:00.</summary>
    public DateTimeOffset Now => ToChina(clock.GetUtcNow());

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>The instant at which a day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Zone.BaseUtcOffset);

    public static DateTimeOffset ToChina(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
