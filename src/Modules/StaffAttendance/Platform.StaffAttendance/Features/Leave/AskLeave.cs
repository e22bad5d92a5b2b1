using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>
/// Asks for leave, for oneself or as registrar for a colleague. Sick and statutory leave is granted at once. Refuses NOT_A_WORKDAY, LEAVE_OVERLAPS,
/// WRITTEN_REQUEST_REQUIRED, SWAP_REQUIRED, MONTHLY_CAP (unless the county's reply comes with it), SHEET_CONFIRMED, NO_APPROVER, NO_PERSON, ONLY_SELF, UNKNOWN_PERSON.
/// </summary>
/// <param name="Letter">The written request, typed; a file does as well.</param>
/// <param name="StaffId">Null: the caller.</param>
/// <param name="CountyNumber">Number of the county's consent when it is there already, with <paramref name="CountyOn"/> and its file.</param>
/// <param name="Files">Written request, proof, reply of the county.</param>
/// <param name="RequestId">Sent by machines and retried forms: the same id is one request.</param>
[Label("申请请假")]
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/leave", "申请请假")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record AskLeave(
    int SiteId, LeaveKind Kind, DateOnly? First, DayHalf FirstHalf, DateOnly? Last, DayHalf LastHalf, string? Reason = null, string? Letter = null, Guid? StaffId = null,
    string? CountyNumber = null, DateOnly? CountyOn = null, IReadOnlyList<AttachmentDraft>? Files = null, Guid? RequestId = null) : ICommand<Guid>, ISiteRequest;

internal sealed class AskLeaveValidator : AbstractValidator<AskLeave>
{
    public AskLeaveValidator(ChinaTime time)
    {
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择请假类别");
        RuleFor(r => r.First).NotNull().WithMessage("请填写开始日期").Must(d => d is null || d <= time.Today.AddYears(1)).WithMessage("最多提前一年申请");
        RuleFor(r => r.Last).NotNull().WithMessage("请填写结束日期");
        RuleFor(r => r.FirstHalf).IsInEnum().WithMessage("请选择上午或下午");
        RuleFor(r => r.LastHalf).IsInEnum().WithMessage("请选择上午或下午");
        RuleFor(r => r.Reason).MaximumLength(500).WithMessage("事由不超过500字")
            .Must((r, reason) => r.Kind != LeaveKind.Personal || reason?.Trim().Length >= 2).WithMessage("请写明事由");
        RuleFor(r => r.Letter).MaximumLength(3000).WithMessage("书面材料不超过3000字");
        RuleFor(r => r.CountyNumber).MaximumLength(50).WithMessage("批复文号不超过50字")
            .NotEmpty().When(r => r.CountyOn is not null).WithMessage("请填写批复文号");
        RuleFor(r => r.CountyOn).NotNull().When(r => !string.IsNullOrWhiteSpace(r.CountyNumber)).WithMessage("请填写批复日期")
            .Must(d => d is null || d <= time.Today).WithMessage("批复日期不能晚于今天");
        RuleFor(r => r.Files).NotEmpty().When(r => !string.IsNullOrWhiteSpace(r.CountyNumber)).WithMessage("请上传县级批复");
    }
}

internal sealed class AskLeaveHandler(AttendanceDbContext db, LeaveDesk desk, LeaveShifts shifts, IAttachments attachments, Operation operation) : IRequestHandler<AskLeave, Guid>
{
    public async Task<Guid> Handle(AskLeave request, CancellationToken cancellationToken)
    {
        if (request.RequestId is { } known && await db.Set<LeaveRequest>().AnyAsync(r => r.Id == known && r.SiteId == request.SiteId, cancellationToken))
        {
            return known;
        }

        var person = await desk.PersonAsync(request.SiteId, request.StaffId, cancellationToken);
        var span = new LeaveSpan(request.First!.Value, request.FirstHalf, request.Last!.Value, request.LastHalf);
        var plan = await desk.PlanAsync(request.SiteId, person.Id, request.Kind, span, Guid.Empty, cancellationToken);
        await desk.RefuseConfirmedAsync(request.SiteId, span, cancellationToken);
        await shifts.RefuseAsync(request.Kind, person.Id, span, cancellationToken);
        var (files, replied) = (request.Files ?? [], !string.IsNullOrWhiteSpace(request.CountyNumber) && LeaveKinds.NeedsApproval(request.Kind));
        LeaveRules.CheckCap(plan.Months, replied);
        LeaveRules.CheckWritten(plan.Tier, request.Letter, files.Count > 0);
        var leave = new LeaveRequest
        {
            Id = request.RequestId ?? Keys.New(),
            SiteId = request.SiteId,
            StaffId = person.Id,
            Kind = request.Kind,
            Span = span,
            HalfDays = plan.HalfDays,
            Together = plan.Together,
            Tier = plan.Tier,
            Exceeds = plan.Exceeds,
            Reason = request.Reason?.Trim() ?? "",
            Letter = request.Letter?.Trim() ?? "",
            AskedById = operation.Actor.AccountId,
            AskedBy = operation.Actor.Name,
            AskedOn = operation.Today,
            CountyNumber = replied ? request.CountyNumber!.Trim() : "",
            CountyOn = replied ? request.CountyOn : null,
            CountyAgreed = replied,
            ProofOn = LeaveKinds.NeedsProof(request.Kind) && files.Count > 0 ? operation.Today : null,
        };
        db.Add(leave);
        db.AddRange(leave.Begin(plan.Signers));
        desk.Tell(leave, person.Id == operation.Actor.StaffId ? "提出申请" : $"代{person.Name}登记");
        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(LeaveFileKind.KindCode, leave.SiteId, LeaveFileKind.RefOf(leave.Id), files, cancellationToken);
        if (leave.State == LeaveState.Granted)
        {
            await desk.EffectAsync(leave, span, cancellationToken);
        }

        return leave.Id;
    }
}
