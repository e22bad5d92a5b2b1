using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.PopulationSchool.Domain;

/// <summary>An exam of a class; number 1 is for everybody, later ones are resits for those who did not pass (P3-SCHOOLMGMT-04, -05).</summary>
[Label("考试")]
internal sealed class Exam : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("培训班")]
    public Guid ClassId { get; init; }

    [Label("次序")]
    public int Number { get; init; }

    [Label("考试日期")]
    public DateOnly HeldOn { get; init; }

    /// <summary>The class's when the exam was set.</summary>
    [Label("合格分数")]
    public decimal PassMark { get; init; }

    /// <summary>Number or place of the paper on file.</summary>
    [Label("试卷存档号")]
    public string Paper { get; init; } = "";

    public Guid Version { get; set; }
}

/// <summary>Sat: a mark. Excused: leave was asked for. Absent: without leave, treated as 事假 in the class record and nowhere else (P3-STUDENT-05).</summary>
internal enum ExamAttendance { Sat, Excused, Absent }

/// <summary>One attempt; every one is kept.</summary>
[Label("考试成绩")]
internal sealed class ExamMark : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("考试")]
    public Guid ExamId { get; init; }

    [Label("学员")]
    public Guid LearnerId { get; init; }

    [Label("参加情况")]
    public ExamAttendance Attendance { get; set; }

    /// <summary>0 to 100, one decimal; null: did not sit.</summary>
    [Label("分数")]
    public decimal? Mark { get; set; }

    [Label("登记人")]
    public string EnteredByName { get; set; } = "";
}

/// <summary>A learner has completed a class: decided by a person, with everything it was decided from (P3-SCHOOLMGMT-05). Never changed; revoked with a reason.</summary>
[Label("结业决定")]
internal sealed class CompletionDecision : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("培训班")]
    public Guid ClassId { get; init; }

    [Label("学员")]
    public Guid LearnerId { get; init; }

    /// <summary>1, 2 … of the learner: after one was revoked another may be made.</summary>
    [Label("次序")]
    public int Number { get; init; } = 1;

    [Label("培训班名称")]
    public string ClassName { get; init; } = "";

    [Sensitive]
    [Label("学员姓名")]
    public string LearnerName { get; init; } = "";

    /// <summary>Sessions held while the learner was on the roster; <see cref="Attended"/> of them present, late or left early.</summary>
    [Label("应到次数")]
    public int Sessions { get; init; }

    [Label("到课次数")]
    public int Attended { get; init; }

    /// <summary>The attempt it rests on.</summary>
    [Label("依据的考试")]
    public Guid ExamId { get; init; }

    [Label("考试次序")]
    public int Attempt { get; init; }

    [Label("分数")]
    public decimal Mark { get; init; }

    [Label("合格分数")]
    public decimal PassMark { get; init; }

    [Label("决定日期")]
    public DateOnly DecidedOn { get; init; }

    [Label("决定人")]
    public string DecidedByName { get; init; } = "";

    /// <summary>Stands on the certificate; anybody can verify it.</summary>
    [Label("证书编号")]
    public string Code { get; init; } = "";

    [Label("撤销日期")]
    public DateOnly? RevokedOn { get; set; }

    [Label("撤销原因")]
    public string RevokeReason { get; set; } = "";
}
