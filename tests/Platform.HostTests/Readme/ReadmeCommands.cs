using System.Text.RegularExpressions;

namespace Platform.HostTests.Readme;

/// <summary>The shell blocks of README.md.</summary>
internal static partial class ReadmeCommands
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static IReadOnlyList<IReadOnlyList<string>> Blocks { get; } =
        [.. Shell().Matches(Text).Select(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    public static IEnumerable<string> All => Blocks.SelectMany(b => b);

    /// <summary>What follows "--" in a line that runs the host; null for other lines.</summary>
    public static string[]? HostArguments(string line)
    {
        const string run = "dotnet run --project src/Host/Platform.Host -- ";
        return line.StartsWith(run, StringComparison.Ordinal) ? line[run.Length..].Split(' ') : null;
    }

    /// <summary>Targets of links and pictures that lie in the repository.</summary>
    public static IEnumerable<string> Links => Link().Matches(Text).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal));

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shell();

    [GeneratedRegex("\\]\\(([^)#]+)\\)")]
    private static partial Regex Link();
}
