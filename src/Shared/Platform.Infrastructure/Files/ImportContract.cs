namespace Platform.Infrastructure.Files;

/// <summary>One cell that keeps a row from being imported.</summary>
/// <param name="Row">Line number as the spreadsheet shows it.</param>
/// <param name="Allowed">Allowed values or form; null when there is nothing to say.</param>
public sealed record ImportIssue(int Row, string Column, string Value, string Reason, string? Allowed);

/// <summary>A file that was read and checked; nothing has been written.</summary>
/// <param name="Key">Finds the checked file again when it is imported or its error file is fetched.</param>
/// <param name="TotalRows">Rows with content below the header.</param>
/// <param name="GoodRows">Rows that could be imported.</param>
/// <param name="Issues">The first issues; <paramref name="IssueCount"/> counts all.</param>
/// <param name="KeepsFile">False: the file is deleted with its last row; an error file can be had until then only.</param>
public sealed record ImportCheck(Guid Key, int TotalRows, int GoodRows, int IssueCount, IReadOnlyList<ImportIssue> Issues, bool KeepsFile = true);

/// <param name="Skipped">Rows that were already there, word for word.</param>
public sealed record ImportOutcome(int Total, int Imported, int Skipped, int Failed);

/// <summary>How far a check or an import has come, in rows.</summary>
public sealed record ImportProgress(string Step, int Done, int Total);

/// <summary>A file to be handed to the browser.</summary>
public sealed record DownloadFile(string Name, Stream Content);

/// <summary>What an import page gives its <c>ImportPanel</c>: four things to do with one kind of file.</summary>
public interface IImportFlow
{
    /// <summary>An empty sheet with the headers, an example row and the allowed values.</summary>
    Task<DownloadFile> TemplateAsync(CancellationToken ct);

    /// <summary>Reads and checks; writes nothing. Refuses a file of the wrong kind, too big, empty or protected by a password.</summary>
    Task<ImportCheck> CheckAsync(string fileName, Stream content, IProgress<ImportProgress> progress, CancellationToken ct);

    /// <summary>Imports a checked file: all rows, or only the good ones when <paramref name="goodRowsOnly"/>.</summary>
    Task<ImportOutcome> ImportAsync(Guid key, bool goodRowsOnly, IProgress<ImportProgress> progress, CancellationToken ct);

    /// <summary>The sheet handed back with a column 错误说明, to be mended and sent again.</summary>
    Task<DownloadFile> ErrorFileAsync(Guid key, CancellationToken ct);
}
