namespace Platform.StaffAttendance.Demo;

/// <summary>Throws that fall the same way every time: the demo looks alike on every machine.</summary>
internal static class Dice
{
    /// <summary>A number from 0 to <paramref name="sides"/> - 1.</summary>
    public static int Throw(int sides, int a, int b = 0, int c = 0)
    {
        var mixed = Mix(Mix(Mix(0x9E3779B97F4A7C15UL ^ (uint)a) ^ (uint)b) ^ (uint)c);
        return (int)(mixed % (uint)sides);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
