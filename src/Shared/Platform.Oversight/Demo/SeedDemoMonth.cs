using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Oversight.Data;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Demo;

/// <summary>Holds a month's meetings and study sessions of the demo county as they might have gone. Sent by the seeding alone.</summary>
[Label("装入演示月份")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoMonth(YearMonth Month, DateOnly Today, IReadOnlyList<DivisionRow> Sites, IReadOnlyList<VillageRow> Villages) : ICommand<Unit>;

internal sealed class SeedDemoMonthHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<SeedDemoMonth, Unit>
{
    private readonly List<DutyFulfilment> proofs = [];

    public async Task<Unit> Handle(SeedDemoMonth request, CancellationToken cancellationToken)
    {
        var month = request.Month;
        var first = month.FirstDay;
        var convened = await db.Set<Meeting>().Where(m => m.Period == first && m.Kind == MeetingKind.WorkMeeting).ToDictionaryAsync(m => m.SiteId, cancellationToken);
        var staff = (await mediator.Send(new GetStaff([.. request.Sites.Select(s => s.Id)]), cancellationToken)).ToLookup(s => s.SiteId);
        await SettleDecisionsAsync(month, cancellationToken);
        foreach (var site in request.Sites)
        {
            if (!convened.TryGetValue(site.Id, out var meeting))
            {
                db.Add(meeting = MeetingFactory.Create(site.Id, month));
            }

            // One meeting in fourteen was not held in time to count.
            if (DemoDice.Roll(14, site.Id, month.Month) > 0)
            {
                Hold(meeting, [.. staff[site.Id].Take(12)], month);
            }
        }

        foreach (var village in request.Villages)
        {
            Study(village, month, request.Today);
        }

        await db.SaveChangesAsync(cancellationToken);
        await Bulk.InsertAsync(db, proofs, cancellationToken);
        return Unit.Value;
    }

    // Most of what the meetings before decided has been done by now; the rest returns.
    private async Task SettleDecisionsAsync(YearMonth month, CancellationToken cancellationToken)
    {
        var first = month.FirstDay;
        var open = await db.Set<Decision>().Where(d => d.Period < first && !d.Done).OrderBy(d => d.SiteId).ThenBy(d => d.Id).ToListAsync(cancellationToken);
        foreach (var (decision, i) in open.Select((d, i) => (d, i)).Where(x => DemoDice.Roll(4, x.d.SiteId, x.i) > 0))
        {
            (decision.Done, decision.DoneOn, decision.DoneNote) = (true, decision.DueOn.AddDays(-DemoDice.Roll(3, decision.SiteId, i)), "已完成");
        }
    }

    private void Hold(Meeting meeting, List<StaffRow> people, YearMonth month)
    {
        var (site, m) = (meeting.SiteId, month.Month);
        var day = first(5 + DemoDice.Roll(20, site, m, 1));
        meeting.State = MeetingState.Held;
        meeting.HeldOn = day;
        meeting.Place = "镇政府二楼会议室";
        meeting.Host = people.FirstOrDefault(p => p.Post.Contains("主任", StringComparison.Ordinal))?.Name ?? people.FirstOrDefault()?.Name ?? "办公室主任";
        meeting.Relayed = DemoTexts.Pick(DemoTexts.Relayed, site, m);
        meeting.Arranged = DemoTexts.Pick(DemoTexts.Arranged, site, m);
        meeting.Trained = DemoTexts.Pick(DemoTexts.Trained, site, m);
        var studied = DemoDice.Roll(6, site, m, 2) > 0;
        (meeting.Topic, meeting.Hours, meeting.Discharges) = studied ? (DemoTexts.Pick(DemoTexts.Topics, site, m), 1.5m, OversightDuties.StudySession) : ("", 0m, "");
        (meeting.ConfirmedBy, meeting.ConfirmedOn) = (meeting.Host, day.AddDays(1));
        db.AddRange(people.Select((p, i) => (Person: p, Fate: DemoDice.Roll(18, site, m, i))).Select(x => new MeetingAttendee
        {
            SiteId = site,
            MeetingId = meeting.Id,
            StaffId = x.Person.Id,
            Name = x.Person.Name,
            Post = x.Person.Post,
            State = x.Fate < 2 ? Attendance.Absent : x.Fate == 2 ? Attendance.Late : Attendance.Present,
            Reason = x.Fate < 2 ? "下村" : x.Fate == 2 ? "接待来访" : "",
            SignedAt = new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 50)), TimeSpan.FromHours(8)),
        }));
        var owner = people.Count > 0 ? people[DemoDice.Roll(people.Count, site, m, 3)] : null;
        db.Add(new Decision
        {
            SiteId = site,
            MeetingId = meeting.Id,
            Period = meeting.Period,
            Text = DemoTexts.Pick(DemoTexts.Decisions, site, m),
            OwnerStaffId = owner?.Id ?? Guid.Empty,
            OwnerName = owner?.Name ?? "",
            DueOn = day.AddDays(14),
            InForce = true,
        });
        Prove(OversightDuties.WorkMeeting, site, Guid.Empty, meeting.Period, meeting.EvidenceRef, day, day.AddDays(1));
        if (studied)
        {
            Prove(OversightDuties.StudySession, site, Guid.Empty, meeting.Period, meeting.EvidenceRef, day, day.AddDays(1));
        }

        DateOnly first(int n) => month.FirstDay.AddDays(n - 1);
    }

    // Of ten villages eight are on time, one makes it up in the next month, one has nothing.
    private void Study(VillageRow village, YearMonth month, DateOnly today)
    {
        var number = (int)(long.Parse(village.Code, System.Globalization.CultureInfo.InvariantCulture) % 1_000_000);
        var fate = DemoDice.Roll(10, village.SiteId, number, month.Month);
        if (fate == 0)
        {
            return;
        }

        var day = fate == 1 ? month.LastDay.AddDays(1 + DemoDice.Roll(4, number, month.Month)) : month.FirstDay.AddDays(3 + DemoDice.Roll(24, number, month.Month, 5));
        if (day >= today)
        {
            return;
        }

        var row = new StudyRecord
        {
            SiteId = village.SiteId,
            VillageId = village.Id,
            Period = month.FirstDay,
            HeldOn = day,
            Topic = DemoTexts.Pick(DemoTexts.Topics, number, month.Month),
            Place = DemoTexts.Pick(DemoTexts.Places, number, month.Month),
            Participants = 8 + DemoDice.Roll(28, number, month.Month, 7),
            RecordedOn = day.AddDays(1),
            RecordedBy = "村专干",
        };
        db.Add(row);
        Prove(OversightDuties.CommunityStudy, village.SiteId, village.Id, row.Period, row.EvidenceRef, day, row.RecordedOn);
    }

    private void Prove(string duty, int site, Guid unit, DateOnly period, string evidence, DateOnly occurred, DateOnly submitted) => proofs.Add(new DutyFulfilment
    {
        SiteId = site,
        UnitId = unit,
        DutyCode = duty,
        Period = period,
        EvidenceRef = evidence,
        OccurredOn = occurred,
        SubmittedOn = submitted,
        Quantity = 1,
        RecordedAt = new DateTimeOffset(submitted.ToDateTime(new TimeOnly(16, 30)), TimeSpan.FromHours(8)),
    });
}
