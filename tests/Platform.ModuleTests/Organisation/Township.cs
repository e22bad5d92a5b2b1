using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Organisation.Features.Bodies;
using Platform.Organisation.Features.Posts;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Organisation;

/// <summary>One township with two villages, three people, an office and its posts; the clock stands at 2026-11-23.</summary>
internal sealed class Township : IAsyncDisposable
{
    public const int Site = Places.FirstSite;
    public static readonly DateOnly Today = new(2026, 11, 23);

    private Township(TestPlatform platform) => Platform = platform;

    public TestPlatform Platform { get; }

    public Guid East { get; private set; }

    public Guid West { get; private set; }

    /// <summary>Looks after the east village.</summary>
    public Guid Lin { get; private set; }

    /// <summary>Looks after the west village.</summary>
    public Guid Wang { get; private set; }

    public Guid Li { get; private set; }

    public Guid Office { get; private set; }

    public Guid Director { get; private set; }

    public Guid Keeper { get; private set; }

    public static async Task<Township> StartAsync(DatabaseKind kind, bool serve = false)
    {
        var town = new Township(await TestPlatform.StartAsync(kind, serve));
        await town.Platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(town.Village(1, "东村"), town.Village(2, "西村"));
            return Task.CompletedTask;
        });
        var people = await town.Send(new SaveStaff(Site, [new("1", "林晓梅", "专干", "东村"), new("2", "王五", "专干", "西村"), new("3", "李四", "统计员", "")]));
        (town.Lin, town.Wang, town.Li) = (people["1"], people["2"], people["3"]);
        var villages = (await town.Send(new Contracts.Divisions.GetVillages([Site]))).ToDictionary(v => v.Name, v => v.Id);
        (town.East, town.West) = (villages["东村"], villages["西村"]);
        town.Office = await town.Send(new AddBody(Site, BodyKind.FamilyHealthOffice, "样镇1计划生育办公室", "计生办"));
        town.Director = await town.Send(new SavePost(Site, null, town.Office, PostKinds.OfficeDirector, "主任", "全面工作"));
        town.Keeper = await town.Send(new SavePost(Site, null, town.Office, PostKinds.SuppliesManager, null, null));
        return town;
    }

    public Task<T> Send<T>(IRequest<T> request) => Platform.Send(request, Places.Site(Site));

    /// <summary>As a person of the staff list, through a page.</summary>
    public Task<T> SendAs<T>(Guid staffId, IRequest<T> request, params string[] permissions) =>
        Platform.Sender.SendAs(new Actor(People.Tester, "测试员", staffId, Places.Site(Site), permissions.ToHashSet(), ActorChannel.Page), request);

    public static async Task<string> CodeAsync(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private Village Village(int number, string name) => new() { SiteId = Site, Code = $"{Site}{number:000}", Name = name };
}
