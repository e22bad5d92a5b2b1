using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Briefings;

/// <summary>One page of the briefings of residents, the newest first. Three statements.</summary>
/// <param name="Record">Evidence reference of a duty: only this briefing.</param>
[Requires(OpennessPermissions.ViewSupervision)]
[Endpoint(Verb.Get, "openness/briefings", "查询群众通报")]
[Clauses("P3-SUPERVISION-03")]
internal sealed record ListBriefings(PageRequest Page, Guid? VillageId = null, Guid? Record = null, int? SiteId = null) : IQuery<Page<BriefingRow>>;

internal sealed record BriefingRow(
    Guid Id, int SiteId, string SiteName, Guid VillageId, string VillageName, DateOnly HeldOn, BriefingForm Form, int Attendance, string Content, string Opinions, string RecordedBy,
    DateOnly RecordedOn, string VoidReason, Guid Version);

internal sealed class ListBriefingsHandler(OpennessDbContext db, IMediator mediator) : IRequestHandler<ListBriefings, Page<BriefingRow>>
{
    public async Task<Page<BriefingRow>> Handle(ListBriefings request, CancellationToken cancellationToken)
    {
        var query = db.Set<Briefing>().AsNoTracking()
            .Where(b => (request.SiteId == null || b.SiteId == request.SiteId) && (request.VillageId == null || b.VillageId == request.VillageId) && (request.Record == null || b.Id == request.Record));
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(b => b.HeldOn).ThenByDescending(b => b.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<BriefingRow>(
            [
                .. rows.Select(b => new BriefingRow(
                    b.Id, b.SiteId, names.GetValueOrDefault(b.SiteId, ""), b.VillageId, b.VillageName, b.HeldOn, b.Form, b.Attendance, b.Content, b.Opinions, b.RecordedBy, b.RecordedOn,
                    b.VoidReason, b.Version)),
            ],
            total);
    }
}

/// <summary>Records that a village or community briefed its residents; fulfils the quarter's duty (P3-SUPERVISION-03).</summary>
[Requires(OpennessPermissions.RecordSupervision)]
[Endpoint(Verb.Post, "openness/briefings", "登记向群众通报工作情况")]
[Clauses("P3-SUPERVISION-03")]
internal sealed record RecordBriefing(int SiteId, Guid? VillageId, DateOnly? HeldOn, BriefingForm Form, int Attendance, string Content, string? Opinions = null) : ICommand<Guid>, ISiteRequest;

internal sealed class RecordBriefingValidator : AbstractValidator<RecordBriefing>
{
    public RecordBriefingValidator()
    {
        RuleFor(r => r.VillageId).NotEmpty().WithMessage("请选择村（社区）");
        RuleFor(r => r.HeldOn).NotNull().WithMessage("请填写通报日期");
        RuleFor(r => r.Attendance).InclusiveBetween(0, 100_000).WithMessage("参加人数不对");
        RuleFor(r => r.Content).NotEmpty().WithMessage("请填写通报内容").MaximumLength(2000).WithMessage("通报内容最多 2000 字");
        RuleFor(r => r.Opinions).MaximumLength(1000).WithMessage("群众意见最多 1000 字");
        RuleFor(r => r.Content).Custom((text, context) =>
        {
            if (BoardRules.FaultOf(text ?? "") is { } fault)
            {
                context.AddFailure(fault);
            }
        });
    }
}

/// <summary>A briefing recorded by mistake: it stays visible and proves nothing any more.</summary>
[Requires(OpennessPermissions.RecordSupervision)]
[Endpoint(Verb.Post, "openness/briefings/{id}/void", "作废群众通报登记")]
internal sealed record VoidBriefing(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"briefing:{Id}";
}

internal sealed class VoidBriefingValidator : AbstractValidator<VoidBriefing>
{
    public VoidBriefingValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明作废原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class BriefingHandlers(OpennessDbContext db, VillageNames villages, IMediator mediator, Operation operation) : IRequestHandler<RecordBriefing, Guid>, IRequestHandler<VoidBriefing, Unit>
{
    public async Task<Guid> Handle(RecordBriefing request, CancellationToken cancellationToken)
    {
        var day = request.HeldOn!.Value;
        if (day > operation.Today)
        {
            throw new RefusalException("DAY_IN_FUTURE", "通报日期不能晚于今天。", RefusalKind.Invalid, [new(nameof(request.HeldOn), "不能晚于今天")]);
        }

        var (village, name) = await villages.OfAsync(request.SiteId, request.VillageId, cancellationToken);
        var briefing = new Briefing
        {
            SiteId = request.SiteId,
            VillageId = village,
            VillageName = name,
            HeldOn = day,
            Form = request.Form,
            Attendance = request.Attendance,
            Content = request.Content.Trim(),
            Opinions = request.Opinions?.Trim() ?? "",
            RecordedBy = operation.Actor.Name,
            RecordedOn = operation.Today,
        };
        db.Add(briefing);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutiesFulfilled([Proof(briefing)]), cancellationToken);
        operation.Note($"登记群众通报：{name}，{day:yyyy-MM-dd}");
        return briefing.Id;
    }

    public async Task<Unit> Handle(VoidBriefing request, CancellationToken cancellationToken)
    {
        var briefing = await db.Set<Briefing>().FirstOrDefaultAsync(b => b.Id == request.Id && b.SiteId == request.SiteId && b.VoidReason == "", cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, briefing.Version);
        briefing.VoidReason = request.Reason.Trim();
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new DutyWithdrawn(briefing.Id.ToString(), briefing.VoidReason), cancellationToken);
        operation.Note("作废群众通报登记");
        return Unit.Value;
    }

    internal static DutyFulfilled Proof(Briefing b) => new(
        OpennessDuties.Briefing, b.SiteId, b.VillageId, BoardRules.PeriodOf(Cadence.Quarterly, b.HeldOn), b.Id.ToString(), b.HeldOn, b.RecordedOn);
}
