using System.Globalization;
using Platform.Contracts.Messaging;

namespace Platform.Statistics.Domain;

/// <summary>Words and rules of the ledger.</summary>
internal static class LedgerRules
{
    public const string Article = "《个人信息保护法》第十三条第一款第三项：履行人口统计法定职责所必需（《统计法》第七条）";

    /// <summary>Oldest birth date and event that is taken.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    public static string Of(Sex sex) => sex == Sex.Male ? "男" : "女";

    public static string Of(ResidenceKind kind) => kind switch
    {
        ResidenceKind.Registered => "户籍常住",
        ResidenceKind.Away => "户籍外出",
        _ => "非户籍常住",
    };

    public static string Of(EventKind kind) => kind switch
    {
        EventKind.Birth => "出生",
        EventKind.Death => "死亡",
        EventKind.Marriage => "结婚",
        EventKind.MovedIn => "迁入",
        EventKind.MovedOut => "迁出",
        EventKind.TransferIn => "镇内移入",
        _ => "镇内移出",
    };

    /// <summary>Ends somebody's stay on the ledger.</summary>
    public static bool Leaves(EventKind kind) => kind is EventKind.Death or EventKind.MovedOut;

    public static bool Arrives(EventKind kind) => kind is EventKind.Birth or EventKind.MovedIn;

    /// <summary>Whether an identity number says this birth date and sex; true where there is no number. A number that is none is refused elsewhere.</summary>
    public static bool Agrees(string number, DateOnly birth, Sex sex) =>
        number.Length != 18 || (number.AsSpan(6, 8).SequenceEqual(birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture)) && (number[16] - '0') % 2 == (sex == Sex.Male ? 1 : 0));

    /// <summary>Refuses IN_FUTURE, BEFORE_ARRIVAL and NOT_RESIDENT.</summary>
    public static void RequireOpen(Resident resident, DateOnly day, DateOnly today)
    {
        RequirePast(day, today);
        if (resident.To != OpenEnd.Never)
        {
            throw new RefusalException("NOT_RESIDENT", $"{resident.Name} 自 {resident.To:yyyy-MM-dd} 起已不在这条台账上，不能再登记变动。", RefusalKind.Conflict);
        }

        if (day < resident.From)
        {
            throw new RefusalException("BEFORE_ARRIVAL", $"日期早于 {resident.Name} 入账的 {resident.From:yyyy-MM-dd}。", RefusalKind.Invalid, [new FieldError("On", "早于入账日期")]);
        }
    }

    public static void RequirePast(DateOnly day, DateOnly today)
    {
        if (day > today)
        {
            throw new RefusalException("IN_FUTURE", "日期不能晚于今天。", RefusalKind.Invalid, [new FieldError("On", "晚于今天")]);
        }
    }
}
