using Platform.Contracts.Messaging;

namespace Platform.Contracts.Modules;

/// <summary>Those of the ascending site ids where the module is on. One statement.</summary>
public sealed record GetEnabledSites(string ModuleId, IReadOnlyList<int> SiteIds) : IQuery<IReadOnlyList<int>>;
