using Platform.Deadlines;

namespace Platform.Infrastructure.Deadlines;

/// <summary>All known rules: the statutory ones and those modules bring along.</summary>
internal sealed class DeadlineRules
{
    private readonly Dictionary<string, DeadlineRule> byCode;

    public DeadlineRules(IEnumerable<IDeadlineRuleSource> sources)
    {
        All = [.. StatutoryDeadlines.All, .. sources.SelectMany(s => s.Rules)];
        byCode = All.ToDictionary(r => r.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<DeadlineRule> All { get; }

    public DeadlineRule? Find(string code) => byCode.GetValueOrDefault(code);

    public string NameOf(string code) => Find(code)?.Name ?? code;
}
