using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Reference;

/// <summary>
/// Adds the instruments the platform brings along that are not in the register yet, each with its provisions; what is there is left as people
/// made it. Three statements when nothing is missing.
/// </summary>
[Requires(LegalBasisPermissions.Work)]
[Housekeeping]
[Label("装入预置的法律依据")]
internal sealed record LoadLegalReference : ICommand<int>, IIdempotent;

internal sealed class LoadLegalReferenceHandler(LegalBasisDbContext db, Operation operation) : IRequestHandler<LoadLegalReference, int>
{
    private const string Editor = "平台预置";

    public async Task<int> Handle(LoadLegalReference request, CancellationToken cancellationToken)
    {
        var known = await db.Set<Instrument>().Select(i => new { i.Code, i.Id }).ToDictionaryAsync(i => i.Code, i => i.Id, cancellationToken);
        var missing = SeedFiles.Instruments().Where(i => !known.ContainsKey(i.Code)).ToList();
        if (missing.Count == 0)
        {
            return 0;
        }

        var subjects = (await db.Set<Subject>().Select(s => s.Code).ToListAsync(cancellationToken)).ToHashSet();
        var news = missing.ToDictionary(i => i.Code);
        var provisions = SeedFiles.Provisions(known.Concat(news.Select(n => KeyValuePair.Create(n.Key, n.Value.Id))).ToDictionary(p => p.Key, p => p.Value))
            .Where(p => news.ContainsKey(p.Code)).Select(p => p.Provision).ToList();
        foreach (var entry in missing.Cast<IConfirmable>().Concat(provisions))
        {
            entry.EditedByName = Editor;
            (entry.ConfirmedByName, entry.ConfirmedOn) = (entry.Confirmed ? Editor : "", entry.Confirmed ? operation.Today : null);
        }

        db.AddRange(missing);
        db.AddRange(provisions);
        db.AddRange(SeedFiles.Subjects().Where(s => !subjects.Contains(s.Subject.Code)).Select(s => s.Subject));
        db.AddRange(SeedFiles.Subjects().Where(s => news.ContainsKey(s.AbolishedBy)).Select(s => new SubjectRepeal
        {
            SubjectCode = s.Subject.Code,
            InstrumentId = news[s.AbolishedBy].Id,
            From = s.From,
            Note = s.Note,
        }));
        db.AddRange(missing.Select(i => new EntryHistory
        {
            InstrumentId = i.Id,
            Edition = 1,
            Act = EntryAct.Entered,
            At = operation.Now,
            ByName = Editor,
            Reason = i.Source,
        }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"装入预置的法律依据 {missing.Count} 件、条款 {provisions.Count} 条");
        return missing.Count;
    }
}

/// <summary>Loads it as the platform itself after every migration.</summary>
internal sealed class LegalReference(PlatformSender sender) : IReferenceData
{
    public async Task LoadAsync(CancellationToken cancellationToken) =>
        await sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), new LoadLegalReference(), cancellationToken);
}
