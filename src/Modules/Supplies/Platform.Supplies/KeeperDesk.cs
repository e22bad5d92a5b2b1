using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <param name="Name">Empty: nobody is named, or the person is on no list the reader may see.</param>
/// <param name="Warnings">What the documents ask for and is missing.</param>
internal sealed record KeeperDetail(
    string Name, string Post, Schooling Schooling, IReadOnlyList<KeeperCertificate> Certificates, IReadOnlyList<StaffTraining> Trainings, IReadOnlyList<string> Warnings);

/// <param name="ExpiresOn">Null: without limit.</param>
internal sealed record KeeperCertificate(QualificationKind Kind, string Number, string Issuer, IssuerLevel Level, DateOnly IssuedOn, DateOnly? ExpiresOn, bool Valid);

/// <summary>Reads what stands about a keeper in the staff list, the certificates and the training records.</summary>
internal sealed class KeeperDesk(IMediator mediator, Operation operation)
{
    /// <summary>Three statements.</summary>
    public async Task<KeeperDetail> OfAsync(Store store, CancellationToken cancellationToken)
    {
        List<Guid> ids = store.KeeperId == Guid.Empty ? [] : [store.KeeperId];
        var today = operation.Today;
        var person = (await mediator.Send(new GetPeople(ids), cancellationToken)).FirstOrDefault();
        var papers = await mediator.Send(new GetQualifications(ids, null, today, Expired: true), cancellationToken);
        var trainings = ids.Count == 0 ? [] : await mediator.Send(new GetStaffTrainings(ids, today.AddYears(-KeeperRules.TrainingYears), today), cancellationToken);
        return new KeeperDetail(
            person?.Name ?? "", person?.Post ?? "", KeeperRules.SchoolingOf(papers),
            [
                .. papers.Where(q => q.Kind is QualificationKind.SuppliesKeeper or QualificationKind.DistributorTraining).OrderByDescending(q => q.ExpiresOn).Select(q => new KeeperCertificate(
                    q.Kind, q.Number, q.Issuer, q.Level, q.IssuedOn, q.ExpiresOn == OpenEnd.Never ? null : q.ExpiresOn, q.ExpiresOn >= today)),
            ],
            trainings,
            KeeperRules.Warnings(store.Level, ids.Count > 0, person is { Active: true }, papers, today));
    }
}
