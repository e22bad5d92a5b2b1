using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Files.Storage;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Files;

/// <summary>Files of records on real databases, for a kind of the test's own.</summary>
public class AttachmentTests
{
    private const string Record = "paper:1";

    [Theory, DatabaseData]
    public async Task A_file_comes_back_as_it_was_and_lies_encrypted(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var draft = new AttachmentDraft("C:\\资料\\学习记录.txt", "三月学习记录"u8.ToArray());
        await RunAsync(platform, desk => desk.AddAsync(PaperKind.Name, Places.FirstSite, Record, [draft], default));

        var row = Assert.Single(await ListAsync(platform));
        Assert.Equal(("学习记录.txt", AttachmentType.Text, draft.Content.Length), (row.Name, row.Type, (int)row.Length));
        await RunAsync(platform, async desk => Assert.Equal(draft.Content, await desk.ReadAsync(row.Id, default)));
        var stored = await platform.Read<CoreDbContext, byte[]>(db => db.Set<StoredContent>().Where(c => c.FileId == row.Id).Select(c => c.Content).SingleAsync());
        Assert.Equal(-1, stored.AsSpan().IndexOf(draft.Content));
    }

    [Theory, DatabaseData]
    public async Task Removed_is_gone_and_says_by_whom_and_why(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await RunAsync(platform, desk => desk.AddAsync(PaperKind.Name, Places.FirstSite, Record, [new("一.txt", "一"u8.ToArray()), new("二.txt", "二"u8.ToArray())], default));
        await RunAsync(platform, desk => desk.AddAsync(PaperKind.Name, Places.FirstSite, "paper:2", [new("三.txt", "三"u8.ToArray())], default));
        await RunAsync(platform, desk => desk.RemoveAllAsync(PaperKind.Name, Places.FirstSite, Record, "登记错了", default));

        Assert.Empty(await ListAsync(platform));
        Assert.Equal(1, await platform.Read<CoreDbContext, int>(db => db.Set<StoredContent>().CountAsync()));
        var rows = await platform.Read<CoreDbContext, List<Attachment>>(db => db.Set<Attachment>().Where(a => a.RecordRef == Record).ToListAsync());
        Assert.All(rows, r => Assert.Equal(("命令行", "登记错了"), (r.RemovedBy, r.RemoveReason)));
    }

    [Fact]
    public async Task The_same_file_twice_and_one_too_many_are_refused()
    {
        await using var platform = await TestPlatform.StartAsync();
        var first = new AttachmentDraft("一.txt", "一"u8.ToArray());
        await RunAsync(platform, desk => desk.AddAsync(PaperKind.Name, Places.FirstSite, Record, [first], default));
        Assert.Equal("FILE_TWICE", await RefusalAsync(platform, desk => desk.AddAsync(PaperKind.Name, Places.FirstSite, Record, [first with { Name = "另一个名字.txt" }], default)));
        var many = Enumerable.Range(0, 3).Select(i => new AttachmentDraft($"{i}.txt", [(byte)('a' + i)])).ToList();
        Assert.Equal("TOO_MANY_FILES", await RefusalAsync(platform, desk => desk.AddAsync(PaperKind.Name, Places.FirstSite, Record, many, default)));
        Assert.Single(await ListAsync(platform));
    }

    [Fact]
    public async Task The_file_of_another_site_is_not_there_and_the_permission_is_asked()
    {
        await using var platform = await TestPlatform.StartAsync();
        await RunAsync(platform, desk => desk.AddAsync(PaperKind.Name, Places.ForeignSite, Record, [new("一.txt", "一"u8.ToArray())], default));
        var id = (await platform.Read<CoreDbContext, Attachment>(db => db.Set<Attachment>().SingleAsync())).Id;
        Assert.Equal("OUT_OF_SCOPE", await RefusalAsync(platform, desk => desk.FindAsync(id, write: false, default), Person(Places.FirstSite, PaperKind.View)));
        Assert.Equal("NO_PERMISSION", await RefusalAsync(platform, desk => desk.FindAsync(id, write: false, default), Person(Places.ForeignSite)));
        Assert.Equal("NO_PERMISSION", await RefusalAsync(platform, desk => desk.FindAsync(id, write: true, default), Person(Places.ForeignSite, PaperKind.View)));
        await RunAsync(platform, desk => desk.FindAsync(id, write: false, default), Person(Places.ForeignSite, PaperKind.View));
    }

    private static Actor Person(int site, params string[] permissions) => new(People.Tester, "测试员", Guid.Empty, Places.Site(site), permissions.ToHashSet(), ActorChannel.Page);

    private static async Task<string> RefusalAsync(TestPlatform platform, Func<AttachmentDesk, Task> work, Actor? actor = null) =>
        (await Assert.ThrowsAsync<RefusalException>(() => RunAsync(platform, work, actor))).Code;

    private static async Task<List<AttachmentRow>> ListAsync(TestPlatform platform)
    {
        var rows = new List<AttachmentRow>();
        await RunAsync(platform, async desk => rows.AddRange((await desk.OfAsync(PaperKind.Name, [Record], default))[Record]));
        return rows;
    }

    private static async Task RunAsync(TestPlatform platform, Func<AttachmentDesk, Task> work, Actor? actor = null)
    {
        await using var operation = platform.Begin();
        if (actor is not null)
        {
            operation.Resolve<Infrastructure.Messaging.Operation>().ActorOrNull = actor;
        }

        var transaction = operation.Resolve<OperationDatabase>();
        await transaction.BeginAsync(CancellationToken.None);
        await work(operation.Resolve<AttachmentDesk>(new TypedParameter(typeof(IEnumerable<AttachmentKind>), new AttachmentKind[] { new PaperKind() })));
        await transaction.CommitAsync(CancellationToken.None);
    }

    private sealed class PaperKind : AttachmentKind
    {
        public const string Name = "test-paper";
        public const string View = "test.papers.view";

        public override string Code => Name;

        public override string Title => "试验材料";

        public override string ViewPermission => View;

        public override string WritePermission => "test.papers.write";

        public override int Most => 3;

        public override Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
