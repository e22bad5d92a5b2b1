using CsCheck;
using Platform.Contracts.Modules;
using Platform.Oversight;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class ScoreCalculatorTests
{
    private static readonly Gen<Measured[]> Indicators =
        (from weight in Gen.Int[0, 100]
         from target in Gen.Int[1, 100]
         from denominator in Gen.Frequency((1, Gen.Const(0)), (4, Gen.Int[1, 500]))
         from numerator in Gen.Int[0, 600]
         from failed in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
         select new Measured("", weight, target / 100m, numerator, denominator, failed ? "boom" : null))
        .Array[0, 8].Select(rows => rows.Select((r, i) => r with { Code = $"i{i}" }).ToArray());

    [Fact]
    public void Weights_of_counted_lines_are_100_together() =>
        Indicators.Sample(rows =>
        {
            var score = ScoreCalculator.Calculate(rows);
            Assert.Equal(score.Points is null ? 0 : 100, score.Lines.Sum(l => l.EffectiveWeight));
        });

    [Fact]
    public void A_score_lies_between_0_and_100_and_is_the_sum_of_its_lines() =>
        Indicators.Sample(rows =>
        {
            var score = ScoreCalculator.Calculate(rows);
            if (score.Points is { } points)
            {
                Assert.InRange(points, 0, 100);
                Assert.Equal(score.Lines.Sum(l => l.Points), points);
            }
        });

    [Fact]
    public void The_order_of_indicators_does_not_matter() =>
        Gen.Select(Indicators, Gen.Int).Sample((rows, seed) =>
        {
            var shuffled = rows.OrderBy(r => HashCode.Combine(r.Code, seed)).ToArray();
            Assert.Equal(ScoreCalculator.Calculate(rows).Points, ScoreCalculator.Calculate(shuffled).Points);
        });

    [Fact]
    public void More_done_never_lowers_a_score() =>
        Gen.Select(Indicators, Gen.Int[0, 7], Gen.Int[1, 50]).Where((rows, i, _) => i < rows.Length).Sample((rows, i, more) =>
        {
            var better = rows.ToArray();
            better[i] = better[i] with { Numerator = better[i].Numerator + more };
            Assert.True((ScoreCalculator.Calculate(better).Points ?? 0) >= (ScoreCalculator.Calculate(rows).Points ?? 0));
        });

    [Fact]
    public void What_is_left_out_changes_nothing() =>
        Indicators.Sample(rows =>
        {
            var more = rows.Append(new Measured("x", 50, 1, 0, 0)).Append(new Measured("y", 50, 1, 0, 10, "boom"));
            Assert.Equal(ScoreCalculator.Calculate(rows).Points, ScoreCalculator.Calculate(more).Points);
        });

    [Fact]
    public void Nothing_measured_is_no_score() =>
        Assert.Null(ScoreCalculator.Calculate([new("a", 60, 1, 0, 0), new("b", 40, 1, 5, 5, "boom")]).Points);

    [Fact]
    public void A_weight_is_redistributed_in_proportion()
    {
        var score = ScoreCalculator.Calculate([new("a", 40, 1, 1, 2), new("b", 30, 1, 0, 0), new("c", 10, 0.5m, 1, 2)]);
        Assert.Equal([80m, 0m, 20m], score.Lines.Select(l => l.EffectiveWeight));
        Assert.Equal(60m, score.Points);
    }

    [Fact]
    public void An_indicator_of_an_unlisted_kind_cannot_be_registered()
    {
        IndicatorRegistration.Check(OversightIndicators.All);
        var forbidden = OversightIndicators.All[0] with { Kind = (IndicatorKind)99 };
        Assert.Throws<InvalidOperationException>(() => IndicatorRegistration.Check([forbidden]));
    }
}
