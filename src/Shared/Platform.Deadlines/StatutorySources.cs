namespace Platform.Deadlines;

/// <summary>The texts the statutory limits and the counting rules come from, with their rows in the legal-basis register.</summary>
internal static class StatutorySources
{
    public static readonly LegalSource CivilCode201 = new("L15", "民法典", "第二百零一条");
    public static readonly LegalSource CivilCode202 = new("L15", "民法典", "第二百零二条");
    public static readonly LegalSource CivilCode203 = new("L15", "民法典", "第二百零三条");

    public static LegalSource Penalty(string article) => new("L10", "行政处罚法", article);

    public static LegalSource Review(string article) => new("L11", "行政复议法", article);

    public static LegalSource Suit(string article) => new("L12", "行政诉讼法", article);

    public static LegalSource SuitInterpretation(string article) => new("L12a", "最高人民法院关于适用行政诉讼法的解释", article);

    public static LegalSource Enforcement(string article) => new("L13", "行政强制法", article);

    public static LegalSource Petition(string article) => new("L19", "信访工作条例", article);
}
