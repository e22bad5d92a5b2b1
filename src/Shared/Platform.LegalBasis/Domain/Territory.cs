using System.Globalization;

namespace Platform.LegalBasis.Domain;

/// <summary>The interval of division ids below a code whose rows may not be loaded: 340000000 is 340000000..349999999.</summary>
internal static class Territory
{
    public static (int Lo, int Hi) Of(int divisionId) => (divisionId, divisionId + Width(divisionId) - 1);

    /// <param name="names">Full names of divisions that are loaded.</param>
    public static string NameOf(int divisionId, IReadOnlyDictionary<int, string> names) =>
        divisionId == 0 ? "全国" : names.GetValueOrDefault(divisionId, string.Create(CultureInfo.InvariantCulture, $"区划 {divisionId:000000000}"));

    private static int Width(int id) =>
        id == 0 ? 1_000_000_000
        : id % 10_000_000 == 0 ? 10_000_000
        : id % 100_000 == 0 ? 100_000
        : id % 1_000 == 0 ? 1_000
        : 1;
}
