using Platform.Contracts.Messaging;

namespace Platform.Contracts.Staff;

/// <summary>A training somebody took part in: from the sign-in sheet of a meeting, or typed by the office.</summary>
/// <param name="Kind">Chinese name of the kind, for example 药管员培训.</param>
public sealed record StaffTraining(Guid StaffId, DateOnly HeldOn, string Topic, decimal Hours, string Kind);

/// <summary>What these people have learnt from a day to a day, the newest first; of people outside the caller's scope nothing. One statement.</summary>
public sealed record GetStaffTrainings(IReadOnlyList<Guid> StaffIds, DateOnly From, DateOnly To) : IQuery<IReadOnlyList<StaffTraining>>;
