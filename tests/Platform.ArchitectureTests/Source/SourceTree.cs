namespace Platform.ArchitectureTests.Source;

/// <summary>A file of the repository; <paramref name="Path"/> is relative to its root, with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public IEnumerable<string> Lines => Text.Split('\n');
}

/// <summary>The files of the repository as they lie on disk.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <param name="below">Folder relative to the root, for example <c>src/Host</c>.</param>
    /// <param name="endings">File endings with their dot.</param>
    public static IReadOnlyList<SourceFile> Files(string below, params string[] endings) =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Root, below), "*", SearchOption.AllDirectories)
            .Select(f => System.IO.Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && !f.Split('/').Any(p => p is "bin" or "obj" or "TestResults"))
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceFile(f, File.ReadAllText(System.IO.Path.Combine(Root, f)))),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Platform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Platform.sln not found above the test's folder.");
        }

        return folder.FullName;
    }
}
