namespace Platform.Oversight.Demo;

/// <summary>Variety that is the same at every seeding.</summary>
internal static class DemoDice
{
    /// <summary>0 up to, not including, <paramref name="sides"/>.</summary>
    public static int Roll(int sides, params ReadOnlySpan<int> about)
    {
        var hash = 2166136261u;
        foreach (var number in about)
        {
            for (var shift = 0; shift < 32; shift += 8)
            {
                hash = (hash ^ ((uint)number >> shift & 0xff)) * 16777619;
            }
        }

        hash ^= hash >> 15;
        return (int)(hash * 2654435761u >> 8) % sides is var n && n < 0 ? n + sides : n;
    }
}
