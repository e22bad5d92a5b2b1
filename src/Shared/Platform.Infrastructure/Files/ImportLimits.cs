namespace Platform.Infrastructure.Files;

/// <summary>What an import takes and shows.</summary>
public static class ImportLimits
{
    public const long MaxBytes = 100L * 1024 * 1024;

    /// <summary>Unpacked size up to which a workbook is opened; a small file that unpacks to more is an accident or an attack.</summary>
    public const long MaxUnpackedBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>Issues shown on the page; the error file holds all.</summary>
    public const int ShownIssues = 200;

    /// <summary>Rows checked or written at once, unless the kind says otherwise.</summary>
    public const int BatchRows = 5000;

    /// <summary>Rows at the top among which the header is looked for.</summary>
    public const int HeaderSearchRows = 20;

    /// <summary>How long an uploaded file is kept for import and for its error file.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    internal const string ErrorColumn = "错误说明";
}
