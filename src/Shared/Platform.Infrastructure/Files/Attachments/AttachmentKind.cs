namespace Platform.Infrastructure.Files.Attachments;

/// <summary>
/// One kind of record that files are attached to. A module writes a subclass and nothing else; found by scan and made anew inside each request, so it
/// can be given the module's context.
/// </summary>
public abstract class AttachmentKind
{
    /// <summary>Stable, kebab case, for example <c>duty-proof</c>: part of the API's address.</summary>
    public abstract string Code { get; }

    /// <summary>Chinese name of the record, for example 履职凭证.</summary>
    public abstract string Title { get; }

    /// <summary>Who may see the list and download.</summary>
    public abstract string ViewPermission { get; }

    /// <summary>Who may add and remove files of a record that is there.</summary>
    public abstract string WritePermission { get; }

    /// <summary>Files that one record may have.</summary>
    public virtual int Most => AttachmentLimits.PerRecord;

    /// <summary>
    /// May this caller see the files of this record? For records not everybody with the permission may open; throws a refusal (NOT_FOUND) otherwise.
    /// </summary>
    public virtual Task CheckReadAsync(int siteId, string recordRef, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// May files of this record be added or removed now? Throws a refusal where the record is not one of the site's (NOT_FOUND), or is closed to changes.
    /// </summary>
    public abstract Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken);
}

public static class AttachmentLimits
{
    public const long MaxBytes = 10L * 1024 * 1024;

    public const int PerRecord = 10;

    /// <summary>Longest name that is kept, with its ending.</summary>
    public const int NameLength = 120;

    public const int RecordRefLength = 120;
}
