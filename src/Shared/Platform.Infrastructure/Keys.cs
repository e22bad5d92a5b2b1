namespace Platform.Infrastructure;

/// <summary>Makes the keys of new records in the application; they sort by time of creation.</summary>
public static class Keys
{
    public static Guid New() => Guid.CreateVersion7();
}
