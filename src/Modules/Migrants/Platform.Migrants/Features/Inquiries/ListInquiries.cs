using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>Inquiries that the caller's sites asked or answer, by number and age, without names. The other side's drafts are not shown. Three statements.</summary>
/// <param name="SiteId">Of either side.</param>
/// <param name="ToAnswer">True: those the site answers; false: those it asked; null: both.</param>
/// <param name="Overdue">True: sent, not answered, target passed.</param>
/// <param name="Text">Part of the number or the consent reference.</param>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/inquiries", "跨区域查询：发出的和待答复的（不含姓名）")]
[Clauses("P4-MIGMANAGER-06", "P3-MIGPLATDATA-04b", "P3-MIGPLATFORM-01b")]
internal sealed record ListInquiries(
    PageRequest Page, int? SiteId = null, bool? ToAnswer = null, InquiryState? State = null, InquiryTopic? Topic = null, bool? Overdue = null, string? Text = null) : IQuery<Page<InquiryRow>>;

/// <param name="Escalation">Null: nothing waits.</param>
/// <param name="AgeDays">Days since it was received; null: not sent yet.</param>
internal sealed record InquiryRow(
    Guid Id, string Number, int SiteId, string Asker, int OtherSiteId, string Answerer, InquiryRoute Route, Guid PartnerId, InquiryTopic Topic, InquiryState State, string ConsentReference, DateOnly DraftedOn, DateOnly? ReceivedOn,
    DateOnly? TargetOn, DateOnly? LimitOn, DateOnly? AnsweredOn, InquiryResult Result, int? AgeDays, Escalation? Escalation)
{
    public string EscalationText => Escalation is { } e ? MigrantRules.Of(e) : "";

    public bool InTime => AnsweredOn <= TargetOn;
}

/// <summary>
/// An inquiry with its subject: a look at personal data, which stands in the trail. For either side, the answering one once it was sent. Refuses NOT_FOUND. Two statements.
/// </summary>
/// <param name="SiteId">Of either side.</param>
[Label("查看跨区域查询")]
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/inquiries/{id}/look", "打开一份查询；留下查看记录")]
[Clauses("P3-MIGPLATFORM-01b", "P3-MIGPLATDATA-04a")]
internal sealed record OpenInquiry(int SiteId, Guid Id) : ICommand<InquiryDetail>, ISiteRequest, IIdempotent;

internal sealed record InquiryDetail(
    InquiryRow Row, string SubjectName, string IdentityNumber, string Question, string Remarks, string DraftedBy, DateOnly? SentOn, string SentBy, string AnsweredBy, Guid Version);

/// <summary>The facts of an inquiry without its subject, for the page around the look. Refuses NOT_FOUND. Two statements.</summary>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/inquiries/{id}", "一份查询的办理情况（不含姓名）")]
[Clauses("P4-MIGMANAGER-06")]
internal sealed record GetInquiry(Guid Id) : IQuery<InquiryRow>;

/// <summary>Townships anywhere on the platform to choose as the other side, by the beginning of name, initials or code: at most 20. One statement.</summary>
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Get, "migrants/sites/{siteId}/inquiry-targets", "按名称、拼音首字母或代码查找对方乡镇（街道）")]
[Clauses("P3-MIGPLATDATA-04a")]
internal sealed record FindInquiryTargets(int SiteId, string Text) : IQuery<IReadOnlyList<InquiryTarget>>, ISiteRequest;

internal sealed record InquiryTarget(int Id, string Name);

/// <summary>The county's own townships, to hand an inquiry to. Two statements.</summary>
[Requires(MigrantPermissions.Bureau)]
[Endpoint(Verb.Get, "migrants/counties/{siteId}/townships", "本县的乡镇（街道），供交办选择")]
[Clauses("P3-MIGPLATDATA-04a")]
internal sealed record GetCountyTownships(int SiteId) : IQuery<IReadOnlyList<InquiryTarget>>, ISiteRequest;

internal sealed class InquiryListHandlers(MigrantsDbContext db, BureauScope bureau, Protector protector, IMediator mediator, Operation operation)
    : IRequestHandler<ListInquiries, Page<InquiryRow>>, IRequestHandler<OpenInquiry, InquiryDetail>, IRequestHandler<GetInquiry, InquiryRow>, IRequestHandler<FindInquiryTargets, IReadOnlyList<InquiryTarget>>,
    IRequestHandler<GetCountyTownships, IReadOnlyList<InquiryTarget>>
{
    public async Task<Page<InquiryRow>> Handle(ListInquiries request, CancellationToken cancellationToken)
    {
        var rows = Filter(request);
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "TargetOn" => rows.OrderBy(q => q.TargetOn),
            "-TargetOn" => rows.OrderByDescending(q => q.TargetOn),
            "ReceivedOn" => rows.OrderBy(q => q.ReceivedOn),
            "-ReceivedOn" => rows.OrderByDescending(q => q.ReceivedOn),
            _ => rows.OrderByDescending(q => q.DraftedOn),
        };
        var page = await sorted.ThenByDescending(q => q.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<InquiryRow>(await RowsAsync(page, cancellationToken), total);
    }

    public async Task<InquiryRow> Handle(GetInquiry request, CancellationToken cancellationToken) =>
        (await RowsAsync([await db.Set<Inquiry>().AsNoTracking().FirstOrDefaultAsync(q => q.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound("这份查询")], cancellationToken))[0];

    public async Task<InquiryDetail> Handle(OpenInquiry request, CancellationToken cancellationToken)
    {
        var found = await db.Set<Inquiry>().AsNoTracking().FirstOrDefaultAsync(q => q.Id == request.Id && (q.SiteId == request.SiteId || q.OtherSiteId == request.SiteId), cancellationToken)
            ?? throw Refusals.NotFound("这份查询");
        operation.Note($"查看查询 {found.Number}");
        return new InquiryDetail(
            (await RowsAsync([found], cancellationToken))[0], found.SubjectName, protector.Mask(InquiryFields.IdentityNumber, found.Id, found.IdentityNumber), found.Question, found.Remarks, found.DraftedByName,
            found.SentOn, found.SentByName, found.AnsweredByName, found.Version);
    }

    public async Task<IReadOnlyList<InquiryTarget>> Handle(FindInquiryTargets request, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new SearchSites(request.Text), cancellationToken)).Where(d => d.Id != request.SiteId).Select(d => new InquiryTarget(d.Id, d.FullName))];

    public async Task<IReadOnlyList<InquiryTarget>> Handle(GetCountyTownships request, CancellationToken cancellationToken)
    {
        var (lo, hi) = await bureau.OfAsync(request.SiteId, cancellationToken);
        return [.. (await mediator.Send(new GetDivisions(await mediator.Send(new GetSites(lo, hi), cancellationToken)), cancellationToken)).OrderBy(d => d.Id).Select(d => new InquiryTarget(d.Id, d.Name))];
    }

    private IQueryable<Inquiry> Filter(ListInquiries request)
    {
        var rows = db.Set<Inquiry>().AsNoTracking();
        var (site, today) = (request.SiteId, operation.Today);
        rows = (site, request.ToAnswer) switch
        {
            (null, _) => rows,
            (_, true) => rows.Where(q => q.OtherSiteId == site && q.ReceivedOn != null && q.Route != InquiryRoute.Outgoing),
            (_, false) => rows.Where(q => q.SiteId == site),
            _ => rows.Where(q => q.SiteId == site || q.OtherSiteId == site),
        };
        rows = request.State is { } state ? rows.Where(q => q.State == state) : rows;
        rows = request.Topic is { } topic ? rows.Where(q => q.Topic == topic) : rows;
        rows = request.Overdue switch
        {
            true => rows.Where(q => q.State == InquiryState.Sent && q.TargetOn < today),
            false => rows.Where(q => q.State != InquiryState.Sent || q.TargetOn >= today),
            _ => rows,
        };
        return request.Text?.Trim() is { Length: > 0 } text ? rows.Where(q => q.Number.Contains(text) || q.ConsentReference.Contains(text)) : rows;
    }

    private async Task<IReadOnlyList<InquiryRow>> RowsAsync(IReadOnlyList<Inquiry> page, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var names = (await mediator.Send(new GetDivisions([.. page.SelectMany(q => new[] { q.SiteId, q.TargetSiteId }).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return
        [
            .. page.Select(q => new InquiryRow(
                q.Id, q.Number, q.SiteId, q.Route == InquiryRoute.Incoming ? q.PartnerName : names.GetValueOrDefault(q.SiteId, ""), q.TargetSiteId,
                q.Route == InquiryRoute.Outgoing ? q.PartnerName : names.GetValueOrDefault(q.TargetSiteId, ""), q.Route, q.PartnerId, q.Topic, q.State, q.ConsentReference, q.DraftedOn, q.ReceivedOn, q.TargetOn, q.LimitOn,
                q.AnsweredOn, q.Result, q.ReceivedOn is { } day ? (q.AnsweredOn ?? today).DayNumber - day.DayNumber : null,
                q.State == InquiryState.Sent ? MigrantRules.EscalationOf(q.TargetOn, q.LimitOn, today) : null)),
        ];
    }
}
