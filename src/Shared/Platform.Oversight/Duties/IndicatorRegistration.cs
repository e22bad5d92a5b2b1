using Platform.Contracts.Modules;

namespace Platform.Oversight.Duties;

/// <summary>
/// Refuses an indicator that must not exist. Appraisal measures the office, never the public: the kind must be one of
/// <see cref="IndicatorKind"/>, which lists all that may be counted; and the arithmetic must make sense.
/// </summary>
internal static class IndicatorRegistration
{
    public static void Check(IEnumerable<IndicatorDefinition> indicators)
    {
        foreach (var indicator in indicators)
        {
            if (!Enum.IsDefined(indicator.Kind))
            {
                throw new InvalidOperationException($"Indicator '{indicator.Code}' measures something that appraisal may not measure.");
            }

            if (indicator.Target <= 0 || indicator.Weight < 0)
            {
                throw new InvalidOperationException($"Indicator '{indicator.Code}' needs a target above 0 and a weight that is not negative.");
            }
        }
    }
}
