using Microsoft.Extensions.Configuration;

namespace Platform.Oversight.Runs;

/// <summary>
/// How long a claimed chunk belongs to its worker without a sign of life, from the setting <c>Runs:LeaseSeconds</c>. Workers renew it at a third of the
/// time; when one vanishes, another takes its chunk over after it.
/// </summary>
internal sealed record RunLease(TimeSpan Length)
{
    private const int DefaultSeconds = 120;

    public static RunLease From(IConfiguration? configuration) => new(TimeSpan.FromSeconds(Math.Max(1, configuration?.GetValue<int?>("Runs:LeaseSeconds") ?? DefaultSeconds)));
}
