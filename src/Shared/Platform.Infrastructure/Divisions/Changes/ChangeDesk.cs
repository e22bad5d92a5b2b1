using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Looks what would come of changes, or records them: those of today and before at once, later ones at their day. Form, file and job share it.</summary>
internal sealed class ChangeDesk(CoreDbContext db, DivisionBooks books, Operation operation)
{
    /// <summary>Writes nothing. Changes planned up to then are taken as done.</summary>
    public async Task<IReadOnlyList<LookedAt>> LookAsync(IReadOnlyList<ChangeDraft> drafts, string source, CancellationToken cancellationToken)
    {
        var last = drafts.Max(d => d.EffectiveOn);
        var planned = await Planned(last).AsNoTracking().ToListAsync(cancellationToken);
        var book = await books.LoadAsync(drafts.Concat(planned.Select(ChangeDraft.Of)), track: false, cancellationToken);
        CheckScope(book, drafts);
        foreach (var earlier in planned)
        {
            Try(() => ChangeRules.Apply(book, earlier));
        }

        // In the order of their days, as they will be applied; a refused one is answered at its own place.
        var looked = new LookedAt[drafts.Count];
        foreach (var (draft, index) in InOrder(drafts))
        {
            var change = New(draft, source);
            var refusal = Try(() => ChangeRules.Apply(book, change));
            looked[index] = new LookedAt(draft, change, refusal);
        }

        return looked;
    }

    /// <summary>All or nothing: the first refusal is thrown.</summary>
    public async Task<IReadOnlyList<DivisionChange>> RecordAsync(IReadOnlyList<ChangeDraft> drafts, string source, CancellationToken cancellationToken)
    {
        await ApplyDueAsync(cancellationToken);
        var looked = await LookAsync(drafts, source, cancellationToken);
        if (looked.FirstOrDefault(l => l.Refusal is not null) is { } refused)
        {
            throw refused.Refusal!;
        }

        // A planned change keeps the unit and the name it was looked at with.
        var changes = InOrder(drafts).Select(d => New(d.Draft, source, looked[d.Index].Change)).ToList();
        db.AddRange(changes);
        await ApplyAsync([.. changes.Where(c => c.EffectiveOn <= operation.Today)], refuse: true, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return changes;
    }

    /// <summary>Changes whose day has come. One that can no longer be applied says why and stays planned.</summary>
    public async Task<(int Applied, int Refused)> ApplyDueAsync(CancellationToken cancellationToken)
    {
        var due = await Planned(operation.Today).ToListAsync(cancellationToken);
        await ApplyAsync(due, refuse: false, cancellationToken);
        return (due.Count(c => c.State == ChangeState.Applied), due.Count(c => c.State == ChangeState.Planned));
    }

    private async Task ApplyAsync(IReadOnlyList<DivisionChange> changes, bool refuse, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var book = await books.LoadAsync(changes.Select(ChangeDraft.Of), track: true, cancellationToken);
        foreach (var change in changes)
        {
            var refusal = Try(() => ChangeRules.Apply(book, change));
            if (refusal is not null && refuse)
            {
                throw refusal;
            }

            (change.State, change.AppliedAt, change.Obstacle) = refusal is null
                ? (ChangeState.Applied, operation.Now, "")
                : (ChangeState.Planned, change.AppliedAt, refusal.Detail);
        }

        await books.WriteAsync(book, cancellationToken);
    }

    private IQueryable<DivisionChange> Planned(DateOnly until) =>
        db.Set<DivisionChange>().Where(c => c.State == ChangeState.Planned && c.EffectiveOn <= until).OrderBy(c => c.EffectiveOn).ThenBy(c => c.Id);

    // A maintainer of one city changes nothing in another.
    private void CheckScope(DivisionBook book, IReadOnlyList<ChangeDraft> drafts)
    {
        var scope = operation.Actor.Scope;
        var outside = drafts.SelectMany(d => d.Codes)
            .Select(c => c.Length == 12 ? book.FindVillage(c)?.SiteId : book.FindDivision(c)?.Id)
            .FirstOrDefault(id => id is { } known && !scope.Contains(known));
        if (outside is not null)
        {
            throw new RefusalException("OUT_OF_SCOPE", "没有这个区划，或它不在您的管辖范围内。", RefusalKind.NotFound);
        }
    }

    private DivisionChange New(ChangeDraft draft, string source, DivisionChange? looked = null) => new()
    {
        Kind = draft.Kind,
        State = ChangeState.Planned,
        EffectiveOn = draft.EffectiveOn,
        Code = draft.Code,
        Name = draft.Kind == ChangeKind.Added ? draft.Name : looked?.Name ?? "",
        DivisionId = draft.Kind == ChangeKind.Added ? 0 : looked?.DivisionId ?? 0,
        VillageId = draft.Kind == ChangeKind.Added ? Guid.Empty : looked?.VillageId ?? Guid.Empty,
        NewCode = draft.NewCode,
        NewName = draft.Kind == ChangeKind.Added ? "" : draft.Name,
        ParentCode = draft.ParentCode,
        Successors = SuccessorDraft.Text(draft.Successors),
        Document = draft.Document,
        Source = source,
        RecordedBy = operation.Actor.Name,
        RecordedAt = operation.Now,
    };

    private static IReadOnlyList<(ChangeDraft Draft, int Index)> InOrder(IReadOnlyList<ChangeDraft> drafts) =>
        [.. drafts.Select((d, i) => (d, i)).OrderBy(d => d.d.EffectiveOn)];

    private static RefusalException? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }
}

/// <param name="Change">With the unit and its name on that day, as far as it could be found.</param>
internal sealed record LookedAt(ChangeDraft Draft, DivisionChange Change, RefusalException? Refusal);
