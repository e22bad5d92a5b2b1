namespace Platform.StaffAttendance.Domain;

/// <summary>Which proven incident of the calendar year it is (P4-ATTENDANCE-02a). The number is shown; nothing is ever taken for it.</summary>
internal sealed record Tier(int Number)
{
    /// <summary>rights.md 8: sanctions on staff never take money.</summary>
    public bool Collectible { get; } = false;

    public string Reason => "不扣款";

    public string Text => $"本年第 {Number} 次（{Reason}）";
}
