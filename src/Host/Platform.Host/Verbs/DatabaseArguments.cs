using System.CommandLine;

namespace Platform.Host.Verbs;

/// <summary>Options every verb takes; they win over appsettings.json and PLATFORM_ environment variables.</summary>
internal static class DatabaseArguments
{
    public static readonly Option<string?> Provider = new("--provider") { Description = "Sqlite (default), PostgreSql or SqlServer", Recursive = true };

    public static readonly Option<string?> Connection = new("--connection") { Description = "ADO.NET connection string; default for Sqlite: Data Source=data/platform.db", Recursive = true };

    public static string[] From(ParseResult parsed, params string?[] more) =>
    [
        .. parsed.GetValue(Provider) is { } provider ? [$"--Database:Provider={provider}"] : Array.Empty<string>(),
        .. parsed.GetValue(Connection) is { } connection ? [$"--Database:ConnectionString={connection}"] : Array.Empty<string>(),
        .. more.OfType<string>(),
    ];
}
