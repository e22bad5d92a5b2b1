using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.StandIns;

/// <summary>
/// Somebody stands in for an absent colleague of the same site. Refuses STANDS_IN_FOR_SELF, STAND_IN_OVERLAPS, STAND_IN_CHAIN, NOT_ON_POST.
/// </summary>
/// <param name="PostId">Null: for everything.</param>
[Requires(OrganisationPermissions.ManageStandIns)]
[Endpoint(Verb.Post, "organisation/stand-ins", "登记代理：某人自某日至某日由同事代理")]
internal sealed record AddStandIn(int SiteId, Guid AbsentStaffId, Guid StandInStaffId, DateOnly? From, DateOnly? To, string Reason, Guid? PostId = null)
    : ICommand<Guid>, ISiteRequest, IReasonedRequest;

internal sealed class AddStandInValidator : AbstractValidator<AddStandIn>
{
    public AddStandInValidator()
    {
        RuleFor(r => r.AbsentStaffId).NotEmpty().WithMessage("请选择被代理人");
        RuleFor(r => r.StandInStaffId).NotEmpty().WithMessage("请选择代理人");
        RuleFor(r => r.From).NotNull().WithMessage("请填写开始日期");
        RuleFor(r => r.To).NotNull().WithMessage("请填写结束日期")
            .Must((r, to) => to is null || r.From is null || to <= r.From.Value.AddYears(1)).WithMessage("一次代理最长一年");
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明原因").MaximumLength(200).WithMessage("原因最多 200 字");
    }
}

internal sealed class AddStandInHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<AddStandIn, Guid>
{
    public async Task<Guid> Handle(AddStandIn request, CancellationToken cancellationToken)
    {
        var (from, to, post) = (request.From!.Value, request.To!.Value, request.PostId ?? Guid.Empty);
        if (from < operation.Today)
        {
            throw AssignmentRules.Refuse("STARTS_IN_PAST", "代理只能从今天起登记。", nameof(request.From), "不能早于今天");
        }

        await book.ColleagueAsync(request.SiteId, request.StandInStaffId, nameof(request.StandInStaffId), cancellationToken);
        await book.ColleagueAsync(request.SiteId, request.AbsentStaffId, nameof(request.AbsentStaffId), cancellationToken);
        if (post != Guid.Empty && !await db.Set<Assignment>().AnyAsync(
            a => a.SiteId == request.SiteId && a.PostId == post && a.StaffId == request.AbsentStaffId && !a.Void && a.From <= to && a.To >= from, cancellationToken))
        {
            throw AssignmentRules.Refuse("NOT_ON_POST", "被代理人在这些日子没有担任这个岗位。", nameof(request.PostId), "不是他的岗位");
        }

        var known = await db.Set<StandIn>().AsNoTracking().Where(s => s.SiteId == request.SiteId && s.To >= from).ToListAsync(cancellationToken);
        StandInRules.CheckNew(request.AbsentStaffId, request.StandInStaffId, post, from, to, known);
        var row = new StandIn
        {
            SiteId = request.SiteId,
            AbsentStaffId = request.AbsentStaffId,
            StandInStaffId = request.StandInStaffId,
            PostId = post,
            From = from,
            To = to,
            PlannedTo = to,
            Reason = request.Reason.Trim(),
            RecordedBy = operation.Actor.Name,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记代理：{Days.Span(from, to)}{(post == Guid.Empty ? "" : "，限一个岗位")}");
        return row.Id;
    }
}

/// <summary>Ends a stand-in before its time, or takes one back that has not begun.</summary>
/// <param name="LastDay">Yesterday: it ends at once.</param>
[Requires(OrganisationPermissions.ManageStandIns)]
[Endpoint(Verb.Post, "organisation/stand-ins/{id}/end", "提前结束代理")]
internal sealed record EndStandIn(int SiteId, Guid Id, Guid Version, DateOnly? LastDay, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"stand-in:{Id}";
}

internal sealed class EndStandInValidator : AbstractValidator<EndStandIn>
{
    public EndStandInValidator()
    {
        RuleFor(r => r.LastDay).NotNull().WithMessage("请填写最后一天");
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明原因").MaximumLength(200).WithMessage("原因最多 200 字");
    }
}

internal sealed class EndStandInHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<EndStandIn, Unit>
{
    public async Task<Unit> Handle(EndStandIn request, CancellationToken cancellationToken)
    {
        var row = await db.Set<StandIn>().FirstOrDefaultAsync(s => s.Id == request.Id && s.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, row.Version);
        (row.To, row.EndReason) = (StandInRules.EarlyEnd(row, request.LastDay!.Value, operation.Today), request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"代理提前结束：原定至 {Days.Text(row.PlannedTo)}，改为至 {Days.Text(row.To)}");
        return Unit.Value;
    }
}
