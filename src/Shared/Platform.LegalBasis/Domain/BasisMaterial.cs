namespace Platform.LegalBasis.Domain;

/// <summary>A place as an interval of division ids.</summary>
internal sealed record Place(string Name, int Lo, int Hi);

/// <summary>An instrument that abolished a matter.</summary>
internal sealed record SuperiorRepeal(string SubjectCode, string SubjectName, DateOnly From, Instrument By);

/// <summary>Everything read for a batch of questions.</summary>
/// <param name="Instruments">By code.</param>
/// <param name="Provisions">By instrument, in the order of articles.</param>
/// <param name="Repeals">By subject code.</param>
/// <param name="Titles">Titles of the instruments that ended others, by code.</param>
/// <param name="Territories">Names of divisions by id.</param>
internal sealed record BasisMaterial(
    IReadOnlyDictionary<string, Instrument> Instruments,
    ILookup<Guid, Provision> Provisions,
    ILookup<string, SuperiorRepeal> Repeals,
    IReadOnlyDictionary<string, string> Titles,
    IReadOnlyDictionary<int, string> Territories);
