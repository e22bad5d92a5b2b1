using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Demo;

/// <summary>
/// The week's, the supplies manager's and the migrants' meetings of a month, as far as it has gone: most are held, some after their time, some not at all. Sent by the
/// seeding alone.
/// </summary>
[Label("装入演示例会")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoMeetings(YearMonth Month, DateOnly Today, IReadOnlyList<DivisionRow> Sites) : ICommand<Unit>;

internal sealed class SeedDemoMeetingsHandler(OversightDbContext db, DutyCatalog catalog, IWorkingDays days, IMediator mediator) : IRequestHandler<SeedDemoMeetings, Unit>
{
    private readonly List<Meeting> meetings = [];
    private readonly List<MeetingAttendee> sheets = [];
    private readonly List<DutyFulfilment> proofs = [];

    public async Task<Unit> Handle(SeedDemoMeetings request, CancellationToken cancellationToken)
    {
        var (month, today) = (request.Month, request.Today);
        var staff = (await mediator.Send(new GetStaff([.. request.Sites.Select(s => s.Id)]), cancellationToken)).ToLookup(s => s.SiteId);
        var weekly = catalog.Find(OversightDuties.WeeklyMeeting)!;
        var weeks = DueDates.PeriodsDueIn(Cadence.Weekly, DueRule.Of(weekly), month);
        foreach (var site in request.Sites.Select(s => s.Id))
        {
            List<StaffRow> people = [.. staff[site].Take(8)];
            foreach (var (week, i) in weeks.Select((w, i) => (w, i)))
            {
                // One week in sixteen has no meeting, one has it a week late.
                var fate = DemoDice.Roll(16, site, week.DayNumber, 31);
                if (fate > 0)
                {
                    Hold(MeetingKind.OfficeWeekly, i + 1, days.OnOrAfter(week.AddDays(fate == 1 ? 7 : fate % 2)), week, DemoTexts.Weekly, "主任");
                }
            }

            // The last township is excused from its supplies meeting.
            if (site != request.Sites[^1].Id)
            {
                HoldMonthly(MeetingKind.SuppliesMeeting, DemoTexts.Supplies, "药管员", 32);
            }

            HoldMonthly(MeetingKind.MigrantMeeting, DemoTexts.Migrants, "专干", 33);

            void HoldMonthly(MeetingKind kind, string[] texts, string host, int salt)
            {
                var fate = DemoDice.Roll(12, site, month.Month, salt);
                if (fate > 0)
                {
                    var day = fate == 1 ? month.LastDay.AddDays(1 + DemoDice.Roll(5, site, month.Month, salt)) : month.FirstDay.AddDays(7 + DemoDice.Roll(18, site, month.Month, salt));
                    Hold(kind, 1, days.OnOrAfter(day), month.FirstDay, texts, host);
                }
            }

            void Hold(MeetingKind kind, int number, DateOnly day, DateOnly period, string[] texts, string host)
            {
                if (day < today)
                {
                    Write(Meeting(site, month, kind, number, day, DemoTexts.Pick(texts, site, day.DayNumber), people.FirstOrDefault(p => p.Post == host)?.Name ?? "办公室主任"), people, period);
                }
            }
        }

        await Bulk.InsertAsync(db, meetings, cancellationToken);
        await Bulk.InsertAsync(db, sheets, cancellationToken);
        await Bulk.InsertAsync(db, proofs, cancellationToken);
        return Unit.Value;
    }

    // One month in three the supplies meeting trains as well.
    private static Meeting Meeting(int site, YearMonth month, MeetingKind kind, int number, DateOnly day, string text, string host)
    {
        var trains = kind == MeetingKind.SuppliesMeeting && month.Month % 3 == site % 3;
        return new Meeting
        {
            SiteId = site,
            Period = month.FirstDay,
            Kind = kind,
            Number = number,
            Title = MeetingRules.TitleOf(kind, month, number, day, ""),
            PlannedOn = day,
            State = MeetingState.Held,
            HeldOn = day,
            Place = "卫健办办公室",
            Host = host,
            Arranged = text,
            Topic = trains ? DemoTexts.Pick(DemoTexts.SuppliesTopics, site, month.Month) : "",
            Hours = trains ? 2 : 0,
            Discharges = trains ? OversightDuties.SuppliesTraining : "",
            ConfirmedBy = host,
            ConfirmedOn = day.AddDays(1),
        };
    }

    private void Write(Meeting meeting, List<StaffRow> people, DateOnly period)
    {
        var (site, day) = (meeting.SiteId, meeting.HeldOn!.Value);
        meetings.Add(meeting);
        sheets.AddRange(people.Select((p, i) => (Person: p, Fate: p.Name == meeting.Host ? 9 : DemoDice.Roll(14, site, day.DayNumber, i))).Select(x => new MeetingAttendee
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
        proofs.AddRange(MeetingRules.Discharged(meeting, catalog).Select(duty => new DutyFulfilment
        {
            SiteId = site,
            DutyCode = duty,
            Period = catalog.Find(duty)!.Cadence == Cadence.HalfYearly ? DueDates.PeriodOf(Cadence.HalfYearly, day) : period,
            EvidenceRef = meeting.EvidenceRef,
            OccurredOn = day,
            SubmittedOn = day.AddDays(1),
            Quantity = 1,
            RecordedAt = new DateTimeOffset(day.AddDays(1).ToDateTime(new TimeOnly(16, 30)), TimeSpan.FromHours(8)),
        }));
    }
}
