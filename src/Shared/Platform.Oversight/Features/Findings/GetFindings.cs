using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Findings;

/// <summary>Findings of audits in the caller's scope: open ones first, then newest.</summary>
/// <param name="State">Open, Corrected, Closed or Unclosed.</param>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/findings", "查询稽核问题")]
internal sealed record GetFindings(
    int? SiteId = null, DateOnly? Month = null, string? State = null, string? Check = null, int? PageIndex = null, int? PageSize = null, string? Sort = null)
    : PageRequest(PageIndex, PageSize, Sort), IQuery<Page<FindingRow>>;

internal sealed record FindingRow(
    Guid Id, int SiteId, string SiteName, DateOnly Month, string Check, string Severity, string Title, string Detail, string Link, DateOnly FoundOn, FindingState State,
    int Returned, Guid CorrectedById, Guid Version)
{
    public string StateText => FindingTexts.Of(State, Returned);
}

internal sealed class GetFindingsHandler(OversightDbContext db, IMediator mediator, DutyCatalog catalog) : IRequestHandler<GetFindings, Page<FindingRow>>
{
    public async Task<Page<FindingRow>> Handle(GetFindings request, CancellationToken cancellationToken)
    {
        var query = db.Set<Finding>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(f => f.SiteId == site);
        }

        if (request.Month is { } month)
        {
            var first = new DateOnly(month.Year, month.Month, 1);
            query = query.Where(f => f.Month == first);
        }

        if (request.Check is { Length: > 0 } check)
        {
            query = query.Where(f => f.CheckCode == check);
        }

        if (request.State == "Unclosed")
        {
            query = query.Where(f => f.State != FindingState.Closed);
        }
        else if (Enum.TryParse<FindingState>(request.State, out var state))
        {
            query = query.Where(f => f.State == state);
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Sort switch
        {
            "Month" => query.OrderBy(f => f.Month).ThenBy(f => f.Id),
            "FoundOn" => query.OrderBy(f => f.FoundOn).ThenBy(f => f.Id),
            _ => query.OrderByDescending(f => f.Month).ThenBy(f => f.SiteId).ThenBy(f => f.Id),
        };
        var rows = await query.Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<FindingRow>(
        [
            .. rows.Select(f => new FindingRow(
                f.Id, f.SiteId, names.GetValueOrDefault(f.SiteId, ""), f.Month, catalog.CheckName(f.CheckCode), FindingTexts.Of(f.Severity), f.Title, f.Detail, f.Link,
                f.FoundOn, f.State, f.Returned, f.CorrectedById, f.Version)),
        ], total);
    }
}

internal static class FindingTexts
{
    public static string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Minor => "一般",
        FindingSeverity.Major => "较重",
        _ => "严重",
    };

    public static string Of(FindingState state, int returned) => state switch
    {
        FindingState.Open => returned > 0 ? "退回整改" : "待整改",
        FindingState.Corrected => "待复核",
        _ => "已销号",
    };

    public static string Of(FindingAct act) => act switch
    {
        FindingAct.Found => "发现",
        FindingAct.Corrected => "整改",
        FindingAct.Closed => "复核通过，销号",
        _ => "退回",
    };
}
