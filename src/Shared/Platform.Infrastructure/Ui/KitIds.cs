namespace Platform.Infrastructure.Ui;

/// <summary>Element ids that are unique on a page.</summary>
public static class KitIds
{
    private static int last;

    public static string Next(string name) => $"kit-{name}-{Interlocked.Increment(ref last)}";
}
