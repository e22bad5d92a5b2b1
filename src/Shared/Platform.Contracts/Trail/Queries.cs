using Platform.Contracts.Messaging;

namespace Platform.Contracts.Trail;

/// <param name="SiteId">Where the person acted.</param>
/// <param name="Action">Chinese words of what was tried.</param>
/// <param name="RecordRef">The record it was about; empty when the command named none.</param>
public sealed record RefusalRow(Guid EntryId, int SiteId, string Action, Guid AccountId, string ActorName, string RecordRef, DateTimeOffset At);

/// <summary>
/// Commands of one module that were refused with one of these codes, in the order they were tried: the trail keeps refusals marked <see cref="RefusalException.InTrail"/>, the module does not. One statement.
/// </summary>
/// <param name="SiteIds">In ascending order.</param>
/// <param name="From">First day, likewise <paramref name="To"/> the last, both included.</param>
public sealed record GetRefusals(IReadOnlyList<int> SiteIds, string ModuleId, IReadOnlyList<string> Codes, DateOnly From, DateOnly To) : IQuery<IReadOnlyList<RefusalRow>>;
