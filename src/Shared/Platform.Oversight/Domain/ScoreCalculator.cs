namespace Platform.Oversight.Domain;

/// <summary>One measured indicator. <paramref name="Failure"/>: why it could not be computed; null when it could.</summary>
internal sealed record Measured(string Code, decimal Weight, decimal Target, decimal Numerator, decimal Denominator, string? Failure = null);

internal enum LineState { Counted, NothingToMeasure, NotComputable }

/// <param name="Rate">Numerator / denominator; 0 when the line is left out.</param>
/// <param name="EffectiveWeight">Weight after redistribution; all counted lines together 100.</param>
internal sealed record MeasuredLine(Measured Input, LineState State, decimal Rate, decimal EffectiveWeight, decimal Points);

/// <param name="Points">0..100; null when nothing could be measured: no score, which is not the same as 0.</param>
internal sealed record CalculatedScore(decimal? Points, IReadOnlyList<MeasuredLine> Lines);

/// <summary>
/// points = effective weight x min(1, rate / target). An indicator without denominator, or one that could not be computed, is left out and its weight
/// redistributed over the others in proportion; it never counts as 0.
/// </summary>
internal static class ScoreCalculator
{
    private const int Digits = 4;

    public static CalculatedScore Calculate(IEnumerable<Measured> indicators)
    {
        var inputs = indicators.OrderBy(i => i.Code, StringComparer.Ordinal).ToList();
        var counted = inputs.Where(i => StateOf(i) == LineState.Counted && i.Weight > 0).ToList();
        var weights = Redistribute(counted);
        var lines = inputs.Select(i => Line(i, weights)).ToList();
        return new CalculatedScore(counted.Count == 0 ? null : lines.Sum(l => l.Points), lines);
    }

    private static LineState StateOf(Measured input) =>
        input.Failure is not null ? LineState.NotComputable
        : input.Denominator <= 0 ? LineState.NothingToMeasure
        : LineState.Counted;

    private static MeasuredLine Line(Measured input, Dictionary<string, decimal> weights)
    {
        var state = StateOf(input);
        if (state != LineState.Counted)
        {
            return new MeasuredLine(input, state, 0, 0, 0);
        }

        var rate = Math.Round(Math.Max(0, input.Numerator) / input.Denominator, Digits, MidpointRounding.AwayFromZero);
        var reached = input.Target <= 0 ? 1 : Math.Min(1, rate / input.Target);
        var weight = weights.GetValueOrDefault(input.Code);
        return new MeasuredLine(input, state, rate, weight, Math.Round(weight * reached, Digits, MidpointRounding.AwayFromZero));
    }

    // Rounded to what a column holds; what rounding leaves goes to the heaviest, so that the sum is 100 exactly.
    private static Dictionary<string, decimal> Redistribute(List<Measured> counted)
    {
        var total = counted.Sum(i => i.Weight);
        var weights = counted.ToDictionary(i => i.Code, i => Math.Round(i.Weight / total * 100, Digits, MidpointRounding.ToZero));
        if (counted.Count > 0)
        {
            var heaviest = counted.MaxBy(i => i.Weight)!.Code;
            weights[heaviest] += 100 - weights.Values.Sum();
        }

        return weights;
    }
}
