namespace Platform.Infrastructure.Files.Writing;

/// <summary>The workbook of a kind: titles, an example row or what is known, and a second sheet that explains each column.</summary>
internal static class TemplateSheet
{
    public static async Task<DownloadFile> WriteAsync(ImportDefinition definition, FilledSheet? filled, CancellationToken cancellationToken)
    {
        var columns = definition.Columns;
        IReadOnlyList<IReadOnlyList<string>> rows = filled?.Rows ?? [[.. columns.Select(c => c.Example)]];
        var content = await SheetWriter.WorkbookAsync(
            [(definition.Title, Rows(rows.Prepend([.. columns.Select(c => c.Name)]))), ("填写说明", Rows(Explain(definition, filled is not null)))], cancellationToken);
        return new DownloadFile($"{filled?.Name ?? $"{definition.Title}导入模板"}.xlsx", content);
    }

    private static List<IReadOnlyList<string>> Explain(ImportDefinition definition, bool filled)
    {
        List<IReadOnlyList<string>> rows = [["列名", "必填", "说明", "允许值", "示例", "也认这些列名"]];
        rows.AddRange(definition.Columns.Select(c => (IReadOnlyList<string>)
            [c.Name, c.Required ? "是" : "否", c.Help, c.Allowed ?? "", c.Example, string.Join("、", c.Aliases)]));
        rows.Add(["", "", "", "", "", ""]);
        rows.Add(["说明", "", $"{(filled ? "" : "第一张表的第二行是示例，填写前请删除。")}列的顺序不限，表头上方可以有标题行；空行不读取。", "", "", ""]);
        rows.AddRange(definition.Notes.Select(n => (IReadOnlyList<string>)["", "", n, "", "", ""]));
        return rows;
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> Rows(IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }
}
