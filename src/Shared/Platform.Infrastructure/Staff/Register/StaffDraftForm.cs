namespace Platform.Infrastructure.Staff.Register;

/// <summary>A person as being edited.</summary>
public sealed class StaffDraftForm
{
    // Villages nobody touched in the form are not sent: the links may say more than the form shows.
    private string shown = "|";

    public Guid? Id { get; init; }

    public int SiteId { get; init; }

    public string? Number { get; set; } = "";

    public string? Name { get; set; } = "";

    public string? Post { get; set; } = "";

    /// <summary>Id of the main village, as text; empty: none.</summary>
    public string? MainVillage { get; set; } = "";

    public HashSet<Guid> OtherVillages { get; } = [];

    /// <summary>The post follows the assignments.</summary>
    public bool PostAssigned { get; init; }

    public Guid? Version { get; init; }

    public static StaffDraftForm New(int siteId) => new() { SiteId = siteId };

    internal static StaffDraftForm Of(StaffListRow row)
    {
        var draft = new StaffDraftForm
        {
            Id = row.Id,
            SiteId = row.SiteId,
            Number = row.Number,
            Name = row.Name,
            Post = row.Post,
            Version = row.Version,
            PostAssigned = row.PostAssigned,
            MainVillage = row.Villages.FirstOrDefault(v => v.IsMain)?.Id.ToString() ?? "",
        };
        draft.OtherVillages.UnionWith(row.Villages.Select(v => v.Id).Where(v => v.ToString() != draft.MainVillage));
        draft.shown = draft.Choice;
        return draft;
    }

    internal SaveStaffMember ToCommand()
    {
        var hasMain = Guid.TryParse(MainVillage, out var main);
        List<Guid> villages = hasMain ? [main] : [];
        villages.AddRange(OtherVillages.Where(v => v != main));
        return new SaveStaffMember(SiteId, Id, Number ?? "", Name ?? "", Post ?? "", Choice == shown ? null : villages, Version, FirstIsMain: hasMain);
    }

    private string Choice => $"{MainVillage}|{string.Join(',', OtherVillages.Order())}";
}
