using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics;

/// <summary>Writes events into the ledger: what each does to the resident stands here once, for the page, for lists and for the demo.</summary>
internal sealed class LedgerBook(StatisticsDbContext db, Protector protector, Operation operation)
{
    /// <summary>Puts name, sex, birth date and number of a resident.</summary>
    public void Describe(Resident resident, string name, Sex sex, DateOnly birth, string? number)
    {
        (resident.Name, resident.Initials, resident.Sex, resident.BirthDate) = (name, Initials(name), sex, birth);
        protector.Set(LedgerFields.IdentityNumber, resident, number);
        resident.NumberDisagrees = !LedgerRules.Agrees(PersonalKinds.Tidy(PersonalKind.IdentityNumber, number ?? ""), birth, sex);
    }

    /// <summary>An event of somebody who arrives, leaves or marries; refused as <see cref="LedgerRules.RequireOpen"/> says.</summary>
    public PopulationEvent Record(Resident resident, EventKind kind, DateOnly day, Guid intake = default)
    {
        if (LedgerRules.Arrives(kind))
        {
            LedgerRules.RequirePast(day, operation.Today);
        }
        else
        {
            LedgerRules.RequireOpen(resident, day, operation.Today);
        }

        if (LedgerRules.Leaves(kind) || kind == EventKind.TransferOut)
        {
            resident.To = day;
        }

        var entry = new PopulationEvent
        {
            SiteId = resident.SiteId,
            VillageId = resident.VillageId,
            ResidentId = resident.Id,
            Kind = kind,
            OccurredOn = day,
            EnteredOn = operation.Today,
            EnteredByName = operation.Actor.Name,
            IntakeId = intake,
        };
        db.Add(entry);
        return entry;
    }

    /// <summary>Moves somebody to another village, or to another kind of residence: ends one row and begins the next.</summary>
    public Resident Transfer(Resident old, Guid village, Guid household, ResidenceKind residence, DateOnly day)
    {
        Record(old, EventKind.TransferOut, day);
        var next = new Resident { SiteId = old.SiteId, VillageId = village, HouseholdId = household, Name = old.Name, Residence = residence, From = day, PreviousId = old.Id };
        (next.Initials, next.Sex, next.BirthDate, next.NumberDisagrees) = (old.Initials, old.Sex, old.BirthDate, old.NumberDisagrees);
        protector.Copy(LedgerFields.IdentityNumber, old, LedgerFields.IdentityNumber, next);
        db.Add(next);
        Record(next, EventKind.TransferIn, day);
        return next;
    }

    /// <summary>Takes an event back, with what it did. Refuses ALREADY_VOID, LATER_EVENT (undo that first).</summary>
    public async Task VoidAsync(PopulationEvent entry, string reason, CancellationToken cancellationToken)
    {
        if (entry.VoidReason.Length > 0)
        {
            throw new RefusalException("ALREADY_VOID", "这条变动已经作废。", RefusalKind.Conflict);
        }

        var resident = await db.Set<Resident>().FirstOrDefaultAsync(r => r.Id == entry.ResidentId, cancellationToken) ?? throw Refusals.NotFound("这位居民");
        var others = await db.Set<PopulationEvent>().Where(e => e.ResidentId == entry.ResidentId && e.Id != entry.Id && e.VoidReason == "").ToListAsync(cancellationToken);
        var later = LedgerRules.Arrives(entry.Kind) || entry.Kind == EventKind.TransferIn ? others.Count > 0
            : entry.Kind == EventKind.TransferOut && await NextAsync(resident.Id, cancellationToken) is { } begun && await db.Set<PopulationEvent>()
                .AnyAsync(e => e.ResidentId == begun.Id && e.VoidReason == "" && e.Kind != EventKind.TransferIn, cancellationToken);
        if (later)
        {
            throw new RefusalException("LATER_EVENT", "这位居民以后还有别的变动，请先作废后来的变动。", RefusalKind.Conflict);
        }

        entry.VoidReason = reason;
        switch (entry.Kind)
        {
            case EventKind.Birth or EventKind.MovedIn:
                resident.To = resident.From;
                break;
            case EventKind.Death or EventKind.MovedOut:
                resident.To = OpenEnd.Never;
                break;
            case EventKind.TransferIn:
                await UndoTransferAsync(resident, reason, cancellationToken);
                break;
            case EventKind.TransferOut:
                var next = await NextAsync(resident.Id, cancellationToken) ?? throw Refusals.NotFound("移入的记录");
                await UndoTransferAsync(next, reason, cancellationToken);
                break;
            default:
                break;
        }
    }

    public static string Initials(string name) => PinyinInitials.Of(name) is { Length: > 50 } many ? many[..50] : PinyinInitials.Of(name);

    private Task<Resident?> NextAsync(Guid id, CancellationToken cancellationToken) =>
        db.Set<Resident>().FirstOrDefaultAsync(r => r.PreviousId == id && r.To > r.From, cancellationToken);

    // Both halves of a transfer go together.
    private async Task UndoTransferAsync(Resident next, string reason, CancellationToken cancellationToken)
    {
        var old = await db.Set<Resident>().FirstOrDefaultAsync(r => r.Id == next.PreviousId, cancellationToken) ?? throw Refusals.NotFound("移动前的记录");
        (next.To, old.To) = (next.From, OpenEnd.Never);
        var halves = await db.Set<PopulationEvent>().Where(e => (e.ResidentId == next.Id && e.Kind == EventKind.TransferIn) || (e.ResidentId == old.Id && e.Kind == EventKind.TransferOut))
            .Where(e => e.VoidReason == "" && e.OccurredOn == next.From).ToListAsync(cancellationToken);
        halves.ForEach(h => h.VoidReason = reason);
    }
}
