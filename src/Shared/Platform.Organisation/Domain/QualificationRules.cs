using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;

namespace Platform.Organisation.Domain;

internal enum QualificationState { Valid, Within60, Within30, Expired, Void }

/// <summary>How long a certificate still holds, and what the documents ask of its holder.</summary>
internal static class QualificationRules
{
    public const int EarlyDays = 60;
    public const int LateDays = 30;

    public static QualificationState StateOn(DateOnly expiresOn, bool isVoid, DateOnly day) =>
        isVoid ? QualificationState.Void
        : expiresOn < day ? QualificationState.Expired
        : expiresOn == OpenEnd.Never ? QualificationState.Valid
        : expiresOn <= day.AddDays(LateDays) ? QualificationState.Within30
        : expiresOn <= day.AddDays(EarlyDays) ? QualificationState.Within60
        : QualificationState.Valid;

    public static string Of(QualificationState state) => state switch
    {
        QualificationState.Within60 => "60 天内到期",
        QualificationState.Within30 => "30 天内到期",
        QualificationState.Expired => "已到期",
        QualificationState.Void => "已作废",
        _ => "有效",
    };

    /// <summary>P3-STREETSUPPLY-00: senior secondary schooling or above, trained and examined at city level or above. Empty: nothing is missing.</summary>
    public static string Shortfall(QualificationKind kind, Schooling schooling, IssuerLevel level)
    {
        if (kind != QualificationKind.SuppliesKeeper)
        {
            return "";
        }

        string[] missing =
        [
            schooling == Schooling.Unknown ? "学历未登记" : schooling < Schooling.SeniorSecondary ? "学历低于高中（中专）" : "",
            level == IssuerLevel.Unknown ? "发证级别未登记" : level < IssuerLevel.City ? "发证级别低于市级" : "",
        ];
        return string.Join("；", missing.Where(m => m.Length > 0));
    }

    /// <summary>Certificates are named by their own number; an identity number is not taken.</summary>
    public static bool LooksLikeIdentityNumber(string number) =>
        number.Length is 15 or 18 && number.Take(number.Length - 1).All(char.IsAsciiDigit) && (char.IsAsciiDigit(number[^1]) || number[^1] is 'x' or 'X');
}
