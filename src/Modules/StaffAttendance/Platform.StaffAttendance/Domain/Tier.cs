namespace Platform.StaffAttendance.Domain;

/// <summary>Which proven incident of the calendar year it is (P4-ATTENDANCE-02a). The tier is shown; nothing is ever taken for it.</summary>
internal sealed record Tier(int Number)
{
    /// <summary>Why nothing is collected (rights.md 8).</summary>
    public const string NoBasis = "对工作人员按次收钱没有法律依据，考勤异常只作记录，不扣款";

    /// <summary>The figure by which the clause names the tier: 50, 100, 150 and so on. A name, no sum.</summary>
    public int Step => Number * 50;

    /// <summary>rights.md 8: sanctions on staff never take money.</summary>
    public bool Collectible { get; } = false;

    public string Reason => NoBasis;

    public string Text => $"本年第 {Number} 次（条款第 {Step} 档，不扣款）";
}
