namespace Platform.Infrastructure.Access.Sessions;

/// <summary>Section <c>Sessions</c> of the configuration: when a sign-in ends by itself, and how many one account may have at once.</summary>
public sealed class SessionSettings
{
    public const string Section = "Sessions";

    private int idleMinutes = 30;
    private int absoluteHours = 10;

    /// <summary>Minutes without a click or key after which a sign-in ends: 5 to 480.</summary>
    public int IdleMinutes
    {
        get => idleMinutes;
        set => idleMinutes = Math.Clamp(value, 5, 480);
    }

    /// <summary>Hours after which a sign-in ends whatever is done: 1 to 24.</summary>
    public int AbsoluteHours
    {
        get => absoluteHours;
        set => absoluteHours = Math.Clamp(value, 1, 24);
    }

    /// <summary>Sign-ins of one ordinary account at the same time: an office computer and a telephone.</summary>
    public int PerAccount { get; set; } = 2;

    /// <summary>Sign-ins of one administrator at the same time.</summary>
    public int PerAdministrator { get; set; } = 1;

    internal TimeSpan Idle => TimeSpan.FromMinutes(IdleMinutes);

    internal TimeSpan Longest => TimeSpan.FromHours(AbsoluteHours);
}
