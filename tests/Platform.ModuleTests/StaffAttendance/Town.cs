using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.Organisation.Features.Bodies;
using Platform.Organisation.Features.Posts;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>A township on 2026-11-23, its people by what they are: director 1, officer 2, other 3, head 4, keeper 5 (of the station), leader 6.</summary>
internal sealed class Town(TestPlatform platform, IReadOnlyDictionary<string, Guid> people) : IAsyncDisposable
{
    private const int Site = Places.FirstSite;
    private static readonly string[] Names = ["director", "officer", "other", "head", "keeper", "leader"];

    public TestPlatform Platform => platform;

    public Guid this[string name] => people[name];

    public static async Task<Town> StartAsync(DatabaseKind kind)
    {
        var platform = await TestPlatform.StartAsync(kind);
        Task<T> Send<T>(IRequest<T> request) => platform.Send(request, Places.Site(Site));
        var ids = await Send(new SaveStaff(Site, [.. Names.Select((n, i) => new StaffDraft($"{i + 1}", n, "干部", ""))]));
        var people = Names.Select((n, i) => (n, Id: ids[$"{i + 1}"])).ToDictionary(p => p.n, p => p.Id);
        await platform.Write<AttendanceDbContext>(db =>
        {
            db.AddRange(ids.Values.Select(id => new WorkingHours { SiteId = Site, StaffId = id, Start = WorkingHours.UsualStart, End = WorkingHours.UsualEnd, EffectiveFrom = new(2026, 9, 1) }));
            return Task.CompletedTask;
        });
        var office = await Send(new AddBody(Site, BodyKind.FamilyHealthOffice, "样镇1卫生健康办公室", "卫健办"));
        var station = await Send(new AddBody(Site, BodyKind.ServiceStation, "样镇1服务所", "服务所"));
        var government = await Send(new AddBody(Site, BodyKind.Government, "样镇1人民政府", "政府"));
        foreach (var (body, post, who) in new[]
        {
            (office, PostKinds.OfficeDirector, "director"), (office, PostKinds.StatisticsOfficer, "officer"), (station, PostKinds.StationHead, "head"),
            (station, PostKinds.SuppliesManager, "keeper"), (government, PostKinds.LeaderInCharge, "leader"),
        })
        {
            var id = await Send(new SavePost(Site, null, body, post, null, null));
            await Send(new AppointStaff(Site, id, people[who], new DateOnly(2026, 1, 1), Reason: "补录任职"));
        }

        return new Town(platform, people);
    }

    public Task<T> As<T>(string name, IRequest<T> request, params string[] more) => platform.Sender.SendAs(
        new Actor(Keys.New(), name, people[name], Places.Site(Site), Permissions(name).Concat(more).ToHashSet(), ActorChannel.Page), request);

    public Task<List<Incident>> Incidents() => platform.Read<AttendanceDbContext, List<Incident>>(db => db.Set<Incident>().ToListAsync());

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    private static string[] Permissions(string name) => name is "other" or "keeper" ? [AttendancePermissions.LeaveAsk]
        : name is "officer" ? [AttendancePermissions.LeaveAsk, AttendancePermissions.LeaveRegister]
        : [AttendancePermissions.LeaveAsk, AttendancePermissions.LeaveView, AttendancePermissions.LeaveRegister];
}
