namespace Platform.Contracts.Messaging;

/// <summary>The refusals every area gives in the same words.</summary>
public static class Refusals
{
    private const string Record = "这条记录";

    /// <summary>NOT_FOUND: there is none, or none for this caller; the answer is the same.</summary>
    /// <param name="what">Noun with its measure word: 这份请假.</param>
    /// <param name="inTrail">That it was tried stands in the trail.</param>
    public static RefusalException NotFound(string what = Record, bool inTrail = false) =>
        new("NOT_FOUND", $"没有找到{what}，或它不在您的管辖范围内。", RefusalKind.NotFound) { InTrail = inTrail };

    /// <summary>CHANGED_MEANWHILE: the record is no longer what the caller saw.</summary>
    /// <param name="what">Noun with its measure word: 这份请假.</param>
    public static RefusalException ChangedMeanwhile(string what = Record) =>
        new("CHANGED_MEANWHILE", $"{what}刚被别人改动过，请刷新后再办理。", RefusalKind.Conflict);

    /// <summary>Refuses CHANGED_MEANWHILE where the version the caller saw is not the present one.</summary>
    /// <param name="seen">Null: the caller saw none.</param>
    /// <param name="what">Noun with its measure word: 这份请假.</param>
    public static void CheckVersion(Guid? seen, Guid now, string what = Record)
    {
        if (seen is { } version && version != now)
        {
            throw ChangedMeanwhile(what);
        }
    }
}
