namespace Platform.Infrastructure.Files.Writing;

/// <summary>The empty workbook of a kind: titles, an example row, and a second sheet that explains each column.</summary>
internal static class TemplateSheet
{
    public static async Task<DownloadFile> WriteAsync(ImportDefinition definition, CancellationToken cancellationToken)
    {
        var columns = definition.Columns;
        var content = await SheetWriter.WorkbookAsync(
            [(definition.Title, Rows([[.. columns.Select(c => c.Name)], [.. columns.Select(c => c.Example)]])), ("填写说明", Rows(Explain(definition)))],
            cancellationToken);
        return new DownloadFile($"{definition.Title}导入模板.xlsx", content);
    }

    private static List<IReadOnlyList<string>> Explain(ImportDefinition definition)
    {
        List<IReadOnlyList<string>> rows = [["列名", "必填", "说明", "允许值", "示例", "也认这些列名"]];
        rows.AddRange(definition.Columns.Select(c => (IReadOnlyList<string>)
            [c.Name, c.Required ? "是" : "否", c.Help, c.Allowed ?? "", c.Example, string.Join("、", c.Aliases)]));
        rows.Add(["", "", "", "", "", ""]);
        rows.Add(["说明", "", "第一张表的第二行是示例，填写前请删除。列的顺序不限，表头上方可以有标题行；空行不读取。", "", "", ""]);
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
