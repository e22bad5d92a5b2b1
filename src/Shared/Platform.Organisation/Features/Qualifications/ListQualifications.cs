using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Qualifications;

/// <summary>One page of the certificates of the scope, the first to expire first. Four statements, five with a name.</summary>
/// <param name="Person">Beginning of a name, or a staff number.</param>
/// <param name="State">Null: all that are not void. Within60 holds Within30 too.</param>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/qualifications", "查询资格证书及到期情况")]
[Clauses("P3-STREETSUPPLY-00", "P3-COMMSUPPLY-00")]
internal sealed record ListQualifications(PageRequest Page, string? Person = null, QualificationKind? Kind = null, QualificationState? State = null, int? SiteId = null)
    : IQuery<Page<QualificationListRow>>;

/// <param name="Shortfall">What the documents ask and the record does not show; empty: nothing.</param>
internal sealed record QualificationListRow(
    Guid Id, int SiteId, string SiteName, Guid StaffId, string Number, string Name, QualificationKind Kind, string CertificateNumber, string Issuer, IssuerLevel Level, DateOnly IssuedOn,
    DateOnly ExpiresOn, Schooling Schooling, DateOnly? TrainedFrom, DateOnly? TrainedTo, QualificationState State, string Shortfall, string VoidReason, Guid Version)
{
    public string Training => TrainedFrom is null && TrainedTo is null ? "" : $"{TrainedFrom:yyyy-MM-dd} 至 {TrainedTo:yyyy-MM-dd}";
}

internal sealed class ListQualificationsHandler(OrganisationDbContext db, OrganisationBook book, IMediator mediator, Operation operation)
    : IRequestHandler<ListQualifications, Page<QualificationListRow>>
{
    public async Task<Page<QualificationListRow>> Handle(ListQualifications request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var query = Filter(db.Set<Qualification>().AsNoTracking(), request, today);
        if (request.Person?.Trim() is { Length: > 0 } person)
        {
            var ids = (await mediator.Send(new FindStaff(person, request.SiteId), cancellationToken)).Select(p => p.Id).ToList();
            query = query.Where(q => ids.Contains(q.StaffId));
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Page.Sort switch
        {
            "-ExpiresOn" => query.OrderByDescending(q => q.ExpiresOn).ThenBy(q => q.Id),
            "IssuedOn" => query.OrderBy(q => q.IssuedOn).ThenBy(q => q.Id),
            "-IssuedOn" => query.OrderByDescending(q => q.IssuedOn).ThenBy(q => q.Id),
            _ => query.OrderBy(q => q.ExpiresOn).ThenBy(q => q.Id),
        };
        var rows = await query.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(rows.Select(r => r.StaffId), cancellationToken);
        var sites = await book.SitesAsync(rows.Select(r => r.SiteId), cancellationToken);
        return new Page<QualificationListRow>(
            [
                .. rows.Select(q => new QualificationListRow(
                    q.Id, q.SiteId, sites.GetValueOrDefault(q.SiteId, ""), q.StaffId, people.GetValueOrDefault(q.StaffId)?.Number ?? "", people.GetValueOrDefault(q.StaffId)?.Name ?? "",
                    q.Kind, q.Number, q.Issuer, q.Level, q.IssuedOn, q.ExpiresOn, q.Schooling, q.TrainedFrom, q.TrainedTo,
                    QualificationRules.StateOn(q.ExpiresOn, q.VoidReason.Length > 0, today), QualificationRules.Shortfall(q.Kind, q.Schooling, q.Level), q.VoidReason, q.Version)),
            ],
            total);
    }

    private static IQueryable<Qualification> Filter(IQueryable<Qualification> query, ListQualifications request, DateOnly today)
    {
        var (soon, sooner) = (today.AddDays(QualificationRules.EarlyDays), today.AddDays(QualificationRules.LateDays));
        query = request.State == QualificationState.Void ? query.Where(q => q.VoidReason != "") : query.Where(q => q.VoidReason == "");
        query = request.State switch
        {
            QualificationState.Valid => query.Where(q => q.ExpiresOn >= today),
            QualificationState.Within60 => query.Where(q => q.ExpiresOn >= today && q.ExpiresOn <= soon),
            QualificationState.Within30 => query.Where(q => q.ExpiresOn >= today && q.ExpiresOn <= sooner),
            QualificationState.Expired => query.Where(q => q.ExpiresOn < today),
            _ => query,
        };
        if (request.Kind is { } kind)
        {
            query = query.Where(q => q.Kind == kind);
        }

        return request.SiteId is { } site ? query.Where(q => q.SiteId == site) : query;
    }
}

internal sealed class GetQualificationsHandler(OrganisationDbContext db) : IRequestHandler<GetQualifications, IReadOnlyList<QualificationRow>>
{
    public async Task<IReadOnlyList<QualificationRow>> Handle(GetQualifications request, CancellationToken cancellationToken)
    {
        var ids = request.StaffIds.Distinct().ToList();
        return await db.Set<Qualification>().AsNoTracking()
            .Where(q => ids.Contains(q.StaffId) && q.VoidReason == "" && q.IssuedOn <= request.Day && (request.Expired || q.ExpiresOn >= request.Day) && (request.Kind == null || q.Kind == request.Kind))
            .OrderBy(q => q.StaffId).ThenByDescending(q => q.ExpiresOn).ThenBy(q => q.Id)
            .Select(q => new QualificationRow(q.Id, q.SiteId, q.StaffId, q.Kind, q.Number, q.Issuer, q.Level, q.IssuedOn, q.ExpiresOn, q.Schooling))
            .ToListAsync(cancellationToken);
    }
}
