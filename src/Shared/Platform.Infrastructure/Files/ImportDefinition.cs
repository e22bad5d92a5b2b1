using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files;

/// <summary>Where a file is imported, and under which choices.</summary>
/// <param name="SiteId">The division it is about.</param>
/// <param name="FileKey">Stays the same when the same upload is applied again.</param>
/// <param name="Options">Choices made beside the file, for example month=2026-10.</param>
/// <param name="Sha256">Of the content, in lower-case hex; empty while it is only checked.</param>
public sealed record ImportContext(int SiteId, Guid FileKey, string FileName, IReadOnlyDictionary<string, string> Options, string Sha256 = "")
{
    /// <summary>Id of the record the file is about. Refuses OPTION_MISSING where none was chosen.</summary>
    /// <param name="what">Chinese name of the record.</param>
    public Guid RecordOf(string option, string what) => Guid.TryParse(Options.GetValueOrDefault(option), out var id)
        ? id
        : throw new RefusalException("OPTION_MISSING", $"请先选择{what}，再上传文件。", RefusalKind.Invalid, [new FieldError(option, $"请选择{what}")]);
}

/// <param name="Skipped">Rows that were already there, word for word.</param>
public readonly record struct ImportCounts(int Imported, int Skipped);

/// <summary>A sheet that is handed out filled in.</summary>
/// <param name="Name">Of the file, without its ending.</param>
public sealed record FilledSheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One kind of list that people import. Found by scan; see <see cref="ImportDefinition{TRow}"/>.</summary>
public abstract class ImportDefinition
{
    private IReadOnlyList<ImportColumn>? columns;

    private protected ImportDefinition()
    {
    }

    /// <summary>Stable, kebab case, for example <c>staff-list</c>: part of the API's address.</summary>
    public abstract string Kind { get; }

    /// <summary>Chinese name of the list, for example 人员名册.</summary>
    public abstract string Title { get; }

    /// <summary>Who may import it.</summary>
    public abstract string Permission { get; }

    /// <summary>What the template says above its columns: the rules of the list in a few sentences.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    public IReadOnlyList<ImportColumn> Columns => columns ??= DefineColumns();

    protected abstract IReadOnlyList<ImportColumn> DefineColumns();

    /// <summary>A Chinese sentence when a file with such a column, not one of this kind's own, is not taken at all; null: it may come and is ignored.</summary>
    public virtual string? RefusalOf(string header) => PersonalColumns.RefusalOf(header);

    /// <summary>Encoding a text file must have, by its name in .NET; null: found out by looking.</summary>
    public virtual string? EncodingName => null;

    /// <summary>
    /// Rows checked or written at once: a transaction's length. A kind whose rows are plain and come by the hundred thousand takes more of them, because a page of
    /// the database is then written once for many rows.
    /// </summary>
    public virtual int BatchRows => ImportLimits.BatchRows;

    /// <summary>False: other people's list, whose bytes are deleted with its last row; only its checksum stays. Its error file can be fetched until then.</summary>
    public virtual bool KeepsFile => true;

    /// <summary>Before anything is read: the choices beside a file may say how its columns are called and how it is encoded.</summary>
    protected internal virtual Task PrepareAsync(ImportContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The rows of a template that is handed out filled in, to be completed and imported again; null: an empty one with an example row. Cells stand in the order of
    /// <see cref="Columns"/>.
    /// </summary>
    protected internal virtual Task<FilledSheet?> FillAsync(ImportContext context, CancellationToken cancellationToken) => Task.FromResult<FilledSheet?>(null);

    /// <summary>Opens a file of this kind, or refuses it.</summary>
    internal RawTable OpenTable(FileContent content)
    {
        var table = TableReader.Open(content, HeaderNames, EncodingName);
        var own = Columns.SelectMany(c => c.Aliases.Append(c.Name)).Select(CellText.HeaderKey).ToHashSet(StringComparer.Ordinal);
        return table.Headers.Where(h => !own.Contains(CellText.HeaderKey(h))).Select(RefusalOf).FirstOrDefault(r => r is not null) is { } refusal
            ? throw new RefusalException("PERSONAL_COLUMNS", refusal)
            : table;
    }

    private IReadOnlyList<HeaderNames> HeaderNames => [.. Columns.Select(c => new HeaderNames(c.Name, c.Aliases, c.Required))];

    /// <summary>Reads and checks a batch; applies its good rows when asked.</summary>
    internal abstract Task<BatchResult> WorkAsync(ImportBatch batch, ImportContext context, bool apply, CancellationToken cancellationToken);
}

/// <summary>
/// One kind of list that people import: columns, how a row is read, checked and applied. A module writes a subclass and nothing else;
/// it is made anew inside each request, so it can be given <c>IMediator</c> and the module's context.
/// </summary>
public abstract class ImportDefinition<TRow> : ImportDefinition
{
    /// <summary>Makes a value of a row. What is wrong with single cells is noted by <see cref="ImportRow.Get"/>; rules between cells by Refuse.</summary>
    protected abstract TRow Read(ImportRow row);

    /// <summary>Two rows of a file with the same key are an error; null: they may repeat.</summary>
    protected virtual string? KeyOf(TRow row) => null;

    /// <summary>Column at which a repeated key is shown.</summary>
    protected virtual ImportColumn KeyColumn => Columns[0];

    /// <summary>Checks that need data, for all rows of a batch at once with a fixed number of statements, for example unknown staff numbers.</summary>
    protected virtual Task CheckAsync(IReadOnlyList<ImportRow<TRow>> rows, ImportContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes good rows, through commands as a rule. Runs inside a transaction; the same rows again must change nothing.</summary>
    protected abstract Task<ImportCounts> ApplyAsync(IReadOnlyList<TRow> rows, ImportContext context, CancellationToken cancellationToken);

    internal sealed override async Task<BatchResult> WorkAsync(ImportBatch batch, ImportContext context, bool apply, CancellationToken cancellationToken)
    {
        var rows = new List<ImportRow<TRow>>(batch.Rows.Count);
        var all = new List<ImportRow>(batch.Rows.Count);
        foreach (var raw in batch.Rows)
        {
            var row = new ImportRow(raw, Columns, batch.Positions);
            var value = Read(row);
            all.Add(row);
            if (row.IsGood && KeyOf(value) is { } key && batch.Keys.EarlierRow(key, raw.Number) is { } earlier)
            {
                row.Refuse(KeyColumn, $"与第 {earlier} 行重复");
            }

            if (row.IsGood)
            {
                rows.Add(new ImportRow<TRow>(row, value));
            }
        }

        if (rows.Count > 0)
        {
            await CheckAsync(rows, context, cancellationToken);
        }

        var bad = all.Where(r => !r.IsGood).ToList();
        var counts = default(ImportCounts);
        if (apply && (bad.Count == 0 || batch.GoodRowsOnly) && bad.Count < all.Count)
        {
            counts = await ApplyAsync([.. rows.Where(r => r.Row.IsGood).Select(r => r.Value)], context, cancellationToken);
        }

        return new BatchResult(all.Count, bad, counts);
    }
}
