using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>What a request of this person and length means: counted, tier, who signs, what remains of the months.</summary>
internal sealed record LeavePlan(int HalfDays, int Together, LeaveTier Tier, IReadOnlyList<LeaveRole> Signers, IReadOnlyList<MonthUse> Months)
{
    public bool Exceeds => Months.Any(m => m.Exceeds);
}

/// <summary>What every act on a leave needs: the request, its rules, who acts, and what it does to the records of its days.</summary>
internal sealed class LeaveDesk(AttendanceDbContext db, IncidentRecorder incidents, SheetRevisions revisions, IWorkingDays calendar, IMediator mediator, Operation operation)
{
    /// <summary>The person who asks, of the site and active. Refuses NO_PERSON, ONLY_SELF and UNKNOWN_PERSON.</summary>
    public async Task<StaffRow> PersonAsync(int siteId, Guid? staffId, CancellationToken cancellationToken)
    {
        var (own, asked) = (operation.Actor.StaffId, staffId ?? operation.Actor.StaffId);
        if (asked == Guid.Empty)
        {
            throw new RefusalException(
                "NO_PERSON", "您的账号没有关联人员名册中的人，不能为本人请假。请选择请假人，或请管理员关联账号。", RefusalKind.Refused, [new FieldError("StaffId", "请选择请假人")]);
        }

        if (asked != own && !operation.Actor.May(AttendancePermissions.LeaveRegister))
        {
            throw new RefusalException("ONLY_SELF", "您只能为本人请假。为同事登记的，请由办公室经办人办理。", RefusalKind.Refused, [new FieldError("StaffId", "只能为本人请假")]);
        }

        return (await mediator.Send(new GetPeople([asked]), cancellationToken)).FirstOrDefault(p => p.SiteId == siteId && p.Active)
            ?? throw new RefusalException("UNKNOWN_PERSON", "人员名册中没有这个人，请从列表中选择本单位在岗人员。", RefusalKind.Invalid, [new FieldError("StaffId", "请选择本单位人员")]);
    }

    /// <summary>Checks the span and works out the plan. Refuses what the span refuses, LEAVE_OVERLAPS, and NO_APPROVER. Two statements.</summary>
    /// <param name="except">The request itself when it is corrected.</param>
    public async Task<LeavePlan> PlanAsync(int siteId, Guid staffId, LeaveKind kind, LeaveSpan span, Guid except, CancellationToken cancellationToken)
    {
        span.Check(calendar);
        var others = await OthersAsync(staffId, except, cancellationToken);
        if (others.FirstOrDefault(o => o.Span.Overlaps(span)) is { } same)
        {
            throw new RefusalException(
                "LEAVE_OVERLAPS", $"这段时间已经请过假（{same.Span.Text}，{Words.Of(same.State)}），请改日期，或先撤回、更正那一份。", RefusalKind.Conflict, [new FieldError("First", "与已有请假重叠")]);
        }

        List<LeaveSpan> personal = [.. others.Where(o => LeaveKinds.NeedsApproval(o.Kind)).Select(o => o.Span)];
        var counts = LeaveKinds.NeedsApproval(kind);
        var together = counts ? LeaveRules.Together(span, personal, calendar) : span.HalfDays(calendar);
        var tier = LeaveRules.TierOf(kind, together);
        var holders = await mediator.Send(new GetPostHolders([siteId], null, operation.Today), cancellationToken);
        var signers = LeaveSigners.Of(tier, [.. holders.Where(h => h.StaffId == staffId)]);
        return new LeavePlan(span.HalfDays(calendar), together, tier, signers, counts ? LeaveRules.Months(span, personal, calendar) : []);
    }

    /// <summary>Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public async Task<LeaveRequest> OpenAsync(Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var leave = await db.Set<LeaveRequest>().FirstOrDefaultAsync(r => r.Id == id, cancellationToken)
            ?? throw Refusals.NotFound("这份请假");
        Refusals.CheckVersion(version, leave.Version, "这份请假");
        return leave;
    }

    /// <summary>A request of the actor, or one the actor may deal with for others. Refuses NOT_FOUND for what is neither.</summary>
    public async Task<LeaveRequest> OpenOwnAsync(Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var leave = await OpenAsync(id, version, cancellationToken);
        return IsOwn(leave) || operation.Actor.May(AttendancePermissions.LeaveRegister)
            ? leave
            : throw new RefusalException("NOT_FOUND", "没有找到这份请假，或它不是您本人的。", RefusalKind.NotFound);
    }

    public Task<List<LeaveStep>> StepsAsync(LeaveRequest leave, CancellationToken cancellationToken) =>
        db.Set<LeaveStep>().Where(s => s.RequestId == leave.Id && s.Round == leave.Round).OrderBy(s => s.Position).ToListAsync(cancellationToken);

    /// <summary>What the actor may sign as at a site today. Two statements, none for somebody who is on no staff list.</summary>
    public async Task<IReadOnlyList<LeaveCapacity>> CapacitiesAsync(int siteId, CancellationToken cancellationToken)
    {
        var own = operation.Actor.StaffId;
        if (own == Guid.Empty)
        {
            return [];
        }

        var holders = await mediator.Send(new GetPostHolders([siteId], null, operation.Today), cancellationToken);
        return LeaveSigners.Capacities(own, holders, await mediator.Send(new GetActingFor([own], operation.Today), cancellationToken));
    }

    public async Task<LeaveSignature> SignatureAsync(LeaveRequest leave, string? opinion, CancellationToken cancellationToken) =>
        new(operation.Actor.StaffId, operation.Actor.Name, operation.Today, opinion?.Trim() ?? "", await CapacitiesAsync(leave.SiteId, cancellationToken));

    /// <summary>Days of a confirmed sheet with no further revision waiting do not change any more: refuses SHEET_CONFIRMED.</summary>
    public async Task RefuseConfirmedAsync(int siteId, LeaveSpan? days, CancellationToken cancellationToken)
    {
        if (days is not { } span)
        {
            return;
        }

        if (await revisions.FirstClosedAsync(siteId, span.First, span.Last, cancellationToken) is { } month)
        {
            throw new RefusalException(
                "SHEET_CONFIRMED", $"{YearMonth.Of(month).ToChinese()}考勤表已经确认，那时的请假不能再变动。需要更正时，请先由主任撤回确认。", RefusalKind.Conflict,
                [new FieldError("First", "所在月份的考勤表已经确认")]);
        }
    }

    public void Tell(LeaveRequest leave, string act, string? note = null) => db.Add(new LeaveEvent
    {
        SiteId = leave.SiteId,
        RequestId = leave.Id,
        At = operation.Now,
        ByName = operation.Actor.Name,
        Act = act,
        Note = note?.Trim() ?? "",
    });

    /// <summary>Makes the recorded incidents of these days fit the leave as it is saved now. Nothing for days to come.</summary>
    public async Task EffectAsync(LeaveRequest leave, LeaveSpan days, CancellationToken cancellationToken)
    {
        var (staff, first, last) = (leave.StaffId, days.First, days.Last < operation.Today ? days.Last : operation.Today);
        if (first > last)
        {
            return;
        }

        var stamps = await db.Set<ClockIn>().AsNoTracking().Where(c => c.StaffId == staff && c.Day >= first && c.Day <= last)
            .Select(c => new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay)).ToListAsync(cancellationToken);
        await incidents.RecordAsync([staff], first, last, stamps, leave.Id, cancellationToken);
    }

    /// <summary>Why, the papers and the opinions: for the person, who entered it, and the posts it goes through with their stand-ins.</summary>
    public async Task<bool> ReadsAsync(LeaveRequest leave, CancellationToken cancellationToken)
    {
        if (IsOwn(leave))
        {
            return true;
        }

        var own = operation.Actor.StaffId;
        var steps = own == Guid.Empty ? [] : await db.Set<LeaveStep>().Where(s => s.RequestId == leave.Id).Select(s => new { s.Role, s.ByStaffId }).ToListAsync(cancellationToken);
        if (steps.Count == 0 || steps.Any(s => s.ByStaffId == own))
        {
            return steps.Count > 0;
        }

        var capacities = await CapacitiesAsync(leave.SiteId, cancellationToken);
        return capacities.Any(c => steps.Any(s => s.Role == c.Role));
    }

    public bool IsOwn(LeaveRequest leave) =>
        (operation.Actor.StaffId != Guid.Empty && leave.StaffId == operation.Actor.StaffId) || (leave.AskedById != Guid.Empty && leave.AskedById == operation.Actor.AccountId);

    private async Task<List<Standing>> OthersAsync(Guid staffId, Guid except, CancellationToken cancellationToken) =>
        [
            .. (await db.Set<LeaveRequest>().AsNoTracking()
                .Where(r => r.StaffId == staffId && r.Id != except && r.State != LeaveState.Refused && r.State != LeaveState.Withdrawn)
                .OrderBy(r => r.First).ToListAsync(cancellationToken)).Select(r => new Standing(r.Kind, r.State, r.Span)),
        ];

    private sealed record Standing(LeaveKind Kind, LeaveState State, LeaveSpan Span);
}
