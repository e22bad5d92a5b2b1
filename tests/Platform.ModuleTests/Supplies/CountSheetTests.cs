using System.Text;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;
using Platform.ModuleTests.Files;
using Platform.Supplies;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Batches;
using Platform.Supplies.Features.Counts;
using Platform.Supplies.Features.Stock;
using Platform.Supplies.Features.Stores;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>A count goes out as a sheet and comes back filled in: good rows are kept, bad ones come back with what was expected (P3-STREETSUPPLY-10a).</summary>
public sealed class CountSheetTests
{
    private static readonly string[] Titles = ["货号", "品名、规格", "批号", "有效期至", "质量状态", "单位", "账面数", "实盘数", "差异原因", "说明"];
    private static readonly Silent Progress = new();

    [Theory, DatabaseData]
    public async Task A_sheet_goes_out_with_the_books_figures_and_comes_back_counted(DatabaseKind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        var flow = Flow(house, id);
        var template = await flow.TemplateAsync(default);
        Assert.Equal("样镇1药具库2026年第4季度盘点表.xlsx", template.Name);
        var sheet = TableReader.Open(Bytes(template), [new("货号", [], true), new("批号", [], true)]);
        Assert.Equal(Titles, sheet.Headers);
        List<string[]> rows = [.. sheet.Rows.Select(r => r.Cells.Concat(Enumerable.Repeat("", 10)).Take(10).ToArray())];
        Assert.Equal(["0101", "避孕套 中号", "A1", "2031-01-01", "合格", "只", "100", "", "", ""], rows[0]);
        Assert.Equal(["A1", "B2", "C3"], rows.Select(r => r[2]));

        // Counted with a cause, counted as the book says, left out; found beside the book; and six that are wrong.
        (rows[0][7], rows[0][8], rows[0][9]) = ("97", "破损", "盒子压坏");
        rows[1][7] = "50";
        rows.Add(Row("Z9", "3", "串批"));
        rows.Add(Row("A1", "1", "", code: "9999"));
        rows.Add(Row("没有的批号", "1"));
        rows.Add(Row("D4", "-1"));
        rows.Add(Row("D5", "半箱"));
        rows.Add(Row("Z9", "2", "其他", condition: "隔离"));
        rows.Add(Row("A1", "96"));
        var content = Sheets.Xlsx(rows.Prepend(Titles));
        var check = await flow.CheckAsync("盘点.xlsx", new MemoryStream(content), Progress, default);
        Assert.Equal([(6, "货号"), (7, "批号"), (8, "实盘数"), (9, "实盘数"), (10, "说明"), (11, "批号")], check.Issues.Select(i => (i.Row, i.Column)).Order());
        Assert.Equal((10, 4), (check.TotalRows, check.GoodRows));
        Assert.Contains("0 至 1000000000", check.Issues.Single(i => i.Row == 9).Allowed, StringComparison.Ordinal);
        Assert.Equal(0, (await As(house, new GetCount(Warehouse.Site, id))).Counted);
        Assert.Equal(new ImportOutcome(10, 3, 1, 6), await flow.ImportAsync(check.Key, goodRowsOnly: true, Progress, default));
        Assert.Equal(
            [("A1", 97L, -3L, CountCause.Damage, "盒子压坏"), ("B2", 50L, 0L, CountCause.None, ""), ("Z9", 3L, 3L, CountCause.MixedBatches, "")],
            (await As(house, new GetCount(Warehouse.Site, id))).Lines.Where(l => l.Counted is not null).Select(l => (l.Batch, l.Counted!.Value, l.Difference!.Value, l.Cause, l.Words)).Order());
        var errors = TableReader.Open(Bytes(await flow.ErrorFileAsync(check.Key, default)), [new("货号", [], true), new("批号", [], true)]);
        Assert.Equal(6, errors.Rows.Count());
        Assert.Contains(errors.Rows, r => r.Cells.Any(c => c.Contains("批号：这个品种没有登记过这个批号", StringComparison.Ordinal)));

        // Goods move, somebody counts again, and the same file comes once more: nothing is counted anew.
        await house.AsClerk(house.Issue(10));
        var a = await house.Card("A1");
        await As(house, new RecordCount(Warehouse.Site, id, Keys.New(), [new CountEntry(a.Id, 90)]));
        check = await flow.CheckAsync("盘点表（再传）.xlsx", new MemoryStream(content), Progress, default);
        Assert.Equal(new ImportOutcome(10, 0, 4, 6), await flow.ImportAsync(check.Key, goodRowsOnly: true, Progress, default));
        Assert.Equal((90L, 0L), (await As(house, new GetCount(Warehouse.Site, id))).Lines.Where(l => l.Batch == "A1").Select(l => (l.Counted!.Value, l.Difference!.Value)).Single());
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("GB18030", false)]
    public async Task Delimited_text_is_read_in_the_usual_encodings(string encoding, bool mark)
    {
        await using var house = await OpenAsync(DatabaseKind.Sqlite);
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        var chosen = Encoding.GetEncoding(encoding);
        byte[] content = [.. mark ? chosen.GetPreamble() : [], .. chosen.GetBytes("批号,货号,实盘,原因\r\nA1,0101,99,遗失\r\nB2,０１０１,50,\r\n")];
        var flow = Flow(house, id);
        var check = await flow.CheckAsync("盘点.csv", new MemoryStream(content), Progress, default);
        Assert.Equal(new ImportOutcome(2, 2, 0, 0), await flow.ImportAsync(check.Key, goodRowsOnly: false, Progress, default));
        Assert.Equal([(99L, CountCause.Lost), (50L, CountCause.None)], (await As(house, new GetCount(Warehouse.Site, id))).Lines.Where(l => l.Counted is not null).Select(l => (l.Counted!.Value, l.Cause)));

        // The same figure with a cause that is only known now explains the line; it is not counted again.
        check = await flow.CheckAsync("盘点.csv", new MemoryStream(Encoding.UTF8.GetBytes("批号,货号,实盘数,差异原因,说明\nA1,0101,99,其他,被水浸过\n")), Progress, default);
        Assert.Equal(new ImportOutcome(1, 1, 0, 0), await flow.ImportAsync(check.Key, goodRowsOnly: false, Progress, default));
        Assert.Equal("被水浸过", (await As(house, new GetCount(Warehouse.Site, id))).Lines.Single(l => l.Batch == "A1").Words);
    }

    [Fact]
    public async Task Only_an_open_count_of_the_own_site_takes_a_sheet()
    {
        await using var house = await OpenAsync(DatabaseKind.Sqlite);
        var id = await As(house, new BeginCount(Warehouse.Site, house.Store, Keys.New()));
        var content = Encoding.UTF8.GetBytes("批号,货号,实盘数\nA1,0101,99\n");
        Assert.Equal("NOT_FOUND", await Code(() => Flow(house, Keys.New()).CheckAsync("a.csv", new MemoryStream(content), Progress, default)));
        Assert.Equal("NOT_FOUND", await Code(() => new ImportFlows(new Caller(house, Places.SecondSite)).For(CountImport.KindName, Places.SecondSite, Option(id)).TemplateAsync(default)));
        Assert.Equal("OUT_OF_SCOPE", await Code(() => new ImportFlows(new Caller(house, Places.SecondSite)).For(CountImport.KindName, Warehouse.Site, Option(id)).TemplateAsync(default)));
        Assert.Equal("NO_PERMISSION", await Code(() => new ImportFlows(new Caller(house, permission: SuppliesPermissions.View)).For(CountImport.KindName, Warehouse.Site, Option(id)).TemplateAsync(default)));
        var check = await Flow(house, id).CheckAsync("a.csv", new MemoryStream(content), Progress, default);
        await As(house, new VoidCount(Warehouse.Site, id, "发起错了"));
        Assert.Equal("COUNT_VOID", await Code(() => Flow(house, id).ImportAsync(check.Key, goodRowsOnly: false, Progress, default)));
        Assert.Equal("COUNT_VOID", await Code(() => Flow(house, id).TemplateAsync(default)));
    }

    // The store holds A1, B2 and, set apart, C3; the second township's holds Z9, D4 and D5.
    private static async Task<Warehouse> OpenAsync(DatabaseKind kind)
    {
        var house = await Warehouse.OpenAsync(kind);
        await house.Receive("A1", 100);
        await house.Receive("B2", 50, produced: new(2026, 2, 1));
        await house.Receive("C3", 7, produced: new(2026, 3, 1));
        var second = await house.AsCounty(new SaveStore(Places.SecondSite, null, "样镇2药具库", StoreLevel.Township));
        await house.AsCounty(new ReceiveGoods(
            Places.SecondSite, second, Keys.New(), Warehouse.Today, [new(house.Condoms, "Z9", 5), new(house.Condoms, "D4", 5), new(house.Condoms, "D5", 5)]));
        return house;
    }

    private static string[] Row(string batch, string counted, string cause = "", string condition = "", string code = "0101") => [code, "", batch, "", condition, "", "", counted, cause, ""];

    private static IImportFlow Flow(Warehouse house, Guid count) => new ImportFlows(new Caller(house)).For(CountImport.KindName, Warehouse.Site, Option(count));

    private static Dictionary<string, string> Option(Guid count) => new() { [CountImport.CountOption] = count.ToString() };

    private static Task<T> As<T>(Warehouse house, IRequest<T> request) =>
        house.Platform.SendAs(Places.Site(Warehouse.Site), [SuppliesPermissions.View, SuppliesPermissions.RecordCounts, SuppliesPermissions.SignCounts], request);

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;

    private static byte[] Bytes(DownloadFile file)
    {
        using var copy = new MemoryStream();
        file.Content.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The mediator as a page of a site's clerk has it.</summary>
    private sealed class Caller(Warehouse house, int site = Warehouse.Site, string permission = SuppliesPermissions.RecordCounts) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => house.Platform.SendAs(Places.Site(site), [permission], request);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }

    private sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
