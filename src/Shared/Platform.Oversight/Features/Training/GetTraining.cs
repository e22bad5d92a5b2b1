using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Training;

/// <summary>One typed training with its people. Three statements.</summary>
[Requires(OversightPermissions.ViewTraining)]
[Endpoint(Verb.Get, "oversight/training/records/{id}", "查看一次手工登记的培训")]
[Clauses("P3-STREETSUPPLY-07c")]
internal sealed record GetTraining(Guid Id) : IQuery<TrainingDetail>;

internal sealed record TrainingDetail(
    Guid Id, int SiteId, string SiteName, TrainingKind Kind, DateOnly HeldOn, string Topic, decimal Hours, string Trainer, string Note, string RecordedBy, DateOnly RecordedOn, int Edition,
    bool Withdrawn, string Reason, Guid Version, IReadOnlyList<TrainingDetailPerson> People)
{
    public string StateText => Withdrawn ? "已作废" : Edition > 1 ? $"有效（更正 {Edition - 1} 次）" : "有效";
}

internal sealed record TrainingDetailPerson(Guid StaffId, string Name, string Post);

internal sealed class GetTrainingHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<GetTraining, TrainingDetail>
{
    public async Task<TrainingDetail> Handle(GetTraining request, CancellationToken cancellationToken)
    {
        var row = await db.Set<TrainingRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken)
            ?? throw Refusals.NotFound("这条培训记录");
        var people = await db.Set<TrainingPerson>().AsNoTracking().Where(p => p.RecordId == row.Id && !p.Dropped).OrderBy(p => p.Id)
            .Select(p => new TrainingDetailPerson(p.StaffId, p.Name, p.Post)).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([row.SiteId]), cancellationToken)).FirstOrDefault();
        return new TrainingDetail(
            row.Id, row.SiteId, site?.Name ?? "", row.Kind, row.HeldOn, row.Topic, row.Hours, row.Trainer, row.Note, row.RecordedBy, row.RecordedOn, row.Edition, row.Withdrawn, row.Reason,
            row.Version, people);
    }
}
