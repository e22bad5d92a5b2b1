using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;

namespace Platform.Supplies.Domain;

/// <summary>What the documents ask of whoever keeps a store (P3-STREETSUPPLY-00, P3-COMMSUPPLY-00). Without database.</summary>
internal static class KeeperRules
{
    /// <summary>A certificate that ends within so many days is named.</summary>
    public const int EndingDays = 60;

    /// <summary>Years of training that are shown.</summary>
    public const int TrainingYears = 3;

    /// <summary>Highest schooling that stands on any certificate.</summary>
    public static Schooling SchoolingOf(IEnumerable<QualificationRow> papers) => papers.Select(q => q.Schooling).DefaultIfEmpty(Schooling.Unknown).Max();

    /// <summary>Certificates that let somebody keep a store of this level.</summary>
    public static bool Counts(StoreLevel level, QualificationKind kind) =>
        kind == QualificationKind.SuppliesKeeper || (level != StoreLevel.Township && kind == QualificationKind.DistributorTraining);

    /// <summary>What is missing on a day; empty: nothing. A county's store and a free point are asked for a keeper only.</summary>
    /// <param name="named">Somebody is named as keeper.</param>
    /// <param name="active">And is on the staff list.</param>
    /// <param name="papers">Certificates of the keeper, also expired ones.</param>
    public static IReadOnlyList<string> Warnings(StoreLevel level, bool named, bool active, IReadOnlyCollection<QualificationRow> papers, DateOnly day)
    {
        if (!named || !active)
        {
            return [named ? "保管人已不在人员名册中，请另行指定。" : "没有指定保管人。"];
        }

        if (level is StoreLevel.County or StoreLevel.Point)
        {
            return [];
        }

        var best = papers.Where(q => Counts(level, q.Kind)).OrderByDescending(q => q.ExpiresOn >= day).ThenByDescending(q => q.Level).ThenByDescending(q => q.ExpiresOn).FirstOrDefault();
        List<string> warnings = [];
        if (best is null)
        {
            warnings.Add(level == StoreLevel.Township ? "没有登记药具管理人员培训证。" : "没有登记培训证明。");
        }
        else if (best.ExpiresOn < day)
        {
            warnings.Add($"培训证 {best.Number} 已于 {best.ExpiresOn:yyyy-MM-dd} 到期。");
        }
        else if (best.ExpiresOn != OpenEnd.Never && best.ExpiresOn <= day.AddDays(EndingDays))
        {
            warnings.Add($"培训证 {best.Number} 将于 {best.ExpiresOn:yyyy-MM-dd} 到期。");
        }

        if (level == StoreLevel.Township)
        {
            var schooling = SchoolingOf(papers);
            if (schooling < Schooling.SeniorSecondary)
            {
                warnings.Add(schooling == Schooling.Unknown ? "学历没有登记；乡镇药具管理人员应具有高中（中专）以上文化程度。" : "学历低于高中（中专）。");
            }

            if (best is { Level: < IssuerLevel.City })
            {
                warnings.Add(best.Level == IssuerLevel.Unknown ? "培训证的发证级别没有登记；应经市以上专业培训考核合格。" : "培训证的发证级别低于市级。");
            }
        }

        return warnings;
    }
}
