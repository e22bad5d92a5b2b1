using Platform.Contracts.Staff;

namespace Platform.StaffAttendance.Demo;

/// <summary>Invented people: five to seven for a township, one director, no two of the same name.</summary>
internal static class DemoPeople
{
    private static readonly string[] Surnames =
        ["林", "陈", "汪", "胡", "程", "方", "吴", "章", "叶", "余", "许", "朱", "何", "徐", "潘", "江", "曹", "周", "丁", "洪", "梅", "俞", "高"];

    private static readonly string[] Given =
        ["晓梅", "建平", "秀兰", "志强", "丽华", "文斌", "春燕", "国庆", "玉珍", "海涛", "小红", "永胜", "慧敏", "德明", "雪琴", "宏伟", "佳怡"];

    private static readonly string[] Posts = ["主任", "副主任", "统计员", "药管员", "专干", "服务所所长", "专干"];

    public static IReadOnlyList<StaffDraft> Of(int index, IReadOnlyList<string> villages) =>
    [
        .. Enumerable.Range(0, 5 + Dice.Throw(3, index)).Select(i => new StaffDraft(
            (i + 1).ToString("000", System.Globalization.CultureInfo.InvariantCulture),
            NameOf((index * 7) + i),
            Posts[i],
            i >= 2 && villages.Count > 0 ? villages[(i - 2) % villages.Count] : "",
            PhoneOf(index, i),
            Posts[i] == "药管员" ? IdentityOf(index) : null)),
    ];

    // No subscriber's number begins with 0, so nobody's telephone rings.
    private static string PhoneOf(int index, int person) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"05630{index:000}{person:000}");

    // 990000 is no region: the number is formally right and nobody's.
    private static string IdentityOf(int index)
    {
        var digits = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"990000{1970 + (index % 25)}{1 + (index % 12):00}{1 + (index % 28):00}{100 + index:000}");
        return digits + Infrastructure.Protection.IdentityNumbers.CheckOf(digits);
    }

    // 23 and 17 have no common divisor: 391 different pairs.
    private static string NameOf(int number) => Surnames[number % Surnames.Length] + Given[number % Given.Length];
}
