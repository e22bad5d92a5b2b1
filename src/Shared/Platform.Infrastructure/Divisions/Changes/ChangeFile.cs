using System.Globalization;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;
using Platform.Infrastructure.Files.Writing;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>One line of a change file.</summary>
/// <param name="Problem">Why the line cannot be read; null when it can.</param>
internal sealed record ChangeLine(int Row, ChangeDraft? Draft, string? Problem);

/// <summary>
/// The sheet in which a person decides what becomes of units: one change per line, in the order in which they follow one another on a day. Lines
/// without 变更类型 are left out: nothing is to be done there.
/// </summary>
internal static class ChangeFile
{
    public static readonly IReadOnlyList<string> Titles = ["变更类型", "代码", "现名称", "新名称", "新代码", "上级代码", "继承单位", "生效日期", "依据", "说明"];

    private static readonly IReadOnlyList<HeaderNames> Columns =
    [
        new("变更类型", ["action", "类型"], true),
        new("代码", ["code", "现代码"], true),
        new("新名称", ["name", "名称"], false),
        new("新代码", ["new_code"], false),
        new("上级代码", ["parent", "上级"], false),
        new("继承单位", ["successor", "继承单位代码"], false),
        new("生效日期", ["effective_on", "日期"], false),
        new("依据", ["document", "文件依据"], false),
    ];

    /// <param name="day">For lines without a day of their own.</param>
    /// <param name="document">For lines without a paper of their own.</param>
    public static IReadOnlyList<ChangeLine> Read(byte[] content, DateOnly day, string document)
    {
        var table = TableReader.Open(content, Columns);
        var lines = new List<ChangeLine>();
        foreach (var row in table.Rows)
        {
            string Cell(int column) => table.Positions[column] is >= 0 and var at && at < row.Cells.Length ? CellText.Narrow(CellText.Trim(row.Cells[at])) : "";
            if (Cell(0).Length > 0)
            {
                lines.Add(Line(row.Number, Cell, day, document));
            }
        }

        return lines.Count > 0 ? lines : throw new RefusalException("FILE_EMPTY", "表头下面没有写变更类型的行，请填写后再办理。");
    }

    /// <summary>The sheet with the proposals of a comparison, or an empty one with an example.</summary>
    public static async Task<DownloadFile> WriteAsync(IReadOnlyList<ProposedChange> proposals, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<string>> rows = [Titles];
        rows.AddRange(proposals.Select(p => (IReadOnlyList<string>)[p.Kind, p.Code, p.Name, p.NewName, p.NewCode, "", "", "", "", p.Why]));
        List<IReadOnlyList<string>> help =
        [
            ["列名", "怎样填"],
            ["变更类型", string.Join("、", ChangeWords.Kinds.Values) + "；空着的行不办理"],
            ["代码", "区划 9 位，村（社区）12 位；按变更前的代码写"],
            ["新名称", "更名、变更代码、划转时的新名称；设立时为名称"],
            ["上级代码", "设立、划转时必填；村填所属乡镇的代码"],
            ["继承单位", "并入、拆分必填，撤销可填。多个用分号隔开，主要的写在最前，可写比例：341881101:60;341881102:40"],
            ["生效日期", "2026-12-01 的形式；空着的用页面上的日期"],
            ["依据", "批准文件；空着的用页面上的依据"],
        ];
        return new DownloadFile("区划变更表.xlsx", await SheetWriter.WorkbookAsync([("区划变更", Rows(rows)), ("填写说明", Rows(help))], cancellationToken));
    }

    private static ChangeLine Line(int number, Func<int, string> cell, DateOnly day, string document)
    {
        var kind = ChangeWords.Kinds.FirstOrDefault(k => k.Value == cell(0) || string.Equals(k.Key.ToString(), cell(0), StringComparison.OrdinalIgnoreCase));
        if (kind.Value is null)
        {
            return new ChangeLine(number, null, $"没有“{cell(0)}”这种变更，应为：{string.Join("、", ChangeWords.Kinds.Values)}");
        }

        if (cell(6).Length > 0 && !DateOnly.TryParseExact(cell(6), ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return new ChangeLine(number, null, $"生效日期“{cell(6)}”不是日期，应为 2026-12-01 的形式");
        }

        var paper = cell(7).Length > 0 ? cell(7) : document;
        try
        {
            var form = new ChangeForm(kind.Key, cell(1), day, paper, cell(2), cell(3), cell(4), cell(5));
            var failure = new ChangeFormValidator().Validate(form).Errors.FirstOrDefault();
            return new ChangeLine(number, failure is null ? form.Draft : null, failure?.ErrorMessage);
        }
        catch (RefusalException refusal)
        {
            return new ChangeLine(number, null, refusal.Detail);
        }
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
