using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.Changes;

namespace Platform.Infrastructure.Divisions.Import;

internal sealed record VillageChangeDraft(Village Village, VillageDraft Draft);

/// <summary>The villages of a list against those that are there. One of the same name in the same township under a new code is the same village.</summary>
internal sealed class VillageComparison
{
    public VillageComparison(
        IReadOnlyList<VillageDraft> drafts, IReadOnlyList<Village> known, Func<VillageDraft, Division?> siteOf, IReadOnlySet<int> heldBackSites, bool recode)
    {
        var byCode = known.ToDictionary(v => v.Code);
        KnownSites = known.Where(v => v.ClosedOn is null).Select(v => v.SiteId).ToHashSet();
        var codes = drafts.Select(d => d.Code).ToHashSet();
        var missing = known.Where(v => v.ClosedOn is null && !codes.Contains(v.Code)).ToLookup(v => (v.SiteId, v.Name));
        foreach (var draft in drafts)
        {
            if (byCode.TryGetValue(draft.Code, out var village))
            {
                if (village.ClosedOn is not null)
                {
                    HeldBack.Add(draft);
                }
                else if (village.Name != draft.Name)
                {
                    Changes.Add(new(village, draft));
                }
            }
            else if (heldBackSites.Contains(draft.SiteId))
            {
                HeldBack.Add(draft);
            }
            else if (siteOf(draft) is not { IsSite: true } site)
            {
                throw new RefusalException(
                    "UNKNOWN_SITE", $"村（社区）“{draft.Name}”（{draft.Code}）所属的乡镇 {ImportComparison.CodeOf(draft.SiteId)} 不在文件中，也没有导入过。请先导入乡镇，或核对代码。");
            }
            else if (missing[(site.Id, draft.Name)].ToList() is [var same])
            {
                if (recode)
                {
                    Changes.Add(new(same, draft));
                }
                else
                {
                    Pairs.Add(new(same, draft));
                    HeldBack.Add(draft);
                }
            }
            else
            {
                New.Add((draft, site.Id));
            }
        }
    }

    public List<(VillageDraft Draft, int SiteId)> New { get; } = [];

    /// <summary>New names and, where decided, new codes.</summary>
    public List<VillageChangeDraft> Changes { get; } = [];

    /// <summary>Same name, new code; waits for a person.</summary>
    public List<VillageChangeDraft> Pairs { get; } = [];

    public List<VillageDraft> HeldBack { get; } = [];

    /// <summary>Townships whose villages were loaded before.</summary>
    public IReadOnlySet<int> KnownSites { get; }

    /// <summary>What was written by <see cref="Apply"/>, with code and name before.</summary>
    public List<(Village Village, (string Code, string Name) Old)> Changed { get; } = [];

    public void Apply(DivisionBook book, DateOnly on)
    {
        foreach (var (village, draft) in Changes)
        {
            if (book.LastChange(village) > on)
            {
                throw ChangeRefusals.LaterChange(village.Name, book.LastChange(village));
            }

            Changed.Add((village, (village.Code, village.Name)));
            book.Keep(village, on);
            if (village.Code != draft.Code)
            {
                book.Recode(village, draft.Code);
            }

            if (village.Name != draft.Name)
            {
                VillageRules.SetName(village, draft.Name);
            }
        }
    }
}
