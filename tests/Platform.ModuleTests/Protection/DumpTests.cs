using System.Text;
using MediatR;
using Microsoft.Data.Sqlite;
using Npgsql;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Staff.Register;
using Platform.ModuleTests.Files;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Protection;

/// <summary>Who gets hold of the files of the database learns no identity number and no telephone (rights.md 7): looked for in the bytes themselves.</summary>
public class DumpTests
{
    private static readonly string[] Phones = ["13955501234", "13955501235", "13955501236"];
    private static readonly string[] IdentityNumbers = ["990000190001010016", "990000190001010024", "99000019000101018X"];

    [Fact]
    public async Task Nothing_in_clear_in_the_files_of_sqlite()
    {
        await using var platform = await TestPlatform.StartAsync(DatabaseKind.Sqlite);
        await UseAsync(platform);
        var file = new SqliteConnectionStringBuilder(platform.Database.ConnectionString).DataSource;
        var files = Directory.GetFiles(Path.GetDirectoryName(file)!);
        Assert.Contains(files, f => f.EndsWith("-wal", StringComparison.Ordinal));
        await NothingInClearAsync(files);
    }

    [Fact]
    public async Task Nothing_in_clear_in_the_files_of_postgresql()
    {
        await using var platform = await TestPlatform.StartAsync(DatabaseKind.PostgreSql);
        await UseAsync(platform);
        await using var connection = new NpgsqlConnection(platform.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CHECKPOINT; SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()";
        var folder = (string)(await command.ExecuteScalarAsync())!;
        var files = Directory.GetFiles(folder).Concat(Directory.GetFiles(Path.Combine(folder, "..", "..", "pg_wal"))).ToList();
        Assert.True(files.Count > 100);
        await NothingInClearAsync(files);
    }

    // A list with a wrong row is checked, its good rows are imported, and one value is opened.
    private static async Task UseAsync(TestPlatform platform)
    {
        var flow = new ImportFlows(new Caller(platform)).For(StaffImport.KindName, Places.FirstSite);
        var rows = Phones.Select((p, i) => new object?[] { $"{i + 1}", "林晓梅", "统计员", p, IdentityNumbers[i] });
        string[] header = ["工号", "姓名", "岗位", "联系电话", "身份证号码"];
        var workbook = Sheets.Xlsx(rows.Append(["9", "", "统计员", Phones[0], IdentityNumbers[1]]).Prepend(header));
        var check = await flow.CheckAsync("名册.xlsx", new MemoryStream(workbook), new Progress<ImportProgress>(), default);
        Assert.Equal((4, 3), (check.TotalRows, check.GoodRows));
        await flow.ImportAsync(check.Key, goodRowsOnly: true, new Progress<ImportProgress>(), default);

        var text = Sheets.Text("工号,姓名,岗位,手机号,身份证号\n11,张三,专干," + Phones[0] + ",990000190001010017\n");
        var second = await flow.CheckAsync("名册.csv", new MemoryStream(text), new Progress<ImportProgress>(), default);
        Assert.Equal("9900**********0017", Assert.Single(second.Issues).Value);
        Assert.Contains("990000190001010017", await new StreamReader((await flow.ErrorFileAsync(second.Key, default)).Content).ReadToEndAsync());

        var person = (await platform.Send(new ListStaff(new PageRequest(), "1"), Places.Site(Places.FirstSite))).Items[0];
        Assert.Equal("139****1234", person.Phone);
        var reveal = new Infrastructure.Protection.Reveal.RevealField("staff.phone", person.Id, Places.FirstSite, "核对登记信息");
        Assert.Equal(Phones[0], (await platform.SendAs(Places.Site(Places.FirstSite), [CorePermissions.RevealStaff], reveal)).Value);
    }

    private static async Task NothingInClearAsync(IEnumerable<string> files)
    {
        string[] secrets = [.. Phones, .. IdentityNumbers, "990000190001010017", .. IdentityNumbers.Select(n => n[..17])];
        var patterns = secrets.SelectMany(s => new[] { Encoding.UTF8.GetBytes(s), Encoding.Unicode.GetBytes(s), Encoding.BigEndianUnicode.GetBytes(s) }).ToList();
        var names = 0;
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content);
            Assert.All(patterns, p => Assert.True(content.AsSpan().IndexOf(p) < 0, $"{Encoding.UTF8.GetString(p)} stands in {file}"));
            names += content.AsSpan().IndexOf("林晓梅"u8) >= 0 ? 1 : 0;
        }

        // The search does find what is not protected.
        Assert.True(names > 0);
    }

    private sealed class Caller(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            platform.SendAs(Places.Site(Places.FirstSite), [CorePermissions.ManageStaff], request);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
