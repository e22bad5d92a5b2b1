namespace Platform.Infrastructure.Data;

/// <summary>
/// What a module has to know before anybody works with it, in production as well as in the demo. Found by scan and loaded after every migration, so
/// loading again must change nothing, be quick, and leave alone what people have edited.
/// </summary>
public interface IReferenceData
{
    Task LoadAsync(CancellationToken cancellationToken);
}
