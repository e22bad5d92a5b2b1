using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Staff;
using Platform.Infrastructure.Staff.Register;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Files;

/// <summary>The staff list through check, import, error file and import again, on real databases.</summary>
public class StaffImportTests
{
    private static readonly Silent Progress = new();

    [Theory, DatabaseData]
    public async Task Seven_planted_faults_give_seven_lines_and_the_mended_file_the_rest(DatabaseKind kind)
    {
        await using var platform = await StartAsync(kind);
        var flow = Flow(platform);
        var rows = Rows(200);
        rows[9][1] = "  ";
        rows[19][0] = "";
        rows[29][3] = "没有的村";
        rows[39][0] = "342501197001011234";
        rows[49] = [.. rows[48]];
        rows[59][1] = "张3";
        rows[69][2] = new string('长', 51);

        var check = await flow.CheckAsync("名册.xlsx", new MemoryStream(Sheets.Xlsx(rows.Prepend(Header))), Progress, default);
        Assert.Equal(
            [(11, "姓名"), (21, "工号"), (31, "联系村"), (41, "工号"), (51, "工号"), (61, "姓名"), (71, "岗位")],
            check.Issues.Select(i => (i.Row, i.Column)));
        Assert.Equal((200, 193, 7), (check.TotalRows, check.GoodRows, check.IssueCount));
        Assert.Contains("第 50 行重复", check.Issues[4].Reason);
        Assert.Contains("东村", check.Issues[2].Allowed);
        Assert.Equal(0, await CountAsync(platform));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => flow.ImportAsync(check.Key, false, Progress, default));
        Assert.Equal("IMPORT_HAS_ERRORS", refusal.Code);
        Assert.Equal(0, await CountAsync(platform));

        Assert.Equal(new ImportOutcome(200, 193, 0, 7), await flow.ImportAsync(check.Key, true, Progress, default));
        Assert.Equal(193, await CountAsync(platform));

        var errors = await flow.ErrorFileAsync(check.Key, default);
        var table = TableReader.Open(Bytes(errors), Sheets.StaffColumns);
        Assert.Equal([.. Header, "错误说明"], table.Headers);
        var mended = table.Rows.Select((r, i) => new object?[] { $"M{i}", "李改正", "统计员", "东村", r.Cells[4] }).ToList();
        Assert.Equal(7, mended.Count);
        Assert.Contains("联系村：不是本乡镇的村", (string)mended[2][4]!);

        var again = await flow.CheckAsync(errors.Name, new MemoryStream(Sheets.Xlsx(mended.Prepend([.. Header, "错误说明"]))), Progress, default);
        Assert.Equal(0, again.IssueCount);
        Assert.Equal(7, (await flow.ImportAsync(again.Key, false, Progress, default)).Imported);
        Assert.Equal(200, await CountAsync(platform));
    }

    [Theory, DatabaseData]
    public async Task Twice_is_once(DatabaseKind kind)
    {
        await using var platform = await StartAsync(kind);
        var flow = Flow(platform);
        var content = Sheets.Csv(Rows(6_000).Prepend(Header), TextEncodings.Gb18030, ',');
        var check = await flow.CheckAsync("名册.csv", new MemoryStream(content), Progress, default);
        var first = await flow.ImportAsync(check.Key, false, Progress, default);
        Assert.Equal(new ImportOutcome(6_000, 6_000, 0, 0), first);
        Assert.Equal(first, await flow.ImportAsync(check.Key, false, Progress, default));

        var again = await flow.CheckAsync("名册.csv", new MemoryStream(content), Progress, default);
        Assert.Equal(new ImportOutcome(6_000, 0, 6_000, 0), await flow.ImportAsync(again.Key, false, Progress, default));
        Assert.Equal(6_000, await CountAsync(platform));
    }

    [Fact]
    public async Task An_error_file_keeps_form_and_encoding()
    {
        await using var platform = await StartAsync(DatabaseKind.Sqlite);
        var flow = Flow(platform);
        var content = Sheets.Text("名册\n工号;姓名;备注;岗位\n1;𠮷野;\"a;b\";统计员\n2;㐀㐁;说明;\n", TextEncodings.Gb18030);
        var check = await flow.CheckAsync("C:\\名册.csv", new MemoryStream(content), Progress, default);
        var errors = await flow.ErrorFileAsync(check.Key, default);
        Assert.Equal("名册-错误.csv", errors.Name);
        Assert.Equal("工号;姓名;备注;岗位;错误说明\r\n2;㐀㐁;说明;;岗位：不能为空\r\n", TextEncodings.Gb18030.GetString(Bytes(errors)));
    }

    [Fact]
    public async Task One_person_may_have_several_villages()
    {
        await using var platform = await StartAsync(DatabaseKind.Sqlite);
        var flow = Flow(platform);
        var check = await flow.CheckAsync("a.csv", new MemoryStream(Sheets.Text("工号,姓名,岗位,联系村\n1,林晓梅,统计员,西村\n1,林晓梅,统计员,东村\n")), Progress, default);
        await flow.ImportAsync(check.Key, false, Progress, default);
        var person = Assert.Single(await platform.Send(new GetStaff([Places.FirstSite])));
        var links = await platform.Read<CoreDbContext, List<VillageLink>>(db => db.Set<VillageLink>().ToListAsync());
        Assert.Equal(2, person.VillageIds.Count);
        Assert.Single(links, l => l.IsMain);
    }

    [Fact]
    public async Task Protected_columns_are_refused_and_nothing_is_kept()
    {
        await using var platform = await StartAsync(DatabaseKind.Sqlite);
        var content = Sheets.Text("工号,姓名,岗位,家庭住址\n1,林晓梅,统计员,\n");
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => Flow(platform).CheckAsync("a.csv", new MemoryStream(content), Progress, default));
        Assert.Equal("PERSONAL_COLUMNS", refusal.Code);
        Assert.Equal(0, await platform.Read<CoreDbContext, int>(db => db.Set<StoredFile>().CountAsync()));
    }

    [Theory]
    [InlineData(Places.SecondSite, CorePermissions.ManageStaff, "OUT_OF_SCOPE")]
    [InlineData(Places.FirstSite, CorePermissions.ViewStaff, "NO_PERMISSION")]
    public async Task Deny_by_default(int site, string permission, string code)
    {
        await using var platform = await StartAsync(DatabaseKind.Sqlite);
        var flow = Flow(platform, site, permission);
        var content = Sheets.Text("工号,姓名,岗位\n1,林晓梅,统计员\n");
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(() => flow.CheckAsync("a.csv", new MemoryStream(content), Progress, default))).Code);
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(() => flow.TemplateAsync(default))).Code);
    }

    [Fact]
    public async Task An_expired_file_is_gone()
    {
        await using var platform = await StartAsync(DatabaseKind.Sqlite);
        var flow = Flow(platform);
        var check = await flow.CheckAsync("a.csv", new MemoryStream(Sheets.Text("工号,姓名,岗位\n1,林晓梅,统计员\n")), Progress, default);
        platform.Clock.Advance(ImportLimits.KeptFor);
        Assert.Equal("FILE_GONE", (await Assert.ThrowsAsync<RefusalException>(() => flow.ImportAsync(check.Key, false, Progress, default))).Code);
        await platform.Send(new DeleteExpiredFiles());
        Assert.Equal(0, await platform.Read<CoreDbContext, int>(db => db.Set<StoredContent>().CountAsync()));
        Assert.Equal(0, await platform.Read<CoreDbContext, int>(db => db.Set<StoredFile>().CountAsync()));
    }

    [Fact]
    public async Task The_template_is_a_file_that_can_be_imported()
    {
        await using var platform = await StartAsync(DatabaseKind.Sqlite);
        var flow = Flow(platform);
        var template = Bytes(await flow.TemplateAsync(default));
        Assert.Equal(["人员名册", "填写说明"], MiniExcelLibs.MiniExcel.GetSheetNames(new MemoryStream(template)));
        var check = await flow.CheckAsync("模板.xlsx", new MemoryStream(template), Progress, default);
        Assert.Equal((1, 0), (check.TotalRows, check.IssueCount));
    }

    private static string[] Header => ["工号", "姓名", "岗位", "联系村"];

    private static List<string[]> Rows(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new[] { $"{i:D5}", "林晓梅", "统计员", i % 2 == 0 ? "东村" : "" })];

    private static byte[] Bytes(DownloadFile file)
    {
        using var all = new MemoryStream();
        file.Content.CopyTo(all);
        return all.ToArray();
    }

    private static async Task<TestPlatform> StartAsync(DatabaseKind kind)
    {
        var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<CoreDbContext>(db =>
        {
            db.Add(new Village { SiteId = Places.FirstSite, Code = "341881101001", Name = "东村" });
            db.Add(new Village { SiteId = Places.FirstSite, Code = "341881101002", Name = "西村" });
            return Task.CompletedTask;
        });
        return platform;
    }

    private static IImportFlow Flow(TestPlatform platform, int site = Places.FirstSite, string permission = CorePermissions.ManageStaff) =>
        new ImportFlows(new Caller(platform, permission)).For(StaffImport.KindName, site);

    private static Task<int> CountAsync(TestPlatform platform) => platform.Read<CoreDbContext, int>(db => db.Set<StaffMember>().CountAsync());

    /// <summary>The mediator as a page of the first site's clerk has it.</summary>
    private sealed class Caller(TestPlatform platform, string permission) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            platform.SendAs(Places.Site(Places.FirstSite), [permission], request);

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
