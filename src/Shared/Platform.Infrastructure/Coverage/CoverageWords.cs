using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Coverage;

/// <summary>Chinese words of the coverage pages.</summary>
internal static class CoverageWords
{
    public static string Of(CoverageState state) => state switch
    {
        CoverageState.Served => "已有功能",
        CoverageState.Adjusted => "调整形式",
        CoverageState.Statement => "宣示性条款",
        CoverageState.NotBuilt => "不建设",
        _ => "尚未建设",
    };

    public static string Explain(CoverageState state) => state switch
    {
        CoverageState.Served => "平台有功能办理这一条。",
        CoverageState.Adjusted => "平台按现行法律调整了办理形式，并有功能办理。",
        CoverageState.Statement => "这一条表明态度或要求作风，不产生具体事务，不需要功能。",
        CoverageState.NotBuilt => "平台不建设这一条的功能。",
        _ => "平台还没有办理这一条的功能。",
    };

    public static StateKind Kind(CoverageState state) => state switch
    {
        CoverageState.Served => StateKind.Good,
        CoverageState.Adjusted => StateKind.Info,
        CoverageState.Statement => StateKind.Neutral,
        CoverageState.NotBuilt => StateKind.Bad,
        _ => StateKind.Warning,
    };

    public static string Part(int part) => part switch
    {
        1 => "第一部分",
        2 => "第二部分",
        3 => "第三部分",
        _ => "第四部分",
    };
}
