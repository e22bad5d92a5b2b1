using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Findings;

/// <summary>
/// The director names who of the site's staff puts an open finding right and by when, with a reason in its history. A day set by hand takes the place of the
/// rule's until the finding is returned. Refuses UNKNOWN_PERSON.
/// </summary>
/// <param name="OwnerStaffId">Null: nobody is named.</param>
[Label("确定稽核问题责任人和期限")]
[Requires(OversightPermissions.Assign)]
[Endpoint(Verb.Post, "oversight/findings/assign", "确定或变更稽核问题的责任人和整改期限")]
internal sealed record AssignFinding(int SiteId, Guid Id, Guid Version, Guid? OwnerStaffId, DateOnly? DueOn, string Reason)
    : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    public string RecordRef => $"finding:{Id}";
}

internal sealed class AssignFindingValidator : AbstractValidator<AssignFinding>
{
    public AssignFindingValidator(Platform.Infrastructure.Time.ChinaTime time)
    {
        RuleFor(r => r.DueOn).NotNull().WithMessage("请填写整改期限").Must(d => d is null || d >= time.Today).WithMessage("整改期限不能早于今天");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字");
    }
}

internal sealed class AssignFindingHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<AssignFinding, Unit>
{
    public async Task<Unit> Handle(AssignFinding request, CancellationToken cancellationToken)
    {
        var finding = await db.Set<Finding>().FirstOrDefaultAsync(f => f.Id == request.Id && f.SiteId == request.SiteId, cancellationToken) ?? throw FindingRefusals.NotFound();
        if (finding.State != FindingState.Open || finding.Version != request.Version)
        {
            throw FindingRefusals.Changed();
        }

        var owner = await OwnerAsync(request, cancellationToken);
        var changes = new List<string>();
        if (finding.OwnerStaffId != (owner?.Id ?? Guid.Empty))
        {
            (finding.OwnerStaffId, finding.OwnerName) = (owner?.Id ?? Guid.Empty, owner?.Name ?? "");
            changes.Add(owner is null ? "不指定责任人" : $"责任人：{owner.Name}");
        }

        if (finding.DueOn != request.DueOn)
        {
            (finding.DueOn, finding.DueByHand) = (request.DueOn, true);
            changes.Add($"期限：{request.DueOn:yyyy-MM-dd}");
            await mediator.Send(new SettleDeadlines([OversightDeadlines.RefOf(finding)], operation.Today, Withdrawn: true), cancellationToken);
        }

        if (changes.Count == 0)
        {
            throw new RefusalException("NOTHING_CHANGED", "责任人和期限都没有改动。", RefusalKind.Invalid);
        }

        db.Add(new FindingEvent
        {
            SiteId = finding.SiteId,
            FindingId = finding.Id,
            Act = FindingAct.Assigned,
            At = operation.Now,
            ByName = operation.Actor.Name,
            Note = Text.Cut($"{string.Join("，", changes)}。{request.Reason.Trim()}", 500),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private async Task<StaffRow?> OwnerAsync(AssignFinding request, CancellationToken cancellationToken) =>
        request.OwnerStaffId is not { } id || id == Guid.Empty ? null
        : (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).FirstOrDefault(s => s.Id == id)
            ?? throw new RefusalException(
                "UNKNOWN_PERSON", "责任人不在本乡镇（街道）的在岗人员中，请从列表中选择。", RefusalKind.Invalid, [new(nameof(request.OwnerStaffId), "请从列表中选择")]);
}
