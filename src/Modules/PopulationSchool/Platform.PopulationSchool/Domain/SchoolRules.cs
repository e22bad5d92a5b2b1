using System.Security.Cryptography;
using Platform.Contracts.Messaging;

namespace Platform.PopulationSchool.Domain;

/// <summary>What a learner's record says: attendance since joining, the attempt that counts. Without database.</summary>
internal static class SchoolRules
{
    /// <summary>Default pass mark.</summary>
    public const decimal PassMark = 60m;

    public const decimal FullMark = 100m;

    /// <summary>A roll can be corrected until this many days after its session.</summary>
    public const int LockDays = 7;

    /// <summary>Months' end after the last session by which the exam is to be held.</summary>
    public const int ExamDays = 30;

    // Without letters and digits that are read as another.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static bool IsLocked(DateOnly session, DateOnly today) => today > session.AddDays(LockDays);

    /// <param name="roll">What the roll says of the learner, by session; a session without an entry was not called yet and does not count.</param>
    public static Attendance Count(Learner learner, IEnumerable<ClassSession> sessions, IReadOnlyDictionary<Guid, RollState> roll)
    {
        var counted = sessions.Where(s => s.State == SessionState.Held && learner.Attends(s.Day) && roll.ContainsKey(s.Id)).Select(s => roll[s.Id]).ToList();
        return new Attendance(
            counted.Count, counted.Count(s => s is RollState.Present or RollState.Late or RollState.LeftEarly), counted.Count(s => s == RollState.Excused), counted.Count(s => s == RollState.Absent));
    }

    /// <summary>The newest attempt that was passed; null: none.</summary>
    public static Attempt? Passed(IEnumerable<Attempt> attempts) => attempts.Where(a => a.Mark is { } mark && mark >= a.PassMark).MaxBy(a => a.Number);

    /// <summary>Refuses MARK_OUT_OF_RANGE and MARK_WITHOUT_EXAM.</summary>
    /// <param name="who">Number in the class.</param>
    public static void RefuseMark(string who, ExamAttendance attendance, decimal? mark)
    {
        if (attendance == ExamAttendance.Sat && mark is null or < 0 or > FullMark)
        {
            throw new RefusalException("MARK_OUT_OF_RANGE", $"学号 {who}：参加考试的须填写 0 至 {FullMark:0} 的分数。", RefusalKind.Invalid, [new FieldError("Marks", "分数须在 0 至 100 之间")]);
        }

        if (attendance != ExamAttendance.Sat && mark is not null)
        {
            throw new RefusalException("MARK_WITHOUT_EXAM", $"学号 {who}：没有参加考试的不填分数。", RefusalKind.Invalid, [new FieldError("Marks", "没有参加考试")]);
        }

        if (mark is { } given && decimal.Round(given, 1) != given)
        {
            throw new RefusalException("MARK_OUT_OF_RANGE", $"学号 {who}：分数最多一位小数。", RefusalKind.Invalid, [new FieldError("Marks", "最多一位小数")]);
        }
    }

    /// <summary>Twelve characters that nobody can guess: 58 bits and more.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(Alphabet, 12);

    /// <summary>As typed by hand: lower case, blanks and hyphens.</summary>
    public static string Clean(string? code) => new([.. (code ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Take(20)]);

    public static string Of(PlanState state) => state == PlanState.Approved ? "已批准" : "编制中";

    public static string Of(SessionState state) => state switch
    {
        SessionState.Planned => "待上课",
        SessionState.Open => "上课中",
        SessionState.Held => "已上课",
        _ => "已取消",
    };

    public static string Of(RollState state) => state switch
    {
        RollState.Present => "到课",
        RollState.Late => "迟到",
        RollState.LeftEarly => "早退",
        RollState.Excused => "请假",
        _ => "缺课",
    };

    public static string Of(ExamAttendance attendance) => attendance switch
    {
        ExamAttendance.Sat => "参加",
        ExamAttendance.Excused => "请假",
        _ => "未参加（按事假）",
    };
}

/// <param name="Attended">Present, late or left early.</param>
internal sealed record Attendance(int Sessions, int Attended, int Excused, int Absent);

/// <param name="Mark">Null: did not sit.</param>
internal sealed record Attempt(Guid ExamId, int Number, DateOnly HeldOn, decimal PassMark, decimal? Mark, ExamAttendance Attendance);
