using Platform.Contracts.Divisions;

namespace Platform.Oversight.Domain;

internal enum ObjectionState { Raised, Upheld, Rejected }

internal static class Objections
{
    /// <summary>Working days after the result was computed or published, in which it may be objected to.</summary>
    public const int Days = 5;

    public static DateOnly LastDay(DateOnly from, IWorkingDays days)
    {
        for (var i = 0; i < Days; i++)
        {
            from = days.Next(from);
        }

        return from;
    }

    public static string Text(ObjectionState state) => state switch
    {
        ObjectionState.Raised => "待处理",
        ObjectionState.Upheld => "已采纳",
        _ => "未采纳",
    };
}
