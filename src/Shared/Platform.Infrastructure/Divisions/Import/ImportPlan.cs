using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>What an import will write: new rows, and changes of known ones that leave versions. Made before anything is written.</summary>
internal sealed class ImportPlan
{
    private const int Shown = 50;
    private readonly ImportComparison comparison;
    private readonly DivisionBook book;
    private readonly ImportTerms terms;
    private readonly DivisionDrafts drafts;
    private readonly Dictionary<int, Division> byDraft = [];

    // Parents whose parts were loaded before and are in the file: what is new below them is new in the country, not only here.
    private readonly HashSet<int> loaded;
    private readonly List<(Division Division, DivisionDraft Draft, string Word)> changed = [];
    private readonly VillageComparison villages;

    public ImportPlan(
        ImportComparison comparison, DivisionBook book, DivisionDrafts drafts, ImportTerms terms, IReadOnlyList<Village> knownVillages)
    {
        (this.comparison, this.book, this.drafts, this.terms) = (comparison, book, drafts, terms);
        loaded = [.. comparison.Matched.Select(m => m.Division.ParentId)];
        foreach (var (division, draft) in comparison.Matched.Concat(terms.Recode ? comparison.Pairs.Select(p => (p.Known, p.Draft)) : []))
        {
            byDraft[draft.Id] = division;
            var recoded = division.Code != ImportComparison.CodeOf(draft.Id);
            if (recoded || Differs(division, draft))
            {
                changed.Add((division, draft, recoded ? "变更代码" : division.Name == draft.Name ? "变更" : "更名"));
            }
        }

        NewDivisions = [.. comparison.New.OrderBy(d => d.Id).Select(Entity)];
        villages = new VillageComparison(drafts.Villages, knownVillages, SiteOf, HeldBackSites, terms.Recode);
        NewVillages = [.. villages.New.Select(v => new Village
        {
            Code = v.Draft.Code,
            SiteId = v.SiteId,
            Name = v.Draft.Name,
            Initials = PinyinInitials.Of(v.Draft.Name),
            OpenedOn = villages.KnownSites.Contains(v.SiteId) ? terms.On : default,
        })];
    }

    public IReadOnlyList<Division> NewDivisions { get; }

    public IReadOnlyList<Village> NewVillages { get; }

    public IEnumerable<int> Touched => changed.Select(c => c.Division.Id).Concat(NewDivisions.Select(d => d.Id)).Concat(comparison.Missing.Select(d => d.Id));

    /// <summary>Renames and recodes the known ones; what they were is kept.</summary>
    public void ApplyChanges()
    {
        foreach (var (division, draft, _) in changed)
        {
            if (book.LastChange(division) > terms.On)
            {
                throw ChangeRefusals.LaterChange(division.FullName, book.LastChange(division));
            }

            book.Keep(division, terms.On);
            if (division.Code != ImportComparison.CodeOf(draft.Id))
            {
                book.Recode(division, ImportComparison.CodeOf(draft.Id));
            }

            Change(division, draft);
        }

        villages.Apply(book, terms.On);
    }

    /// <summary>Change records of this import; none for the first load of a county.</summary>
    public IEnumerable<DivisionChange> Records(Operation operation)
    {
        DivisionChange Record(ChangeKind kind, string code, string name, int division, Guid village, string newCode = "", string newName = "", string parent = "") => new()
        {
            Kind = kind,
            State = ChangeState.Applied,
            EffectiveOn = terms.On,
            DivisionId = division,
            VillageId = village,
            Code = code,
            Name = name,
            NewCode = newCode,
            NewName = newName,
            ParentCode = parent,
            Source = terms.Source,
            RecordedBy = operation.Actor.Name,
            RecordedAt = operation.Now,
            AppliedAt = operation.Now,
            Version = Keys.New(),
        };

        var before = book.Result.Versions.ToLookup(v => (v.DivisionId, v.VillageId));
        foreach (var (division, _, word) in changed.Where(c => c.Word != "变更"))
        {
            var old = before[(division.Id, Guid.Empty)].FirstOrDefault();
            var (code, name) = (old?.Code ?? division.Code, old?.Name ?? division.Name);
            yield return word == "更名"
                ? Record(ChangeKind.Renamed, code, name, division.Id, Guid.Empty, newName: division.Name)
                : Record(ChangeKind.Recoded, code, name, division.Id, Guid.Empty, division.Code, name == division.Name ? "" : division.Name);
        }

        foreach (var division in NewDivisions.Where(d => d.OpenedOn != default))
        {
            yield return Record(ChangeKind.Added, division.Code, division.Name, division.Id, Guid.Empty, parent: book.Find(division.ParentId)?.Code ?? "");
        }

        foreach (var village in villages.Changed)
        {
            yield return village.Old.Code == village.Village.Code
                ? Record(ChangeKind.Renamed, village.Old.Code, village.Old.Name, 0, village.Village.Id, newName: village.Village.Name)
                : Record(ChangeKind.Recoded, village.Old.Code, village.Old.Name, 0, village.Village.Id, village.Village.Code, village.Old.Name == village.Village.Name ? "" : village.Village.Name);
        }

        foreach (var village in NewVillages.Where(v => v.OpenedOn != default))
        {
            yield return Record(ChangeKind.Added, village.Code, village.Name, 0, village.Id);
        }
    }

    public DivisionDifferences Differences()
    {
        var changes = changed.Count + villages.Changes.Count;
        var recoded = terms.Recode ? comparison.Pairs.Select(p => p.Known.Id).ToHashSet() : [];
        var missing = comparison.Missing.Where(d => !recoded.Contains(d.Id)).ToList();
        var heldBack = (terms.Recode ? 0 : comparison.Pairs.Count) + comparison.Revived.Count + comparison.Outdated.Count + villages.HeldBack.Count;
        return new DivisionDifferences(
            NewDivisions.Count, NewVillages.Count, changes,
            drafts.Divisions.Count + drafts.Villages.Count - NewDivisions.Count - NewVillages.Count - changes - heldBack, missing.Count,
            [
                .. changed.Select(c => new DivisionDifference(c.Word, ImportComparison.CodeOf(c.Draft.Id), c.Draft.FullName, c.Division.FullName))
                    .Concat(villages.Changes.Select(c => new DivisionDifference(c.Village.Code == c.Draft.Code ? "更名" : "变更代码", c.Draft.Code, c.Draft.Name, c.Village.Name)))
                    .Concat(missing.Select(d => new DivisionDifference("文件中没有", d.Code, d.FullName, null)))
                    .Concat(NewDivisions.Select(d => new DivisionDifference("新增", d.Code, d.FullName, null)))
                    .Concat(NewVillages.Select(v => new DivisionDifference("新增", v.Code, v.Name, null)))
                    .Take(Shown),
            ],
            heldBack,
            ChangeProposals.Of(comparison, villages, terms));
    }

    private Division? SiteOf(VillageDraft village) =>
        (byDraft.GetValueOrDefault(village.SiteId) ?? book.FindDivision(village.Code[..9])) is { ClosedOn: null } site ? site : null;

    // Townships that wait for a decision, and their villages with them.
    private HashSet<int> HeldBackSites =>
        [.. (terms.Recode ? [] : comparison.Pairs.Select(p => p.Draft.Id)).Concat(comparison.Revived.Select(r => r.Draft.Id)).Concat(comparison.Outdated.Select(d => d.Id))];

    private static bool Differs(Division old, DivisionDraft draft) =>
        old.Name != draft.Name || old.FullName != draft.FullName || (old.Levels | draft.Levels) != old.Levels || old.Lo + (draft.Hi - draft.Lo) > old.Hi;

    // A file that speaks of one level of a division takes the other levels away from nobody. Corrected initials stay unless the name changes.
    private static void Change(Division division, DivisionDraft draft)
    {
        if (division.Name != draft.Name)
        {
            (division.Name, division.Initials) = (draft.Name, PinyinInitials.Of(draft.Name));
        }

        division.FullName = draft.FullName;
        division.Levels |= draft.Levels;
        division.IsSite = division.Levels.HasFlag(DivisionLevels.Township);
        division.Hi = Math.Max(division.Hi, division.Lo + (draft.Hi - draft.Lo));
    }

    private Division Entity(DivisionDraft draft)
    {
        var parent = byDraft.GetValueOrDefault(draft.ParentId);
        var id = comparison.NumberFor(draft, parent);
        var division = new Division
        {
            Id = id,
            Code = ImportComparison.CodeOf(draft.Id),
            Name = draft.Name,
            FullName = draft.FullName,
            ParentId = parent?.Id ?? draft.ParentId,
            Levels = draft.Levels,
            IsSite = draft.Levels.HasFlag(DivisionLevels.Township),
            Lo = id,
            Hi = id + (draft.Hi - draft.Lo),
            Initials = PinyinInitials.Of(draft.Name),
            OpenedOn = parent is not null && loaded.Contains(parent.Id) ? terms.On : default,
        };
        byDraft[draft.Id] = division;
        return division;
    }
}
