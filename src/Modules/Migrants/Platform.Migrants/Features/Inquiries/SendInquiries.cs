using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>
/// The county enters and sends all inquiries its townships handed over: those between sites here arrive at once and both clocks start. None this month is entered too: it proves
/// the duty of the 20th. Answers how many went out. Four statements beside the deadlines.
/// </summary>
/// <param name="SiteId">The county.</param>
[Label("发出跨区域查询")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/sending", "县级录入并发出移交来的查询")]
[Clauses("P3-MIGPLATDATA-02", "P3-MIGPLATDATA-04a")]
internal sealed record SendInquiries(int SiteId) : ICommand<int>, ISiteRequest;

/// <summary>The county picks up what arrived for its townships, twice a month: the log says when and how many. Answers how many wait for an answer.</summary>
/// <param name="SiteId">The county.</param>
[Label("接收跨区域来件")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/pick-ups", "县级接收来件并交相关乡镇（街道）办理")]
[Clauses("P3-MIGPLATDATA-03", "P3-MIGPLATDATA-04a", "P3-MIGPLATFORM-01b")]
internal sealed record PickUpInquiries(int SiteId) : ICommand<int>, ISiteRequest;

/// <summary>The district's named operator looks in, every working day: one row a day.</summary>
/// <param name="SiteId">The county.</param>
[Label("登录信息平台")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/log-ins", "专人登记当日登录信息平台")]
[Clauses("P3-MIGPLATFORM-01a")]
internal sealed record LogIntoExchange(int SiteId, string? Note = null) : ICommand, ISiteRequest;

internal sealed class LogIntoExchangeValidator : AbstractValidator<LogIntoExchange>
{
    public LogIntoExchangeValidator() => RuleFor(c => c.Note).MaximumLength(200).WithMessage("备注最多 200 字。");
}

internal sealed class BureauHandlers(MigrantsDbContext db, InquiryDesk desk, BureauScope bureau, Operation operation)
    : IRequestHandler<SendInquiries, int>, IRequestHandler<PickUpInquiries, int>, IRequestHandler<LogIntoExchange, Unit>
{
    public async Task<int> Handle(SendInquiries request, CancellationToken cancellationToken)
    {
        var (lo, hi) = await bureau.OfAsync(request.SiteId, cancellationToken);
        var today = operation.Today;
        var ready = await db.Set<Inquiry>().Where(q => q.SiteId >= lo && q.SiteId <= hi && q.State == InquiryState.HandedOver && q.Route == InquiryRoute.Inside).ToListAsync(cancellationToken);
        foreach (var inquiry in ready)
        {
            (inquiry.State, inquiry.SentOn, inquiry.SentByName, inquiry.OtherSiteId) = (InquiryState.Sent, today, operation.Actor.Name, inquiry.TargetSiteId);
            MigrantDeadlines.Receive(inquiry, today);
        }

        await desk.TrackAsync(ready, cancellationToken);
        await desk.LogAsync(request.SiteId, BureauActKind.Query, ready.Count, ready.Count == 0 ? "没有移交来的查询" : "", cancellationToken);
        operation.Note($"发出查询 {ready.Count} 件");
        return ready.Count;
    }

    public async Task<int> Handle(PickUpInquiries request, CancellationToken cancellationToken)
    {
        var (lo, hi) = await bureau.OfAsync(request.SiteId, cancellationToken);
        var arrived = await db.Set<Inquiry>().Where(q => q.OtherSiteId >= lo && q.OtherSiteId <= hi && q.State == InquiryState.Sent && q.Route != InquiryRoute.Outgoing).ToListAsync(cancellationToken);
        await desk.TrackAsync(arrived, cancellationToken);
        await desk.LogAsync(request.SiteId, BureauActKind.PickUp, arrived.Count, "", cancellationToken);
        operation.Note($"接收来件，待答复 {arrived.Count} 件");
        return arrived.Count;
    }

    public async Task<Unit> Handle(LogIntoExchange request, CancellationToken cancellationToken)
    {
        await bureau.OfAsync(request.SiteId, cancellationToken);
        await desk.LogAsync(request.SiteId, BureauActKind.Login, 0, request.Note?.Trim() ?? "", cancellationToken);
        return Unit.Value;
    }
}
