namespace Platform.Infrastructure.Access.SignIn;

/// <summary>Section <c>SignIn</c> of the configuration: when wrong passwords lock an account, and for how long.</summary>
public sealed class LockoutSettings
{
    public const string Section = "SignIn";

    private int attempts = 5;
    private int lockoutMinutes = 15;

    /// <summary>Wrong passwords or codes in a row that lock the account: 3 to 10.</summary>
    public int Attempts
    {
        get => attempts;
        set => attempts = Math.Clamp(value, 3, 10);
    }

    /// <summary>Minutes, at least 5.</summary>
    public int LockoutMinutes
    {
        get => lockoutMinutes;
        set => lockoutMinutes = Math.Max(value, 5);
    }

    internal TimeSpan Lockout => TimeSpan.FromMinutes(LockoutMinutes);
}
