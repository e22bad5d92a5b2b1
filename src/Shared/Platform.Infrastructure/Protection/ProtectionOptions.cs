namespace Platform.Infrastructure.Protection;

/// <summary>Configuration section <c>Protection</c>: where the keys of protected fields lie. Never in the database.</summary>
public sealed class ProtectionOptions
{
    /// <summary>Folder of the key files; without one, <c>keys</c> beside the SQLite database, <c>data/keys</c> for a database server.</summary>
    public string? KeyDirectory { get; set; }

    /// <summary>
    /// Keys from a secret store instead of files: version to 32 bytes in base64, for example <c>PLATFORM_Protection__Keys__1</c>. The highest
    /// version is the current one.
    /// </summary>
    public Dictionary<string, string> Keys { get; set; } = [];

    /// <summary>Version that new values are sealed under; the highest by default. Pin the old one until every server has been given the next.</summary>
    public int? CurrentKey { get; set; }

    /// <summary>How many protected values one account may open in full on one day.</summary>
    public int RevealsPerDay { get; set; } = 200;
}
