using System.Globalization;
using System.Text.RegularExpressions;
using NCalc;

namespace Platform.Statistics.Domain;

/// <summary>Formulas over the codes of a form, in brackets: <c>[A01] + [A02]</c>, <c>[B01] = [B02]</c>, <c>if([A01] = 0, 0, [A02] / [A01] * 100)</c>.</summary>
internal static partial class Formulas
{
    /// <summary>Codes that a formula names.</summary>
    public static IReadOnlyList<string> CodesOf(string formula) => [.. Named().Matches(formula).Select(m => m.Groups[1].Value).Distinct()];

    /// <summary>A Chinese sentence that says what is wrong with a formula; null: nothing.</summary>
    public static string? FaultOf(string formula, IReadOnlySet<string> known)
    {
        if (CodesOf(formula).FirstOrDefault(c => !known.Contains(c)) is { } unknown)
        {
            return $"公式里的 [{unknown}] 不是本表指标的代码，或写在它自己之前";
        }

        try
        {
            var expression = Of(formula, known.ToDictionary(c => c, _ => (decimal?)1m));
            expression.Evaluate();
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return "公式写法不对：用 [代码]、+ - * / ( ) 和 =、<、>、and、or、if(条件, 甲, 乙)";
        }
    }

    /// <summary>Null where it divides by zero or an operand is null.</summary>
    public static decimal? Value(string formula, IReadOnlyDictionary<string, decimal?> figures) =>
        Evaluate(formula, figures) is { } value ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Null where it cannot be said.</summary>
    public static bool? Holds(string formula, IReadOnlyDictionary<string, decimal?> figures) =>
        Evaluate(formula, figures) is bool holds ? holds : null;

    private static object? Evaluate(string formula, IReadOnlyDictionary<string, decimal?> figures)
    {
        if (CodesOf(formula).Any(c => figures.GetValueOrDefault(c) is null))
        {
            return null;
        }

        try
        {
            return Of(formula, figures).Evaluate() is { } value and not double.NaN and not double.PositiveInfinity and not double.NegativeInfinity ? value : null;
        }
        catch (DivideByZeroException)
        {
            return null;
        }
    }

    // Counts are whole numbers of people: decimals keep 33.3 % from becoming 33.2999.
    private static Expression Of(string formula, IReadOnlyDictionary<string, decimal?> figures)
    {
        var expression = new Expression(formula, ExpressionOptions.DecimalAsDefault);
        foreach (var code in CodesOf(formula))
        {
            expression.Parameters[code] = figures[code]!.Value;
        }

        return expression;
    }

    [GeneratedRegex(@"\[([A-Za-z0-9]+)\]")]
    private static partial Regex Named();
}
