using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Findings;

/// <summary>One finding with the records concerned and its history.</summary>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/findings/one", "查看一个稽核问题")]
internal sealed record GetFinding(Guid Id) : IQuery<FindingDetail>;

/// <param name="Deadline">What the rule of its severity says; null when the director has set the day.</param>
internal sealed record FindingDetail(FindingRow Row, string Explanation, IReadOnlyList<string> Clauses, IReadOnlyList<FindingEventRow> History, DeadlineRow? Deadline, IReadOnlyList<ConcernedRecord> Records);

internal sealed record FindingEventRow(string Act, DateTimeOffset At, string ByName, string Note);

internal sealed class GetFindingHandler(OversightDbContext db, IMediator mediator, DutyCatalog catalog, Operation operation) : IRequestHandler<GetFinding, FindingDetail>
{
    public async Task<FindingDetail> Handle(GetFinding request, CancellationToken cancellationToken)
    {
        var f = await db.Set<Finding>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw FindingRefusals.NotFound();
        var events = await db.Set<FindingEvent>().AsNoTracking().Where(e => e.FindingId == f.Id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(cancellationToken);
        var records = await db.Set<FindingRecord>().AsNoTracking().Where(r => r.FindingId == f.Id).OrderBy(r => r.Position).Select(r => new ConcernedRecord(r.Text, r.Link)).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([f.SiteId]), cancellationToken)).FirstOrDefault();
        var deadline = f.DueByHand ? null : (await mediator.Send(new GetDeadlines([OversightDeadlines.RefOf(f)]), cancellationToken)).FirstOrDefault();
        var check = catalog.Check(f.CheckCode);
        return new FindingDetail(
            FindingRow.Of(f, site?.Name ?? "", catalog, operation.Today),
            check?.Explanation ?? "", check?.Clauses ?? [],
            [.. events.Select(e => new FindingEventRow(FindingTexts.Of(e.Act), e.At, e.ByName, e.Note))],
            deadline, records);
    }
}

internal static class FindingRefusals
{
    public static RefusalException NotFound() => Refusals.NotFound("这个问题");

    public static RefusalException Changed() => Refusals.ChangedMeanwhile("这个问题");
}
