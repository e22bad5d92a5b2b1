namespace Platform.StaffAttendance.Features.Leave;

/// <summary>Which form is open on the page of a leave.</summary>
public enum LeaveAct { None, Sign, Reply, Return, Proof, Shorten, Correct }
