using Platform.Contracts.Divisions;
using Platform.Contracts.Staff;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>Invented leave of one township: granted half days, sick days and the like of the past months, one waiting for a signature, in some one waiting for the county.</summary>
internal sealed class DemoLeave(int site, int index, IReadOnlyList<StaffRow> people, IWorkingDays calendar, DateOnly since, DateOnly today)
{
    private static readonly (LeaveKind Kind, int HalfDays, string Reason)[] Past =
    [
        (LeaveKind.Personal, 1, "送孩子入学"), (LeaveKind.Sick, 4, "感冒发热"), (LeaveKind.Annual, 6, ""), (LeaveKind.Personal, 1, "办理房产手续"), (LeaveKind.Personal, 2, "参加亲属婚礼"),
    ];

    private readonly StaffRow director = people[0];

    // Those of the station have a head of their own.
    private readonly List<StaffRow> others = [.. people.Skip(1).Where(p => p.Post is not ("服务所所长" or "药管员"))];

    public List<LeaveRequest> Requests { get; } = [];

    public List<LeaveStep> Steps { get; } = [];

    public List<LeaveEvent> Events { get; } = [];

    public DemoLeave Build()
    {
        var number = index;
        for (var day = since.AddDays(index % 9); day < today.AddDays(-90); day = day.AddDays(37))
        {
            var (kind, halfDays, reason) = Past[number % Past.Length];
            Granted(others[number % others.Count], kind, halfDays, reason, day);
            number++;
        }

        for (var i = 0; i < 2; i++)
        {
            var (kind, halfDays, reason) = Past[(index + (i * 2)) % Past.Length];
            Granted(others[(index + i) % others.Count], kind, halfDays, reason, today.AddDays(-70 + (index % 9) + (i * 33)));
        }

        var (soon, who) = (calendar.OnOrAfter(today.AddDays(2 + (index % 3))), others[(index + 2) % others.Count]);
        Ask(who, LeaveKind.Personal, Of(soon, 1), "家中老人复诊", today, LeaveRole.Director);
        if (index % 3 == 1)
        {
            var later = Ask(others[0], LeaveKind.Personal, Of(calendar.OnOrAfter(today.AddDays(12)), 6), "回原籍处理家事", calendar.Previous(calendar.Previous(today)), LeaveRole.Director, LeaveRole.Leader);
            later.Letter = "因回原籍处理家事，路途较远，特申请事假三天，工作已与同事交接，望批准。";
            Sign(later, calendar.Previous(today));
        }

        return this;
    }

    private void Granted(StaffRow person, LeaveKind kind, int halfDays, string reason, DateOnly near)
    {
        var first = calendar.OnOrAfter(near);
        LeaveRole[] roles = kind == LeaveKind.Personal && halfDays > 1 ? [LeaveRole.Director, LeaveRole.Leader] : [LeaveRole.Director];
        var leave = Ask(person, kind, Of(first, halfDays), reason, calendar.Previous(first), roles);
        Sign(leave, calendar.Previous(first));
        leave.ProofOn = LeaveKinds.NeedsProof(kind) && index % 4 != 1 ? leave.Last : null;
        leave.ReturnedOn = calendar.Next(leave.Last);
        Tell(leave, leave.ReturnedOn.Value, person.Name, "销假");
    }

    private LeaveRequest Ask(StaffRow person, LeaveKind kind, LeaveSpan span, string reason, DateOnly on, params LeaveRole[] roles)
    {
        var halfDays = span.HalfDays(calendar);
        var leave = new LeaveRequest
        {
            SiteId = site,
            StaffId = person.Id,
            Kind = kind,
            Span = span,
            HalfDays = halfDays,
            Together = halfDays,
            Tier = LeaveRules.TierOf(kind, halfDays),
            Reason = reason,
            AskedBy = person.Name,
            AskedOn = on,
        };
        Requests.Add(leave);
        Steps.AddRange(leave.Begin(roles));
        Tell(leave, on, person.Name, "提出申请");
        return leave;
    }

    private void Sign(LeaveRequest leave, DateOnly on)
    {
        List<LeaveStep> steps = [.. Steps.Where(s => s.RequestId == leave.Id)];
        foreach (var step in steps.ToList())
        {
            var (staff, name) = step.Role == LeaveRole.Director ? (director.Id, director.Name) : (Guid.Empty, "分管领导");
            leave.Sign(steps, new LeaveSignature(staff, name, on, step.IsAcknowledgement ? "" : "同意", [new LeaveCapacity(step.Role, staff, "")]));
            Tell(leave, on, name, $"{Words.Of(step.Role)}{(step.IsAcknowledgement ? "已知悉" : "签批同意")}");
        }
    }

    private LeaveSpan Of(DateOnly first, int halfDays)
    {
        var last = first;
        for (var left = halfDays - 2; left > 0; left -= 2)
        {
            last = calendar.Next(last);
        }

        return new LeaveSpan(first, DayHalf.Morning, last, halfDays % 2 == 1 ? DayHalf.Morning : DayHalf.Afternoon);
    }

    private void Tell(LeaveRequest leave, DateOnly on, string by, string act) => Events.Add(new LeaveEvent
    {
        SiteId = site,
        RequestId = leave.Id,
        At = new DateTimeOffset(on.ToDateTime(new TimeOnly(9, Events.Count % 60)), TimeSpan.FromHours(8)),
        ByName = by,
        Act = act,
    });
}
