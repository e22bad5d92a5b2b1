using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Findings;

/// <summary>One finding with its history.</summary>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/findings/one", "查看一个稽核问题")]
internal sealed record GetFinding(Guid Id) : IQuery<FindingDetail>;

internal sealed record FindingDetail(FindingRow Row, string Explanation, IReadOnlyList<string> Clauses, IReadOnlyList<FindingEventRow> History, DeadlineRow? Deadline);

internal sealed record FindingEventRow(string Act, DateTimeOffset At, string ByName, string Note);

internal sealed class GetFindingHandler(OversightDbContext db, IMediator mediator, DutyCatalog catalog) : IRequestHandler<GetFinding, FindingDetail>
{
    public async Task<FindingDetail> Handle(GetFinding request, CancellationToken cancellationToken)
    {
        var f = await db.Set<Finding>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw FindingRefusals.NotFound();
        var events = await db.Set<FindingEvent>().AsNoTracking().Where(e => e.FindingId == f.Id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([f.SiteId]), cancellationToken)).FirstOrDefault();
        var deadline = (await mediator.Send(new GetDeadlines([OversightDeadlines.RefOf(f)]), cancellationToken)).FirstOrDefault();
        var check = catalog.Check(f.CheckCode);
        return new FindingDetail(
            new FindingRow(f.Id, f.SiteId, site?.Name ?? "", f.Month, catalog.CheckName(f.CheckCode), FindingTexts.Of(f.Severity), f.Title, f.Detail, f.Link, f.FoundOn, f.State, f.Returned, f.CorrectedById, f.Version),
            check?.Explanation ?? "", check?.Clauses ?? [],
            [.. events.Select(e => new FindingEventRow(FindingTexts.Of(e.Act), e.At, e.ByName, e.Note))],
            deadline);
    }
}

internal static class FindingRefusals
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这个问题，或它不在您的管辖范围内。", RefusalKind.NotFound);

    public static RefusalException Changed() => new("VERSION_CONFLICT", "这个问题刚刚被另一位同事处理，请刷新。", RefusalKind.Conflict);
}
