using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>One leave with its signatures and what happened. Who only sees all leave of the scope reads neither which kind of sick or statutory leave it is, nor why, nor papers and opinions.</summary>
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Get, "staff-attendance/leave/{id}", "查看一份请假")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record GetLeave(Guid Id) : IQuery<LeaveDetail>;

/// <param name="Reads">Reason, letter, opinions and files are shown.</param>
/// <param name="IsOwn">The caller's, or entered by the caller.</param>
/// <param name="TogetherDays">Working days with adjacent requests.</param>
/// <param name="May">What the caller may do with it now.</param>
internal sealed record LeaveDetail(
    Guid Id, int SiteId, string SiteName, Guid StaffId, string Number, string Name, string Post, LeaveKind? Kind, string KindText, DateOnly First, DayHalf FirstHalf, DateOnly Last, DayHalf LastHalf,
    string Text, decimal Days, decimal TogetherDays, LeaveTier Tier, LeaveState State, LeaveRole WaitsFor, string WaitsText, bool Exceeds, bool ProofMissing, DateOnly? ProofOn,
    string CountyNumber, DateOnly? CountyOn, DateOnly? ReturnedOn, string AskedBy, DateOnly AskedOn, bool Reads, bool IsOwn, string Reason, string Letter, string Closing,
    IReadOnlyList<LeaveStepRow> Steps, IReadOnlyList<LeaveStepRow> Earlier, IReadOnlyList<LeaveEventRow> History, LeaveActs May, Guid Version);

internal sealed record LeaveStepRow(string RoleName, bool IsAcknowledgement, LeaveStepState State, string ByName, string OnBehalf, DateOnly? On, string Opinion)
{
    public string StateText => IsAcknowledgement ? State == LeaveStepState.Signed ? "已知悉" : "待知悉" : Words.Of(State);
}

internal sealed record LeaveEventRow(DateTimeOffset At, string ByName, string Act, string Note);

internal sealed record LeaveActs(bool Sign, bool Acknowledge, bool Reply, bool Withdraw, bool Shorten, bool Return, bool Correct, bool Proof, bool Papers)
{
    public bool Any => Sign || Acknowledge || Reply || Withdraw || Shorten || Return || Correct || Proof;
}

internal sealed class GetLeaveHandler(AttendanceDbContext db, LeaveDesk desk, PeopleNames names, IWorkingDays calendar, Operation operation) : IRequestHandler<GetLeave, LeaveDetail>
{
    public async Task<LeaveDetail> Handle(GetLeave request, CancellationToken cancellationToken)
    {
        var leave = await desk.OpenAsync(request.Id, null, cancellationToken);
        var reads = await desk.ReadsAsync(leave, cancellationToken);
        if (!reads && !operation.Actor.May(AttendancePermissions.LeaveView))
        {
            throw new RefusalException("NOT_FOUND", "没有找到这份请假，或您不能查看它。", RefusalKind.NotFound);
        }

        var steps = await db.Set<LeaveStep>().AsNoTracking().Where(s => s.RequestId == leave.Id).OrderBy(s => s.Round).ThenBy(s => s.Position).ToListAsync(cancellationToken);
        var history = await db.Set<LeaveEvent>().AsNoTracking().Where(e => e.RequestId == leave.Id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(cancellationToken);
        var known = await names.OfAsync([leave.StaffId], [leave.SiteId], cancellationToken);
        var person = known.Person(leave.StaffId);
        return new LeaveDetail(
            leave.Id, leave.SiteId, known.Site(leave.SiteId), leave.StaffId, person.Number, person.Name, person.Post, reads ? leave.Kind : null, reads ? LeaveKinds.Of(leave.Kind) : LeaveKinds.Covered(leave.Kind), leave.First, leave.FirstHalf, leave.Last, leave.LastHalf,
            leave.Span.Text, leave.Span.HalfDays(calendar) / 2m, leave.Together / 2m, leave.Tier, leave.State, leave.WaitsFor, ListLeaveHandler.WaitsText(leave), leave.Exceeds,
            leave.ProofMissing, leave.ProofOn, leave.CountyNumber, leave.CountyOn, leave.ReturnedOn, leave.AskedBy, leave.AskedOn, reads, desk.IsOwn(leave),
            reads ? leave.Reason : "", reads ? leave.Letter : "", reads ? leave.Closing : "",
            [.. steps.Where(s => s.Round == leave.Round && s.State != LeaveStepState.Void).Select(s => Row(s, reads))],
            [.. steps.Where(s => s.Round < leave.Round && s.State != LeaveStepState.Void).Select(s => Row(s, reads))],
            [.. history.Select(e => new LeaveEventRow(e.At, e.ByName, e.Act, reads ? e.Note : ""))],
            await ActsAsync(leave, cancellationToken), leave.Version);
    }

    private async Task<LeaveActs> ActsAsync(LeaveRequest leave, CancellationToken cancellationToken)
    {
        var registers = operation.Actor.May(AttendancePermissions.LeaveRegister);
        var concerned = operation.Actor.StaffId != Guid.Empty && operation.Actor.StaffId == leave.StaffId;
        var own = leave.Stands && (desk.IsOwn(leave) || registers);
        var turn = leave.Stands && !concerned && leave.WaitsFor is not LeaveRole.Nobody and not LeaveRole.County
            && (await desk.CapacitiesAsync(leave.SiteId, cancellationToken)).Any(c => c.Role == leave.WaitsFor);
        var begun = leave.State == LeaveState.Granted && leave.First <= operation.Today;
        return new LeaveActs(
            turn && leave.State == LeaveState.Waiting, turn && leave.State == LeaveState.Granted,
            registers && !concerned && leave.Tier == LeaveTier.County && !leave.CountyAgreed && (leave.State is LeaveState.Waiting or LeaveState.PendingCounty),
            own && !begun, own && leave.Last >= operation.Today && leave.ReturnedOn is null, own && begun && leave.ReturnedOn is null, own, own && LeaveKinds.NeedsProof(leave.Kind),
            leave.TakesPapers && desk.IsOwn(leave));
    }

    private static LeaveStepRow Row(LeaveStep s, bool reads) => new(Words.Of(s.Role), s.IsAcknowledgement, s.State, s.ByName, s.OnBehalf, s.On, reads ? s.Opinion : "");
}
