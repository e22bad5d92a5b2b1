using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files;

/// <summary>One row of a file on its way to a value: cells by column, and what is wrong with them.</summary>
public sealed class ImportRow
{
    private readonly RawRow raw;
    private readonly IReadOnlyList<ImportColumn> columns;
    private readonly IReadOnlyList<int> positions;
    private List<ImportIssue>? issues;

    internal ImportRow(RawRow raw, IReadOnlyList<ImportColumn> columns, IReadOnlyList<int> positions)
    {
        (this.raw, this.columns, this.positions) = (raw, columns, positions);
    }

    public int Number => raw.Number;

    public bool IsGood => issues is null;

    internal IReadOnlyList<ImportIssue> Issues => issues ?? [];

    internal RawRow Raw => raw;

    /// <summary>The value of a column; its default when the cell is empty or wrong (then the row has an issue).</summary>
    public TValue Get<TValue>(ImportColumn<TValue> column)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            if (column.Required)
            {
                Refuse(column, "不能为空", column.Allowed);
            }

            return typeof(TValue) == typeof(string) ? (TValue)(object)"" : default!;
        }

        if (text.Length > column.MaxLength)
        {
            Refuse(column, $"超过 {column.MaxLength} 个字", column.Allowed);
            return typeof(TValue) == typeof(string) ? (TValue)(object)"" : default!;
        }

        var parsed = column.Parse(text);
        if (parsed.Reason is { } reason)
        {
            Refuse(column, reason, column.Allowed);
        }

        return parsed.Value;
    }

    /// <summary>True: the cell holds something.</summary>
    public bool Has(ImportColumn column) => Text(column).Length > 0;

    /// <summary>What stands in the cell.</summary>
    public string Text(ImportColumn column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (ReferenceEquals(columns[i], column) || columns[i].Name == column.Name)
            {
                var position = positions[i];
                return position >= 0 && position < raw.Cells.Length ? raw.Cells[position] : "";
            }
        }

        throw new InvalidOperationException($"Column {column.Name} is not one of the import's.");
    }

    /// <summary>Keeps the row out, naming the cell.</summary>
    public void Refuse(ImportColumn column, string reason, string? allowed = null) =>
        (issues ??= []).Add(new ImportIssue(raw.Number, column.Name, column.Hidden?.Invoke(Text(column)) ?? Text(column), reason, allowed));
}

/// <summary>A row that was read.</summary>
public readonly record struct ImportRow<TRow>(ImportRow Row, TRow Value)
{
    public int Number => Row.Number;

    public void Refuse(ImportColumn column, string reason, string? allowed = null) => Row.Refuse(column, reason, allowed);
}
