namespace Platform.StaffAttendance.Domain;

/// <summary>Kinds of leave. Only personal leave goes through the tiers of P4-ATTENDANCE-01; the others are due by law.</summary>
internal enum LeaveKind { Personal, Sick, Annual, Marriage, Bereavement, Maternity, Paternity, Childcare, WorkInjury }

internal static class LeaveKinds
{
    public static bool NeedsApproval(LeaveKind kind) => kind == LeaveKind.Personal;

    /// <summary>A paper shows it, which may come later. Annual leave needs none.</summary>
    public static bool NeedsProof(LeaveKind kind) => kind is not LeaveKind.Personal and not LeaveKind.Annual;

    /// <summary>For those who need not know which (rights.md 1 and 7): whether somebody is ill or had a child is nobody's list.</summary>
    public static string Covered(LeaveKind kind) => NeedsApproval(kind) ? Of(kind) : "病假或法定假";

    public static string Of(LeaveKind kind) => kind switch
    {
        LeaveKind.Personal => "事假",
        LeaveKind.Sick => "病假",
        LeaveKind.Annual => "年休假",
        LeaveKind.Marriage => "婚假",
        LeaveKind.Bereavement => "丧假",
        LeaveKind.Maternity => "产假",
        LeaveKind.Paternity => "陪产假",
        LeaveKind.Childcare => "育儿假",
        _ => "工伤假",
    };
}
