using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Protection.Requests;

/// <summary>One page of the requests of the scope, those that wait first. Two statements.</summary>
/// <param name="Open">True: only those not answered.</param>
[Requires(CorePermissions.ManageDataRequests)]
[Endpoint(Verb.Get, "data-requests", "本人查阅、复制个人信息的申请")]
internal sealed record ListDataRequests(PageRequest Page, string? Name = null, bool? Open = null) : IQuery<Page<DataRequestRow>>;

internal sealed record DataRequestRow(
    Guid Id, int SiteId, string Name, DateOnly AskedOn, DataRequestAsker AskedBy, DateOnly DueOn, string IdentityChecked, DateOnly? AnsweredOn, string AnsweredHow);

internal sealed class ListDataRequestsHandler(CoreDbContext db) : IRequestHandler<ListDataRequests, Page<DataRequestRow>>
{
    public async Task<Page<DataRequestRow>> Handle(ListDataRequests request, CancellationToken cancellationToken)
    {
        var rows = db.Set<DataRequest>().AsNoTracking();
        if (request.Name?.Trim() is { Length: > 0 } name)
        {
            rows = rows.Where(r => r.SubjectName.Contains(name));
        }

        rows = request.Open switch
        {
            true => rows.Where(r => r.AnsweredOn == null),
            false => rows.Where(r => r.AnsweredOn != null),
            _ => rows,
        };
        var sorted = request.Page.Sort switch
        {
            "DueOn" => rows.OrderBy(r => r.DueOn).ThenBy(r => r.Id),
            "-DueOn" => rows.OrderByDescending(r => r.DueOn).ThenBy(r => r.Id),
            "AskedOn" => rows.OrderBy(r => r.AskedOn).ThenBy(r => r.Id),
            _ => rows.OrderByDescending(r => r.AskedOn).ThenByDescending(r => r.Id),
        };
        return new Page<DataRequestRow>(
            await sorted.Skip(request.Page.Skip).Take(request.Page.Take)
                .Select(r => new DataRequestRow(r.Id, r.SiteId, r.SubjectName, r.AskedOn, r.AskedBy, r.DueOn, r.IdentityChecked, r.AnsweredOn, r.AnsweredHow))
                .ToListAsync(cancellationToken),
            await rows.CountAsync(cancellationToken));
    }
}
