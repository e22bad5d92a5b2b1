using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Staff;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>A township with three people who work from 08:00 to 17:30 since September 2026; the clock stands at 2026-11-23.</summary>
internal sealed class Office : IAsyncDisposable
{
    public const int Site = Places.FirstSite;
    public static readonly YearMonth October = new(2026, 10);
    public static readonly DateOnly Thursday = new(2026, 10, 15);

    private static readonly Guid Clerk = Keys.New();
    private static readonly Guid Director = Keys.New();
    private static readonly Guid Village = Keys.New();
    private static readonly Guid Leader = Keys.New();

    private Office(TestPlatform platform, IReadOnlyList<Guid> people) => (Platform, People) = (platform, people);

    public TestPlatform Platform { get; }

    /// <summary>001 林晓梅, 002 陈建平, 003 汪秀兰.</summary>
    public IReadOnlyList<Guid> People { get; }

    public static async Task<Office> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var platform = await TestPlatform.StartAsync(kind);
        return new Office(platform, await AddPeopleAsync(platform, Site));
    }

    public static async Task<IReadOnlyList<Guid>> AddPeopleAsync(TestPlatform platform, params int[] sites)
    {
        string[] names = ["林晓梅", "陈建平", "汪秀兰"];
        List<NewStaff> people = [.. sites.SelectMany(s => names.Select((n, i) => new NewStaff(s, $"00{i + 1}", n, i == 0 ? "主任" : "专干")))];
        var ids = new List<Guid>();
        await platform.Write<CoreDbContext>(db =>
        {
            var rows = people.Select(p => new StaffMember { SiteId = p.SiteId, Number = p.Number, Name = p.Name, Post = p.Post }).ToList();
            db.AddRange(rows);
            ids.AddRange(rows.Select(r => r.Id));
            return Task.CompletedTask;
        });
        await platform.Write<AttendanceDbContext>(db =>
        {
            db.AddRange(ids.Select((id, i) => new WorkingHours
            {
                SiteId = people[i].SiteId,
                StaffId = id,
                Start = WorkingHours.UsualStart,
                End = WorkingHours.UsualEnd,
                EffectiveFrom = new DateOnly(2026, 9, 1),
            }));
            return Task.CompletedTask;
        });
        return ids;
    }

    /// <summary>May do what everybody in an office may.</summary>
    public Task<T> AsClerk<T>(MediatR.IRequest<T> request, Guid staff = default) => As(Clerk, "经办人", staff, request);

    /// <summary>May also do what only a director may.</summary>
    public Task<T> AsDirector<T>(MediatR.IRequest<T> request, Guid staff = default) => As(Director, "主任", staff, request, AttendancePermissions.CorrectLocked, AttendancePermissions.Report);

    /// <summary>Verifies and decides, and was not there before.</summary>
    public Task<T> AsLeader<T>(MediatR.IRequest<T> request) => As(Leader, "分管领导", Guid.Empty, request);

    /// <summary>Sees field work and confirms it, and nothing else.</summary>
    public Task<T> AsVillage<T>(MediatR.IRequest<T> request, Guid staff) => Platform.Sender.SendAs(
        new Actor(Village, "村专干", staff, Places.Site(Site), new[] { AttendancePermissions.ViewField, AttendancePermissions.ConfirmField }.ToHashSet(), ActorChannel.Page), request);

    public Task<List<Incident>> Incidents() => Platform.Read<AttendanceDbContext, List<Incident>>(db => Task.FromResult(db.Set<Incident>().ToList()));

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private Task<T> As<T>(Guid account, string name, Guid staff, MediatR.IRequest<T> request, params string[] more) => Platform.Sender.SendAs(
        new Actor(account, name, staff, Places.Site(Site), new[]
        {
            AttendancePermissions.View, AttendancePermissions.Own, AttendancePermissions.Import, AttendancePermissions.Verify, AttendancePermissions.Confirm, AttendancePermissions.Settings, AttendancePermissions.Correct, AttendancePermissions.ViewField, AttendancePermissions.Record,
            AttendancePermissions.EditRosters, AttendancePermissions.PublishRosters, AttendancePermissions.Swap, AttendancePermissions.LeaveAsk,
        }.Concat(more).ToHashSet(), ActorChannel.Page),
        request);
}
