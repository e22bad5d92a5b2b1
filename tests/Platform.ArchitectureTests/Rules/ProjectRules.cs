using System.Text.RegularExpressions;
using Platform.ArchitectureTests.Source;

namespace Platform.ArchitectureTests.Rules;

/// <summary>What project files may say.</summary>
internal static partial class ProjectRules
{
    /// <summary>A module refers to no other module; they talk through Platform.Contracts.</summary>
    public static IEnumerable<string> ModuleReferences(IEnumerable<SourceFile> moduleProjects)
    {
        foreach (var project in moduleProjects)
        {
            var folder = Path.GetDirectoryName(project.Path)!;
            foreach (Match match in Reference().Matches(project.Text))
            {
                var target = Path.GetFullPath(Path.Combine("/", folder, match.Groups[1].Value.Replace('\\', '/'))).TrimStart('/');
                if (target.StartsWith("src/Modules/", StringComparison.Ordinal) || target.StartsWith("src/Host/", StringComparison.Ordinal) || target.Contains('*', StringComparison.Ordinal))
                {
                    yield return $"{project.Path} refers to {target}";
                }
            }
        }
    }

    /// <summary>A project outside Platform.sln is built and tested by nobody.</summary>
    public static IEnumerable<string> MissingFromSolution(string solution, IEnumerable<SourceFile> projects) =>
        projects.Where(p => !solution.Replace('\\', '/').Contains($"\"{p.Path}\"", StringComparison.Ordinal)).Select(p => $"{p.Path} is not in Platform.sln");

    [GeneratedRegex("<ProjectReference\\s+Include=\"([^\"]+)\"")]
    private static partial Regex Reference();
}
