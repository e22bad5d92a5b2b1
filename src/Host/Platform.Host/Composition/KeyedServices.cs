namespace Platform.Host.Composition;

/// <summary>
/// The Autofac bridge knows no keyed services. One package registers one that nothing here uses: exactly that is taken out; any
/// other is an error at start, by name, instead of a puzzling one later.
/// </summary>
internal static class KeyedServices
{
    private const string Unneeded = "IIpLocatorProvider";

    public static void RemoveKnown(IServiceCollection services)
    {
        foreach (var descriptor in services.Where(d => d.IsKeyedService).ToList())
        {
            if (descriptor.ServiceType.Name != Unneeded)
            {
                throw new InvalidOperationException($"Keyed service {descriptor.ServiceType} is not supported by the container.");
            }

            services.Remove(descriptor);
        }
    }
}
