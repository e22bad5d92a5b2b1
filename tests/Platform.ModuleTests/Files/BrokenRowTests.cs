using System.Text;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;
using Xunit;

namespace Platform.ModuleTests.Files;

public class BrokenRowTests
{
    private static readonly HeaderNames[] Columns = [new("工号", [], true), new("姓名", [], true)];

    // Near the top, where the header is looked for; and where a million cells would follow in one.
    [Theory]
    [InlineData(3, 5)]
    [InlineData(3, 200_000)]
    [InlineData(31, 200_000)]
    public void A_quote_that_never_closes_is_refused_with_its_row(int broken, int rows)
    {
        var text = new StringBuilder("工号,姓名\n");
        for (var row = 2; row <= rows; row++)
        {
            text.Append(row == broken ? $"{row},\"甲\n" : $"{row},甲\n");
        }

        var table = TableReader.Open(Encoding.UTF8.GetBytes(text.ToString()), Columns);
        var refused = Assert.Throws<RefusalException>(() => table.Rows.Count());
        Assert.Equal("FILE_BROKEN_ROW", refused.Code);
        Assert.Contains($"第 {broken} 行", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_closes_at_the_next_quoted_cell_is_refused_too()
    {
        var table = TableReader.Open(Encoding.UTF8.GetBytes("工号,姓名\n1,\"甲\n2,\"乙\"\n3,丙\n"), Columns);
        Assert.Contains("第 2 行", Assert.Throws<RefusalException>(() => table.Rows.Count()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_inside_a_cell_are_text()
    {
        var table = TableReader.Open(Encoding.UTF8.GetBytes("关于\"十一月\"的名册\n工号,姓名\n1,5\"管\n2,\"乙\n\"\"丙\"\"\"\n"), Columns);
        Assert.Equal(["5\"管", "乙\n\"丙\""], table.Rows.Select(r => r.Cells[1]));
    }
}
