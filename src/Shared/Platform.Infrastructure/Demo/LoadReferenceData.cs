using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Demo;

/// <summary>Loads the divisions and the calendar the platform carries. Sent by the demo seeding and by tests.</summary>
[Label("装入区划和工作日历")]
internal sealed record LoadReferenceData : ICommand<Unit>, IIdempotent;

internal sealed class LoadReferenceDataHandler(IMediator mediator, DivisionImporter importer, Operation operation) : IRequestHandler<LoadReferenceData, Unit>
{
    private static readonly string[] DivisionFiles = ["townships.tsv.gz", "county-villages.tsv.gz"];

    public async Task<Unit> Handle(LoadReferenceData request, CancellationToken cancellationToken)
    {
        foreach (var file in DivisionFiles)
        {
            using var content = DivisionImporter.Open(file, SeedData(file));
            await importer.ImportAsync(DivisionFile.Read(file, content), new ImportTerms(file, operation.Today), cancellationToken);
        }

        using var calendar = new MemoryStream();
        await SeedData("cn-workdays.tsv").CopyToAsync(calendar, cancellationToken);
        await mediator.Send(new ImportCalendar("cn-workdays.tsv", calendar.ToArray()), cancellationToken);
        return Unit.Value;
    }

    private static Stream SeedData(string name) =>
        typeof(LoadReferenceData).Assembly.GetManifestResourceStream("seed/" + name) ?? throw new InvalidOperationException($"Seed file {name} is missing.");
}
