using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Meetings;

/// <summary>Meetings of the caller's scope, newest month first.</summary>
/// <param name="Search">Part of title, topic, place or host.</param>
[Requires(OversightPermissions.ViewMeetings)]
[Endpoint(Verb.Get, "oversight/meetings", "查询会议")]
[Clauses("P3-WORKRULES-01", "P4-DIRECTOR-08b", "P3-STREETSUPPLY-07a", "P3-MIGSERVICE-06a")]
internal sealed record GetMeetings(
    int? SiteId = null, DateOnly? Month = null, string? State = null, int? PageIndex = null, int? PageSize = null, string? Sort = null, MeetingKind? Kind = null, string? Search = null)
    : PageRequest(PageIndex, PageSize, Sort), IQuery<Page<MeetingRow>>;

/// <param name="Attendees">Present or late.</param>
internal sealed record MeetingRow(
    Guid Id, int SiteId, string SiteName, DateOnly Period, MeetingKind Kind, string Title, string State, DateOnly? PlannedOn, DateOnly? HeldOn, int Attendees, int AgendaItems, int OpenDecisions);

internal sealed class GetMeetingsHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<GetMeetings, Page<MeetingRow>>
{
    public async Task<Page<MeetingRow>> Handle(GetMeetings request, CancellationToken cancellationToken)
    {
        var query = db.Set<Meeting>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(m => m.SiteId == site);
        }

        if (request.Month is { } month)
        {
            var first = new DateOnly(month.Year, month.Month, 1);
            query = query.Where(m => m.Period == first);
        }

        if (Enum.TryParse<MeetingState>(request.State, out var state))
        {
            query = query.Where(m => m.State == state);
        }

        if (request.Kind is { } kind)
        {
            query = query.Where(m => m.Kind == kind);
        }

        if (request.Search?.Trim() is { Length: > 0 } text)
        {
            query = query.Where(m => m.Title.Contains(text) || m.Topic.Contains(text) || m.Place.Contains(text) || m.Host.Contains(text));
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Sort switch
        {
            "Period" => query.OrderBy(m => m.Period).ThenBy(m => m.SiteId).ThenBy(m => m.Id),
            "PlannedOn" => query.OrderBy(m => m.PlannedOn).ThenBy(m => m.SiteId).ThenBy(m => m.Id),
            "-PlannedOn" => query.OrderByDescending(m => m.PlannedOn).ThenBy(m => m.SiteId).ThenBy(m => m.Id),
            "Title" => query.OrderBy(m => m.Title).ThenBy(m => m.Id),
            "-Title" => query.OrderByDescending(m => m.Title).ThenBy(m => m.Id),
            "HeldOn" => query.OrderBy(m => m.HeldOn).ThenBy(m => m.SiteId).ThenBy(m => m.Id),
            "-HeldOn" => query.OrderByDescending(m => m.HeldOn).ThenBy(m => m.SiteId).ThenBy(m => m.Id),
            _ => query.OrderByDescending(m => m.Period).ThenBy(m => m.SiteId).ThenBy(m => m.Id),
        };
        var rows = await query.Skip(request.Skip).Take(request.Take)
            .Select(m => new
            {
                m.Id,
                m.SiteId,
                m.Period,
                m.Kind,
                m.Title,
                m.State,
                m.PlannedOn,
                m.HeldOn,
                Attendees = db.Set<MeetingAttendee>().Count(a => a.MeetingId == m.Id && a.State != Attendance.Absent),
                Agenda = db.Set<AgendaItem>().Count(a => a.MeetingId == m.Id),
                Open = db.Set<Decision>().Count(d => d.MeetingId == m.Id && d.InForce && !d.Done),
            }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<MeetingRow>(
            [.. rows.Select(r => new MeetingRow(r.Id, r.SiteId, names.GetValueOrDefault(r.SiteId, ""), r.Period, r.Kind, r.Title, MeetingTexts.Of(r.State), r.PlannedOn, r.HeldOn, r.Attendees, r.Agenda, r.Open))],
            total);
    }
}

internal static class MeetingTexts
{
    public static string Of(MeetingState state) => state == MeetingState.Held ? "已召开" : "待召开";

    public static string Of(Attendance? state) => state switch
    {
        Attendance.Present => "到会",
        Attendance.Late => "迟到",
        Attendance.Absent => "缺席",
        _ => "未签",
    };

    public static string Of(AgendaSource source) => source switch
    {
        AgendaSource.Module => "业务模块",
        AgendaSource.Finding => "稽核问题",
        AgendaSource.Duty => "未完成职责",
        AgendaSource.Decision => "上次决定",
        _ => "本次提出",
    };
}
