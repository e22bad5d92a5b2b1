using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Posts;

/// <summary>A person leaves a post. What is over stays as it is.</summary>
/// <param name="LastDay">Last day on the post.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/assignments/{id}/end", "离任：某人最后一天担任某岗位")]
internal sealed record EndAssignment(int SiteId, Guid Id, Guid Version, DateOnly? LastDay, string Reason = "") : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"assignment:{Id}";
}

internal sealed class EndAssignmentValidator : AbstractValidator<EndAssignment>
{
    public EndAssignmentValidator()
    {
        RuleFor(r => r.LastDay).NotNull().WithMessage("请填写最后一天");
        RuleFor(r => r.Reason).MaximumLength(200).WithMessage("原因最多 200 字");
    }
}

internal sealed class EndAssignmentHandler(AppointmentDesk desk, Operation operation) : IRequestHandler<EndAssignment, Unit>
{
    public async Task<Unit> Handle(EndAssignment request, CancellationToken cancellationToken)
    {
        await desk.ApplyAsync(request.SiteId, [new Ending(request.Id, request.LastDay!.Value, request.Reason ?? "", request.Version)], [], Guid.Empty, cancellationToken);
        operation.Note($"离任：最后一天 {Days.Text(request.LastDay.Value)}");
        return Unit.Value;
    }
}

/// <summary>A person goes from one post to another: the old one ends the day before the new one begins, in one step.</summary>
/// <param name="Id">The assignment that ends.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/assignments/{id}/move", "调整岗位：某人自某日起改任另一岗位")]
internal sealed record MoveStaff(int SiteId, Guid Id, Guid Version, Guid PostId, DateOnly? From, string Reason = "") : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"assignment:{Id}";
}

internal sealed class MoveStaffValidator : AbstractValidator<MoveStaff>
{
    public MoveStaffValidator()
    {
        RuleFor(r => r.PostId).NotEmpty().WithMessage("请选择新岗位");
        RuleFor(r => r.From).NotNull().WithMessage("请填写到任日期");
        RuleFor(r => r.Reason).MaximumLength(200).WithMessage("原因最多 200 字");
    }
}

internal sealed class MoveStaffHandler(OrganisationDbContext db, AppointmentDesk desk, Operation operation) : IRequestHandler<MoveStaff, Guid>
{
    public async Task<Guid> Handle(MoveStaff request, CancellationToken cancellationToken)
    {
        var old = await db.Set<Assignment>().FirstOrDefaultAsync(a => a.Id == request.Id && a.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        var (from, reason) = (request.From!.Value, request.Reason ?? "");
        var made = await desk.ApplyAsync(
            request.SiteId,
            [new Ending(old.Id, from.AddDays(-1), reason, request.Version)],
            [new Beginning(request.PostId, old.StaffId, from, OpenEnd.Never, old.IsMain, reason)],
            Guid.Empty, cancellationToken);
        operation.Note($"调整岗位：自 {Days.Text(from)} 起");
        return made[0];
    }
}

/// <summary>Makes an assignment that was entered by mistake void, with a reason. It stays visible and counts for no day.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/assignments/{id}/void", "作废登记有误的任职")]
internal sealed record VoidAssignment(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"assignment:{Id}";
}

internal sealed class VoidAssignmentValidator : AbstractValidator<VoidAssignment>
{
    public VoidAssignmentValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明作废原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class VoidAssignmentHandler(OrganisationDbContext db, PostTexts texts, Operation operation) : IRequestHandler<VoidAssignment, Unit>
{
    public async Task<Unit> Handle(VoidAssignment request, CancellationToken cancellationToken)
    {
        var row = await db.Set<Assignment>().FirstOrDefaultAsync(a => a.Id == request.Id && a.SiteId == request.SiteId && !a.Void, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, row.Version);
        (row.Void, row.EndReason) = (true, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await texts.FollowAsync([row.StaffId], cancellationToken);
        operation.Note("任职作废");
        return Unit.Value;
    }
}
