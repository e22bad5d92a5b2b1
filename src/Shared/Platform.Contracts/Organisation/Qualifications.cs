using Platform.Contracts.Messaging;

namespace Platform.Contracts.Organisation;

public enum QualificationKind
{
    /// <summary>药具管理人员培训证 (P3-STREETSUPPLY-00, P3-COMMSUPPLY-00).</summary>
    SuppliesKeeper,

    /// <summary>行政执法证.</summary>
    EnforcementOfficer,

    /// <summary>药具发放员培训证明.</summary>
    DistributorTraining,

    /// <summary>Another certificate the post asks for.</summary>
    Other,
}

/// <summary>Ascending: a later one is at least the earlier.</summary>
public enum Schooling { Unknown, Primary, JuniorSecondary, SeniorSecondary, College, Bachelor }

/// <summary>Level of the authority that trained and examined. Ascending.</summary>
public enum IssuerLevel { Unknown, Township, County, City, Province, Nation }

/// <param name="Number">Number of the certificate; never an identity number.</param>
/// <param name="ExpiresOn">Last day of validity; <see cref="OpenEnd.Never"/>: without limit.</param>
public sealed record QualificationRow(
    Guid Id, int SiteId, Guid StaffId, QualificationKind Kind, string Number, string Issuer, IssuerLevel Level, DateOnly IssuedOn, DateOnly ExpiresOn, Schooling Schooling);

/// <summary>Certificates of these people that are valid on a day. One statement.</summary>
/// <param name="Kind">Null: of every kind.</param>
/// <param name="Expired">Also those that had run out by then.</param>
public sealed record GetQualifications(IReadOnlyList<Guid> StaffIds, QualificationKind? Kind, DateOnly Day, bool Expired = false) : IQuery<IReadOnlyList<QualificationRow>>;
