namespace Platform.PopulationSchool.Domain;

/// <summary>The seven stages of P3-SCHOOLDUTY-08 (elsewhere "六期").</summary>
internal enum LifeStage { Puberty, Premarital, Newlywed, Maternity, Parenting, Contraception, Menopause }

internal static class LifeStages
{
    public static string Of(LifeStage stage) => stage switch
    {
        LifeStage.Puberty => "青春期",
        LifeStage.Premarital => "婚前期",
        LifeStage.Newlywed => "新婚期",
        LifeStage.Maternity => "孕产期",
        LifeStage.Parenting => "育儿期",
        LifeStage.Contraception => "避孕期",
        _ => "更年期",
    };

    /// <summary>
    /// A roster of these classes would say of named people that they are pregnant or use contraception: they are held without names, and only heads are counted
    /// (rights.md, rule 1).
    /// </summary>
    public static bool WithoutNames(LifeStage stage) => stage is LifeStage.Premarital or LifeStage.Newlywed or LifeStage.Maternity or LifeStage.Contraception;
}
