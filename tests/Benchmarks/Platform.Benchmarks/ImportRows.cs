using System.Globalization;
using System.Text;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.TestKit;

namespace Platform.Benchmarks;

/// <summary>The clock-ins that are imported: people with working hours, two stamps a day for everybody, in time order as machines write them; every fiftieth morning late.</summary>
internal sealed class ImportRows
{
    private const int PeoplePerSite = 5;
    private const int Late = 30_700;
    private static readonly DateOnly FirstDay = new(2026, 1, 1);
    private static readonly DateOnly WarmUpDay = new(2025, 12, 1);
    private readonly List<int> sites;
    private readonly List<Guid> staff;
    private readonly int count;

    private ImportRows(List<int> sites, List<Guid> staff, int count) => (this.sites, this.staff, this.count) = (sites, staff, count);

    public int People => staff.Count;

    public static async Task<ImportRows> PrepareAsync(TestPlatform platform, int count)
    {
        var sites = await Country.SitesAsync(platform, Math.Max(1, count / 400 / PeoplePerSite));
        var staff = new List<Guid>();
        foreach (var chunk in sites.Chunk(500))
        {
            List<NewStaff> people = [.. from s in chunk from n in Enumerable.Range(1, PeoplePerSite) select new NewStaff(s, $"{n:000}", $"人员{n}", "专干")];
            var ids = await platform.Send(new AddStaff(people));
            staff.AddRange(ids);
            await platform.Write<AttendanceDbContext>(db => Bulk.InsertAsync(
                db,
                people.Select((p, i) => new WorkingHours { SiteId = p.SiteId, StaffId = ids[i], Start = WorkingHours.UsualStart, End = WorkingHours.UsualEnd, EffectiveFrom = WarmUpDay }),
                CancellationToken.None));
        }

        return new ImportRows(sites, staff, count);
    }

    public IEnumerable<(int Site, int Person, Stamp Stamp)> All() => From(FirstDay, count);

    private IEnumerable<(int Site, int Person, Stamp Stamp)> From(DateOnly first, int count)
    {
        var left = count;
        for (var day = first; ; day = day.AddDays(1))
        {
            for (var i = 0; i < staff.Count; i++)
            {
                var (site, person) = (sites[i / PeoplePerSite], 1 + (i % PeoplePerSite));
                var arrival = (i + day.DayNumber) % 50 == 0 ? Late : 28_000 + (site % 900);
                for (var half = 0; half < 2; half++)
                {
                    if (left-- == 0)
                    {
                        yield break;
                    }

                    yield return (site, person, new Stamp(site, staff[i], day, half == 0 ? arrival : 61_500 + (person * 60)));
                }
            }
        }
    }

    public void WriteFile(string path) => WriteFile(path, All());

    /// <summary>Some rows of a month before: what the process does for the first time is done with them.</summary>
    public void WriteWarmUp(string path) => WriteFile(path, From(WarmUpDay, Math.Min(31 * 2 * staff.Count, 100_000)));

    private static void WriteFile(string path, IEnumerable<(int Site, int Person, Stamp Stamp)> rows)
    {
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        text.Write("乡镇代码,工号,日期,时间\n");
        foreach (var (site, person, stamp) in rows)
        {
            var second = stamp.SecondOfDay;
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{site:000000000},{person:000},{stamp.Day:yyyy-MM-dd},{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}\n"));
        }
    }
}
