using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Findings;

/// <summary>Findings of audits in the caller's scope: open ones first, then newest.</summary>
/// <param name="State">Open, Corrected, Closed or Unclosed.</param>
/// <param name="Owner">Staff id, <see cref="FindingOwner.Mine"/> or <see cref="FindingOwner.Nobody"/>.</param>
/// <param name="Overdue">True: past the due day and not put right yet.</param>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/findings", "查询稽核问题")]
internal sealed record GetFindings(
    int? SiteId = null, DateOnly? Month = null, string? State = null, string? Check = null, string? Owner = null, bool? Overdue = null, int? PageIndex = null, int? PageSize = null, string? Sort = null)
    : PageRequest(PageIndex, PageSize, Sort), IQuery<Page<FindingRow>>;

internal static class FindingOwner
{
    public const string Mine = "mine";
    public const string Nobody = "nobody";
}

/// <param name="Overdue">Past the due day and not put right yet.</param>
internal sealed record FindingRow(
    Guid Id, int SiteId, string SiteName, DateOnly Month, string Check, string Severity, string Title, string Detail, string Link, DateOnly FoundOn, FindingState State,
    int Returned, Guid CorrectedById, Guid OwnerStaffId, string OwnerName, DateOnly? DueOn, bool DueByHand, bool Overdue, Guid Version)
{
    public static FindingRow Of(Finding f, string site, DutyCatalog catalog, DateOnly today) => new(
        f.Id, f.SiteId, site, f.Month, catalog.CheckName(f.CheckCode), FindingTexts.Of(f.Severity), f.Title, f.Detail, f.Link, f.FoundOn, f.State, f.Returned, f.CorrectedById,
        f.OwnerStaffId, f.OwnerName, f.DueOn, f.DueByHand, f.State == FindingState.Open && f.DueOn < today, f.Version);

    public string DueText => DueOn is { } due ? $"{due:yyyy-MM-dd}{(Overdue ? "（已逾期）" : "")}" : "";

    public string StateText => FindingTexts.Of(State, Returned);
}

internal sealed class GetFindingsHandler(OversightDbContext db, IMediator mediator, DutyCatalog catalog, Operation operation) : IRequestHandler<GetFindings, Page<FindingRow>>
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

        if (request.Owner is { Length: > 0 } owner)
        {
            var id = owner == FindingOwner.Mine ? operation.Actor.StaffId : Guid.TryParse(owner, out var parsed) ? parsed : Guid.Empty;
            query = owner == FindingOwner.Mine && id == Guid.Empty ? query.Where(_ => false) : query.Where(f => f.OwnerStaffId == id);
        }

        if (request.Overdue is { } overdue)
        {
            var today = operation.Today;
            query = query.Where(f => (f.State == FindingState.Open && f.DueOn < today) == overdue);
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
            "DueOn" => query.OrderBy(f => f.DueOn).ThenBy(f => f.Id),
            "-DueOn" => query.OrderByDescending(f => f.DueOn).ThenBy(f => f.Id),
            "-FoundOn" => query.OrderByDescending(f => f.FoundOn).ThenBy(f => f.Id),
            "FoundOn" => query.OrderBy(f => f.FoundOn).ThenBy(f => f.Id),
            _ => query.OrderByDescending(f => f.Month).ThenBy(f => f.SiteId).ThenBy(f => f.Id),
        };
        var rows = await query.Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<FindingRow>(
        [
            .. rows.Select(f => FindingRow.Of(f, names.GetValueOrDefault(f.SiteId, ""), catalog, operation.Today)),
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
        FindingAct.Revoked => "撤销",
        FindingAct.Assigned => "确定责任人和期限",
        _ => "退回",
    };
}
