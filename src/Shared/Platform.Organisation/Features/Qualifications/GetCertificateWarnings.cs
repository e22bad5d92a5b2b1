using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Qualifications;

/// <summary>
/// Certificates of a site that run out within 60 days or have run out while their holder is in service, and supplies managers without a valid one.
/// Five statements.
/// </summary>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/sites/{siteId}/certificate-warnings", "查询将到期、已到期和缺少的资格证书")]
[Clauses("P3-STREETSUPPLY-00", "P3-COMMSUPPLY-00")]
internal sealed record GetCertificateWarnings(int SiteId) : IQuery<IReadOnlyList<CertificateWarning>>, ISiteRequest;

/// <param name="Due">Last day of validity; null: there is no certificate.</param>
internal sealed record CertificateWarning(Guid StaffId, string Name, string Text, DateOnly? Due);

internal sealed class GetCertificateWarningsHandler(OrganisationDbContext db, OrganisationBook book, IMediator mediator, Operation operation)
    : IRequestHandler<GetCertificateWarnings, IReadOnlyList<CertificateWarning>>
{
    public async Task<IReadOnlyList<CertificateWarning>> Handle(GetCertificateWarnings request, CancellationToken cancellationToken)
    {
        var (today, soon) = (operation.Today, operation.Today.AddDays(QualificationRules.EarlyDays));
        var keepers = (await mediator.Send(new GetPostHolders([request.SiteId], PostKinds.SuppliesManager, today), cancellationToken)).Select(h => h.StaffId).ToHashSet();
        var all = await db.Set<Qualification>().AsNoTracking().Where(q => q.SiteId == request.SiteId && q.VoidReason == "").ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(all.Select(q => q.StaffId).Concat(keepers), cancellationToken);

        // One that was renewed no longer warns.
        var newest = all.GroupBy(q => (q.StaffId, q.Kind)).Select(g => g.MaxBy(q => q.ExpiresOn)!);
        var ending = newest.Where(q => q.ExpiresOn <= soon && people.GetValueOrDefault(q.StaffId) is { Active: true }).Select(q => new CertificateWarning(
            q.StaffId, people[q.StaffId].Name, $"{Words.Of(q.Kind)}{QualificationRules.Of(QualificationRules.StateOn(q.ExpiresOn, false, today))}", q.ExpiresOn));
        var held = all.Where(q => q.Kind == QualificationKind.SuppliesKeeper).Select(q => q.StaffId).ToHashSet();
        var missing = keepers.Where(k => !held.Contains(k) && people.ContainsKey(k)).Select(k => new CertificateWarning(k, people[k].Name, "药具管理员没有登记培训证", null));
        return [.. ending.Concat(missing).OrderBy(w => w.Due ?? today).ThenBy(w => w.Name, StringComparer.Ordinal)];
    }
}

/// <summary>Puts certificates that run out on the home page of those who keep them.</summary>
internal sealed class QualificationNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (state.SiteId is not { } site || !state.Can(OrganisationPermissions.ManageQualifications))
        {
            return [];
        }

        var warnings = await mediator.Send(new GetCertificateWarnings(site), ct);
        return [.. warnings.Select(w => new NextThing("资格证书", $"{w.Name}：{w.Text}", "登记新证后自动消失", w.Due, "/organisation/qualifications"))];
    }
}
