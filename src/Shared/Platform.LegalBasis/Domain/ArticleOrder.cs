using System.Globalization;

namespace Platform.LegalBasis.Domain;

/// <summary>Articles as a reader expects them: the whole instrument first, then by number, not by text.</summary>
internal sealed class ArticleOrder : IComparer<Provision>
{
    public static readonly ArticleOrder Instance = new();

    public int Compare(Provision? x, Provision? y)
    {
        var byArticle = Number(x!.Article).CompareTo(Number(y!.Article));
        var byText = byArticle != 0 ? byArticle : string.CompareOrdinal(x.Article, y.Article);
        return byText != 0 ? byText : string.CompareOrdinal(x.Paragraph, y.Paragraph);
    }

    private static int Number(string article)
    {
        var digits = article.TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : article.Length == 0 ? -1 : int.MaxValue;
    }
}
