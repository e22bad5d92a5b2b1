using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Demo;

/// <summary>
/// Trainings outside of meetings over the year, and the inductions of those who took up a supplies post some time ago; the newest wait for theirs. Sent by the seeding
/// alone.
/// </summary>
[Label("装入演示培训记录")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoTraining(IReadOnlyList<DivisionRow> Sites) : ICommand<Unit>;

internal sealed class SeedDemoTrainingHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoTraining, Unit>
{
    /// <summary>Who took up the post so many days ago has been trained by now.</summary>
    private const int TrainedAfter = 40;

    private readonly List<TrainingRecord> records = [];
    private readonly List<TrainingPerson> lines = [];

    public async Task<Unit> Handle(SeedDemoTraining request, CancellationToken cancellationToken)
    {
        var ids = request.Sites.Select(s => s.Id).ToList();
        var staff = (await mediator.Send(new GetStaff(ids), cancellationToken)).ToLookup(s => s.SiteId);
        foreach (var site in ids)
        {
            foreach (var i in Enumerable.Range(0, 2 + DemoDice.Roll(3, site, 21)))
            {
                var day = operation.Today.AddDays(-20 - (70 * i) - DemoDice.Roll(50, site, i, 22));
                if (day.Year == operation.Today.Year)
                {
                    Record(site, TrainingKind.Training, day, DemoTexts.Pick(DemoTexts.Courses, site, i, 23), 4 + (4 * DemoDice.Roll(3, site, i, 24)), "市卫生健康委", [.. staff[site].Skip(DemoDice.Roll(3, site, i, 25)).Take(1 + DemoDice.Roll(2, site, i, 26))]);
                }
            }
        }

        var posted = await mediator.Send(new GetPostTerms(ids, [PostKinds.Distributor], operation.Today), cancellationToken);
        var settled = operation.Today.AddDays(-TrainedAfter);
        foreach (var term in posted.Where(t => t.From <= settled && t.From > settled.AddYears(-1)))
        {
            Record(term.SiteId, TrainingKind.Induction, term.From.AddDays(3 + DemoDice.Roll(20, term.SiteId, 27)), $"新任{term.PostName}上岗培训", 3, "药管员", [.. staff[term.SiteId].Where(s => s.Id == term.StaffId)]);
        }

        await Bulk.InsertAsync(db, records, cancellationToken);
        await Bulk.InsertAsync(db, lines, cancellationToken);
        operation.Note($"演示：{records.Count} 次培训、{lines.Count} 人次");
        return Unit.Value;
    }

    private void Record(int site, TrainingKind kind, DateOnly day, string topic, decimal hours, string trainer, IReadOnlyList<StaffRow> people)
    {
        if (people.Count == 0)
        {
            return;
        }

        var row = new TrainingRecord
        {
            SiteId = site,
            Kind = kind,
            HeldOn = day,
            Topic = topic,
            Hours = hours,
            Trainer = trainer,
            RecordedBy = "乡镇经办人",
            RecordedOn = day.AddDays(2),
        };
        records.Add(row);
        lines.AddRange(people.Select(p => new TrainingPerson { SiteId = site, RecordId = row.Id, StaffId = p.Id, Name = p.Name, Post = p.Post }));
    }
}
