using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Meetings;

/// <summary>
/// Makes the agenda of a batch of meetings: what modules contributed, decisions not yet done, findings not yet closed, scored duties missed. Decisions return to the
/// meetings of their own kind and to the work meeting. A matter already on an agenda is not put there again. Everything is in an
/// order of its own, so that the same month gives the same agenda. Four statements whatever the number of meetings.
/// </summary>
internal sealed class AgendaWriter(OversightDbContext db, DutyCatalog catalog)
{
    private const int Named = 5;
    private static readonly ILookup<int, string> NoTitles = Array.Empty<string>().ToLookup(_ => 0);
    private static readonly ILookup<int, MissedDuty> NoDuties = Array.Empty<MissedDuty>().ToLookup(m => m.SiteId);

    /// <param name="month">The month the agenda looks back on.</param>
    /// <param name="meetings">By site, all of one kind; new ones need not be stored yet.</param>
    public async Task<IReadOnlyList<AgendaItem>> ItemsAsync(
        YearMonth month, int lo, int hi, IReadOnlyDictionary<int, Meeting> meetings, IReadOnlyList<AgendaContribution> contributed, CancellationToken cancellationToken)
    {
        if (meetings.Count == 0)
        {
            return [];
        }

        var next = month.AddMonths(1).FirstDay;
        var kind = meetings.First().Value.Kind;
        var (work, business) = (kind == MeetingKind.WorkMeeting, MeetingRules.Of(kind).Business);
        var known = (await db.Set<AgendaItem>().AsNoTracking()
            .Where(a => a.SiteId >= lo && a.SiteId <= hi && db.Set<Meeting>().Any(m => m.Id == a.MeetingId && m.Period == next && m.Kind == kind))
            .Select(a => new { a.MeetingId, a.Key, a.Position }).ToListAsync(cancellationToken)).ToLookup(a => a.MeetingId);
        var undone = db.Set<Decision>().AsNoTracking().Where(d => d.SiteId >= lo && d.SiteId <= hi && d.InForce && !d.Done);
        undone = work ? undone.Where(d => d.Period < next) : undone.Where(d => db.Set<Meeting>().Any(m => m.Id == d.MeetingId && m.Kind == kind));
        var decisions = (await undone.OrderBy(d => d.DueOn).ThenBy(d => d.Id).ToListAsync(cancellationToken)).ToLookup(d => d.SiteId);
        var findings = !business ? NoTitles : (await db.Set<Finding>().AsNoTracking()
            .Where(f => f.SiteId >= lo && f.SiteId <= hi && f.State != FindingState.Closed && f.Month <= month.FirstDay)
            .OrderBy(f => f.Month).ThenBy(f => f.CheckCode).ThenBy(f => f.Key)
            .Select(f => new { f.SiteId, f.Title }).ToListAsync(cancellationToken)).ToLookup(f => f.SiteId, f => f.Title);
        var missed = !business ? NoDuties : (await db.Set<DutyObligation>().AsNoTracking()
            .Where(o => o.SiteId >= lo && o.SiteId <= hi && o.Month == month.FirstDay && o.Status == DutyStatus.Missed && o.Scored)
            .OrderBy(o => o.UnitName).ThenBy(o => o.DutyCode).ThenBy(o => o.Period)
            .Select(o => new MissedDuty(o.SiteId, o.DutyCode, o.UnitName, o.Revision)).ToListAsync(cancellationToken)).ToLookup(o => o.SiteId);
        var fromModules = contributed.ToLookup(c => c.SiteId);

        var items = new List<AgendaItem>();
        foreach (var (site, meeting) in meetings)
        {
            var list = new AgendaList(meeting, known[meeting.Id].Select(k => k.Key), known[meeting.Id].Select(k => k.Position).DefaultIfEmpty().Max());
            foreach (var decision in decisions[site])
            {
                list.Add(AgendaSource.Decision, $"decision:{decision.Id}", "上次会议决定事项：" + decision.Text,
                    $"承办人：{(decision.OwnerName.Length > 0 ? decision.OwnerName : "未指定")}；办理期限：{decision.DueOn:yyyy-MM-dd}；尚未办结。", $"/oversight/meetings/{decision.MeetingId}");
            }

            if (findings[site].Any())
            {
                list.Add(AgendaSource.Finding, $"findings:{month}", $"稽核问题整改（{findings[site].Count()}项未销号）",
                    Names(findings[site]), $"/oversight/findings?site={site}&state=Unclosed");
            }

            var revision = missed[site].Select(m => m.Revision).DefaultIfEmpty().Max();
            var lacking = missed[site].Where(m => m.Revision == revision).ToList();
            if (lacking.Count > 0)
            {
                list.Add(AgendaSource.Duty, $"missed:{month}", $"{month.ToChinese()}未完成的职责（{lacking.Count}项）",
                    Names(lacking.Select(m => m.UnitName.Length > 0 ? $"{m.UnitName}：{catalog.DutyName(m.DutyCode)}" : catalog.DutyName(m.DutyCode))),
                    $"/oversight/calendar?site={site}&month={month}");
            }

            foreach (var item in fromModules[site])
            {
                list.Add(AgendaSource.Module, "module:" + item.Title, item.Title, item.Detail, item.Link);
            }

            items.AddRange(list.Added);
        }

        return items;
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join("；", all.Take(Named)) + (all.Count > Named ? $"；等{all.Count}项" : "");
    }

    private sealed record MissedDuty(int SiteId, string DutyCode, string UnitName, int Revision);

    private sealed class AgendaList(Meeting meeting, IEnumerable<string> known, int position)
    {
        private readonly HashSet<string> keys = [.. known];

        public List<AgendaItem> Added { get; } = [];

        public void Add(AgendaSource source, string key, string title, string detail, string? link)
        {
            var cut = Text.Cut(key, 250);
            if (keys.Add(cut))
            {
                Added.Add(new AgendaItem
                {
                    SiteId = meeting.SiteId,
                    MeetingId = meeting.Id,
                    Source = source,
                    Key = cut,
                    Title = Text.Cut(title, 200),
                    Detail = Text.Cut(detail, 2000),
                    Link = Text.Cut(link, 300),
                    Position = ++position,
                });
            }
        }
    }
}
