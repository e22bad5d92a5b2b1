using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Security.Weaknesses;

/// <summary>What was found. A breach of personal data also asks whether authority and persons were told (个人信息保护法 art. 57).</summary>
internal enum WeaknessKind { Weakness, Hazard, Incident, PersonalDataBreach }

internal enum WeaknessSeverity { Minor, Major, Serious }

/// <summary>Open, then reported upward, then measures taken, then closed. A minor one may go to measures without a report.</summary>
internal enum WeaknessState { Open, Reported, Measures, Closed }

/// <summary>
/// A weakness or hidden danger of information security (P3-MIGPLATSEC-03). Its steps refuse with WRONG_STATE, MUST_REPORT_FIRST (serious ones and
/// breaches are reported upward before they are closed), NOTICE_MISSING (a breach says whom it told) and SAME_PERSON (measures and re-check).
/// </summary>
[Label("安全隐患")]
internal sealed class Weakness : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public WeaknessKind Kind { get; init; }

    [Label("程度")]
    public WeaknessSeverity Severity { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Which system, room or procedure.</summary>
    [Label("位置")]
    public string Place { get; init; } = "";

    [Label("情况")]
    public string Description { get; init; } = "";

    [Label("发现人")]
    public string FoundBy { get; init; } = "";

    [Label("发现日")]
    public DateOnly FoundOn { get; init; }

    [Label("录入时间")]
    public DateTimeOffset EnteredAt { get; init; }

    [Label("录入人")]
    public string EnteredBy { get; init; } = "";

    public WeaknessState State { get; private set; }

    [Label("上报单位")]
    public string ReportedTo { get; private set; } = "";

    [Label("上报日")]
    public DateOnly? ReportedOn { get; private set; }

    [Label("上报人")]
    public string ReportedBy { get; private set; } = "";

    [Label("报告文号")]
    public string ReportDocument { get; private set; } = "";

    [Label("措施")]
    public string Measures { get; private set; } = "";

    [Label("负责人")]
    public string Owner { get; private set; } = "";

    public DateOnly? DueOn { get; private set; }

    [Label("采取措施日")]
    public DateOnly? MeasuresOn { get; private set; }

    [Label("采取措施的人")]
    public Guid MeasuresById { get; private set; }

    /// <summary>Day on which the authority was told of a breach.</summary>
    [Label("向主管部门报告日")]
    public DateOnly? AuthorityToldOn { get; private set; }

    /// <summary>Whether the persons concerned were told, or why not: the article allows it where harm is averted.</summary>
    [Label("已告知本人")]
    public string PersonsTold { get; private set; } = "";

    [Label("销号日")]
    public DateOnly? ClosedOn { get; private set; }

    public Guid Version { get; set; }

    /// <summary>Serious ones and breaches go to the body above.</summary>
    public bool MustBeReported => Severity == WeaknessSeverity.Serious || Kind == WeaknessKind.PersonalDataBreach;

    /// <summary>Days from finding to closing, or to today.</summary>
    public int DaysOpen(DateOnly today) => (ClosedOn ?? today).DayNumber - FoundOn.DayNumber;

    public void Report(string to, DateOnly on, string by, string document)
    {
        if (State == WeaknessState.Closed || ReportedOn is not null)
        {
            throw WrongState(ReportedOn is not null ? "已经报告过上级，不能重复报告。" : "已经销号，不能再报告。");
        }

        (ReportedTo, ReportedOn, ReportedBy, ReportDocument) = (to, on, by, document);
        State = State == WeaknessState.Open ? WeaknessState.Reported : State;
    }

    public void Notify(DateOnly authorityToldOn, string personsTold)
    {
        if (Kind != WeaknessKind.PersonalDataBreach || State == WeaknessState.Closed)
        {
            throw WrongState("只有未销号的个人信息泄露才登记通知情况。");
        }

        (AuthorityToldOn, PersonsTold) = (authorityToldOn, personsTold);
    }

    public void Take(string measures, string owner, DateOnly? dueOn, DateOnly on, Guid by)
    {
        if (State is WeaknessState.Closed)
        {
            throw WrongState("已经销号，不能再登记措施。");
        }

        (Measures, Owner, DueOn, MeasuresOn, MeasuresById, State) = (measures, owner, dueOn, on, by, WeaknessState.Measures);
    }

    public void Recheck(bool good, DateOnly today, Guid by)
    {
        if (State != WeaknessState.Measures)
        {
            throw WrongState("登记措施之后才能复查。");
        }

        if (by == MeasuresById)
        {
            throw new RefusalException("SAME_PERSON", "登记措施和复查不能是同一个人，请由另一位同事复查。", RefusalKind.Refused);
        }

        if (!good)
        {
            State = ReportedOn is null ? WeaknessState.Open : WeaknessState.Reported;
            return;
        }

        if (MustBeReported && ReportedOn is null)
        {
            throw new RefusalException("MUST_REPORT_FIRST", "严重的隐患和个人信息泄露须先报告上级主管部门，才能销号。", RefusalKind.Refused);
        }

        if (Kind == WeaknessKind.PersonalDataBreach && AuthorityToldOn is null)
        {
            throw new RefusalException("NOTICE_MISSING", "个人信息泄露须先登记通知主管部门和当事人的情况，才能销号（个人信息保护法第五十七条）。", RefusalKind.Refused);
        }

        (State, ClosedOn) = (WeaknessState.Closed, today);
    }

    private static RefusalException WrongState(string detail) => new("WRONG_STATE", detail, RefusalKind.Refused);
}

internal enum WeaknessAct { Found, Reported, Notified, Measures, Closed, Returned }

/// <summary>One step: the day it happened and the moment it was entered.</summary>
[Label("安全隐患办理")]
internal sealed class WeaknessEvent : Entity, ISiteOwned
{
    [Label("安全隐患")]
    public Guid WeaknessId { get; init; }

    public int SiteId { get; init; }

    [Label("环节")]
    public WeaknessAct Act { get; init; }

    [Label("日期")]
    public DateOnly On { get; init; }

    public DateTimeOffset At { get; init; }

    [Label("办理人")]
    public string ByName { get; init; } = "";

    public string Note { get; init; } = "";
}

internal sealed class WeaknessConfiguration : IEntityTypeConfiguration<Weakness>, IEntityTypeConfiguration<WeaknessEvent>
{
    public void Configure(EntityTypeBuilder<Weakness> builder)
    {
        builder.Property(e => e.Description).HasMaxLength(2000);
        builder.Property(e => e.Measures).HasMaxLength(2000);
        builder.Property(e => e.PersonsTold).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.State });
        builder.HasIndex(e => e.FoundOn);
    }

    public void Configure(EntityTypeBuilder<WeaknessEvent> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(2000);
        builder.HasIndex(e => e.WeaknessId);
        builder.HasOne<Weakness>().WithMany().HasForeignKey(e => e.WeaknessId);
    }
}

internal static class WeaknessWords
{
    public static string Of(WeaknessKind kind) => kind switch
    {
        WeaknessKind.Weakness => "薄弱环节",
        WeaknessKind.Hazard => "隐患",
        WeaknessKind.Incident => "安全事件",
        _ => "个人信息泄露",
    };

    public static string Of(WeaknessSeverity severity) => severity switch
    {
        WeaknessSeverity.Minor => "一般",
        WeaknessSeverity.Major => "较重",
        _ => "严重",
    };

    public static string Of(WeaknessState state) => state switch
    {
        WeaknessState.Open => "待处理",
        WeaknessState.Reported => "已报告",
        WeaknessState.Measures => "待复查",
        _ => "已销号",
    };

    public static string Of(WeaknessAct act) => act switch
    {
        WeaknessAct.Found => "发现登记",
        WeaknessAct.Reported => "报告上级",
        WeaknessAct.Notified => "通知主管部门和当事人",
        WeaknessAct.Measures => "采取措施",
        WeaknessAct.Closed => "复查合格，销号",
        _ => "复查不合格，退回",
    };
}
