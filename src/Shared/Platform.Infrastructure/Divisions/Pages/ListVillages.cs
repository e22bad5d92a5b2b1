using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions.Pages;

/// <summary>One page of the villages and communities of the scope. Two statements.</summary>
/// <param name="Text">Beginning of the name, its pinyin initials or the code.</param>
/// <param name="ParentId">Only villages below this division.</param>
[Requires(CorePermissions.ViewDivisions)]
[Endpoint(Verb.Get, "villages", "村（社区）列表，可按名称、拼音首字母、代码、所属区划查找")]
internal sealed record ListVillages(PageRequest Page, string? Text = null, int? ParentId = null) : IQuery<Page<VillageListRow>>;

internal sealed record VillageListRow(Guid Id, string Code, string Name, int SiteId, string SiteName, DateOnly? ClosedOn);

internal sealed class ListVillagesHandler(CoreDbContext db) : IRequestHandler<ListVillages, Page<VillageListRow>>
{
    public async Task<Page<VillageListRow>> Handle(ListVillages request, CancellationToken cancellationToken)
    {
        var villages = db.Set<Village>().AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            var initials = text.ToLowerInvariant();
            villages = villages.Where(v => v.Name.StartsWith(text) || v.Initials.StartsWith(initials) || v.Code.StartsWith(text));
        }

        if (request.ParentId is { } parent)
        {
            villages = villages.Where(v => db.Set<Division>().Any(p => p.Id == parent && v.SiteId >= p.Lo && v.SiteId <= p.Hi));
        }

        var total = await villages.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "-Code" => villages.OrderByDescending(v => v.Code),
            "Name" => villages.OrderBy(v => v.Initials).ThenBy(v => v.Code),
            "-Name" => villages.OrderByDescending(v => v.Initials).ThenBy(v => v.Code),
            _ => villages.OrderBy(v => v.Code),
        };
        var rows = await sorted.Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(v => new VillageListRow(v.Id, v.Code, v.Name, v.SiteId, db.Set<Division>().Where(d => d.Id == v.SiteId).Select(d => d.FullName).FirstOrDefault() ?? "", v.ClosedOn))
            .ToListAsync(cancellationToken);
        return new Page<VillageListRow>(rows, total);
    }
}
