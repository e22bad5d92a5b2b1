using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>The people of the demo county with their working hours.</summary>
/// <param name="Sites">Townships with the names of their villages.</param>
[Label("装入演示人员")]
[Requires(AttendancePermissions.Work)]
internal sealed record SeedDemoStaff(IReadOnlyList<DemoSite> Sites, DateOnly From) : ICommand<int>;

internal sealed record DemoSite(int Id, IReadOnlyList<string> Villages);

internal sealed class SeedDemoStaffHandler(AttendanceDbContext db, IMediator mediator) : IRequestHandler<SeedDemoStaff, int>
{
    public async Task<int> Handle(SeedDemoStaff request, CancellationToken cancellationToken)
    {
        var hours = new List<WorkingHours>();
        for (var i = 0; i < request.Sites.Count; i++)
        {
            // One command a township: 19 of them, once.
            var site = request.Sites[i];
            var ids = await mediator.Send(new SaveStaff(site.Id, DemoPeople.Of(i, site.Villages)), cancellationToken);
            hours.AddRange(ids.Values.Select(id => new WorkingHours
            {
                SiteId = site.Id,
                StaffId = id,
                Start = DemoDays.Start,
                End = DemoDays.End,
                EffectiveFrom = request.From,
            }));
        }

        await Bulk.InsertAsync(db, hours, cancellationToken);
        await Bulk.InsertAsync(db, request.Sites.Select(s => Device(s.Id)), cancellationToken);
        return hours.Count;
    }

    private static DeviceProfile Device(int site) => new()
    {
        SiteId = site,
        Name = "一楼大厅打卡机",
        Encoding = DeviceEncoding.Gb18030,
        NumberColumn = "登记号码",
        NameColumn = "姓名",
        MomentColumn = "刷卡时刻",
        MomentFormat = "dd/MM/yyyy HH:mm:ss",
    };
}
