using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.PopulationSchool.Domain;

internal enum ClassState { Open, Cancelled }

/// <summary>A class run (班次) of the population school.</summary>
[Label("培训班")]
internal sealed class SchoolClass : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("年度")]
    public int Year { get; init; }

    [Label("时期")]
    public LifeStage Stage { get; init; }

    public required string Name { get; set; }

    [Label("教师")]
    public string Teacher { get; set; } = "";

    [Label("地点")]
    public string Place { get; set; } = "";

    /// <summary>From which mark on an exam is passed, 0 to 100; frozen into every exam.</summary>
    [Label("合格分数")]
    public decimal PassMark { get; set; } = SchoolRules.PassMark;

    [Label("状态")]
    public ClassState State { get; set; }

    [Label("取消原因")]
    public string CancelReason { get; set; } = "";

    public Guid Version { get; set; }
}

internal enum SessionState { Planned, Open, Held, Cancelled }

/// <summary>One lesson. It cannot be opened before its lesson plan is filed (P3-SCHOOLMGMT-01).</summary>
[Label("课次")]
internal sealed class ClassSession : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("培训班")]
    public Guid ClassId { get; init; }

    [Label("上课日期")]
    public DateOnly Day { get; set; }

    [Label("开始时间")]
    public TimeOnly Start { get; set; }

    [Label("课题")]
    public string Topic { get; set; } = "";

    [Label("状态")]
    public SessionState State { get; set; }

    /// <summary>Notes and plan of the lesson; empty: not filed.</summary>
    [Label("教案")]
    public string LessonPlan { get; set; } = "";

    [Label("教案归档人")]
    public string PlanFiledBy { get; set; } = "";

    [Label("教案归档日期")]
    public DateOnly? PlanFiledOn { get; set; }

    [Label("开课人")]
    public string OpenedBy { get; set; } = "";

    [Label("开课时间")]
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>How many came, of a class that is held without names.</summary>
    [Label("到课人数")]
    public int Heads { get; set; }

    [Label("取消原因")]
    public string CancelReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>Somebody on the roster (人员花名册) of a class. Name and number in the class; nothing else is needed.</summary>
[Label("学员")]
internal sealed class Learner : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("培训班")]
    public Guid ClassId { get; init; }

    /// <summary>Number in the class; tells people of one name apart.</summary>
    [Label("学号")]
    public required string Number { get; init; }

    [Sensitive]
    [Label("姓名")]
    public required string Name { get; set; }

    /// <summary>Below 14 a guardian consents (rights.md, rule 7).</summary>
    [Label("未满 14 周岁")]
    public bool UnderFourteen { get; set; }

    [Sensitive]
    [Label("监护人")]
    public string Guardian { get; set; } = "";

    [Label("监护人同意日期")]
    public DateOnly? ConsentOn { get; set; }

    /// <summary>Sessions before this day are not counted: whoever joins late missed nothing.</summary>
    [Label("入班日期")]
    public DateOnly JoinedOn { get; set; }

    [Label("退班日期")]
    public DateOnly? LeftOn { get; set; }

    public Guid Version { get; set; }

    public bool Attends(DateOnly day) => JoinedOn <= day && (LeftOn is null || day < LeftOn);
}

internal enum RollState { Present, Late, LeftEarly, Excused, Absent }

/// <summary>Whether a learner came to a session. Leave asked for before the class makes the entry before the roll is called.</summary>
[Label("到课记录")]
internal sealed class RollEntry : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("课次")]
    public Guid SessionId { get; init; }

    [Label("学员")]
    public Guid LearnerId { get; init; }

    [Label("到课情况")]
    public RollState State { get; set; }

    /// <summary>Leave was asked for before the class began (P3-STUDENT-03).</summary>
    [Label("课前请假")]
    public bool LeaveAsked { get; init; }

    public string Note { get; set; } = "";

    [Label("登记人")]
    public string EnteredByName { get; set; } = "";
}
