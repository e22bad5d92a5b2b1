using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Data;

/// <summary>One piece of long work over a scope. All that is known of it is in these rows; any worker can go on with it.</summary>
[Label("月结任务")]
internal sealed class Run : Entity
{
    /// <summary>0: the whole country.</summary>
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    /// <summary>First day of the month it is about.</summary>
    public DateOnly Month { get; init; }

    public RunKind Kind { get; init; }

    /// <summary>Id of the request or of the schedule and month that asked for it.</summary>
    [Label("请求标识")]
    public required string RequestKey { get; init; }

    /// <summary>Sites that are closed already get a next revision instead of being left alone.</summary>
    [Label("重新月结")]
    public bool Revise { get; init; }

    public RunState State { get; set; }

    [Label("单位数")]
    public int Sites { get; init; }

    /// <summary>The schedule it belongs to; empty when a person asked for it without one.</summary>
    [Label("计划")]
    public Guid ScheduleId { get; init; }

    /// <summary>The run whose failed sites it computes again; empty for a run of its own.</summary>
    [Label("重试的任务")]
    public Guid RetryOf { get; init; }

    /// <summary>Codes of the checks of an audit, separated by commas; empty: all.</summary>
    [Label("稽核项目")]
    public string Checks { get; init; } = "";

    [Label("发起人")]
    public string RequestedBy { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    [Label("完成时间")]
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>A range of sites inside a run. A step's rows and this row's <see cref="Step"/> are written in one transaction.</summary>
[NotTrailed]
internal sealed class RunChunk : Entity
{
    public Guid RunId { get; init; }

    public int Position { get; init; }

    public int Lo { get; init; }

    public int Hi { get; init; }

    public int Sites { get; init; }

    public RunStep Step { get; set; }

    public ChunkState State { get; set; }

    /// <summary>Who works on it; empty when nobody does.</summary>
    public string LeaseOwner { get; set; } = "";

    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>Grows with every claim: who holds an older number has lost the chunk.</summary>
    public int Claim { get; set; }

    /// <summary>How often its present step was begun in vain.</summary>
    public int Attempts { get; set; }

    public string Error { get; set; } = "";
}

/// <summary>A contributor that could not answer for a site, or a chunk that was given up.</summary>
[NotTrailed]
internal sealed class RunFailure : Entity, ISiteOwned
{
    /// <summary>Contributor name of rows that stand for a chunk given up.</summary>
    public const string WholeChunk = "chunk";

    public int SiteId { get; init; }

    public Guid RunId { get; init; }

    public RunStep Step { get; init; }

    public required string Contributor { get; init; }

    public string ModuleId { get; init; } = "";

    public string Error { get; init; } = "";
}

/// <summary>A month of a site is closed: which run did it, in which revision, and whether the results are published.</summary>
[Label("月结")]
internal sealed class SiteClose : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public DateOnly Month { get; init; }

    /// <summary>1 for the first close.</summary>
    [Label("版次")]
    public int Revision { get; init; }

    [Label("任务")]
    public Guid RunId { get; init; }

    [Label("月结时间")]
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>All steps are written; before that there is nothing to publish.</summary>
    [Label("完整")]
    public bool Complete { get; set; }

    [Label("公布时间")]
    public DateTimeOffset? PublishedAt { get; set; }

    [Label("公布人")]
    public string PublishedBy { get; set; } = "";
}

/// <summary>A check that recurs by itself over a division and all below it: the close of a month, or an audit.</summary>
[Label("定期检查计划")]
internal sealed class Schedule : Entity, IVersioned
{
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    public required string Name { get; set; }

    /// <summary><see cref="RunKind.CloseMonth"/> or <see cref="RunKind.Audit"/>.</summary>
    [Label("类别")]
    public RunKind Kind { get; init; }

    [Label("周期")]
    public ScheduleCadence Cadence { get; set; }

    /// <summary>Month of the year (1..12) of a yearly schedule, month of the quarter (1..3) of a quarterly one; else 1.</summary>
    [Label("第几月")]
    public int Month { get; set; } = 1;

    /// <summary>Day of the month (31: the last) or, weekly, 1 Monday .. 7 Sunday.</summary>
    [Label("第几日")]
    public int Day { get; set; } = 1;

    [Label("几时")]
    public int Hour { get; set; }

    [Label("遇休息日")]
    public WorkingDayRule DayRule { get; set; }

    /// <summary>An audit looks at the month before its day instead of the month of its day. A close always does.</summary>
    [Label("检查上月")]
    public bool LastMonth { get; set; }

    /// <summary>Codes of the checks of an audit, separated by commas; empty: all.</summary>
    [Label("稽核项目")]
    public string Checks { get; set; } = "";

    /// <summary>Occurrences before this day are not made up for.</summary>
    [Label("起始日")]
    public DateOnly FirstOn { get; set; }

    public bool Active { get; set; } = true;

    public Guid Version { get; set; }

    public ScheduleRule Rule => new(Cadence, Month, Day, Hour, DayRule);
}

internal sealed class RunsConfiguration :
    IEntityTypeConfiguration<Run>,
    IEntityTypeConfiguration<RunChunk>,
    IEntityTypeConfiguration<RunFailure>,
    IEntityTypeConfiguration<SiteClose>,
    IEntityTypeConfiguration<Schedule>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.Property(e => e.RequestKey).HasMaxLength(100);
        builder.Property(e => e.RequestedBy).HasMaxLength(100);
        builder.Property(e => e.Checks).HasMaxLength(1000);
        builder.HasIndex(e => new { e.DivisionId, e.Month, e.Kind, e.RequestKey }).IsUnique();
        builder.HasIndex(e => e.ScheduleId);
    }

    public void Configure(EntityTypeBuilder<RunChunk> builder)
    {
        builder.Property(e => e.LeaseOwner).HasMaxLength(100);
        builder.Property(e => e.Error).HasMaxLength(1000);
        builder.HasIndex(e => new { e.RunId, e.Position }).IsUnique();
        builder.HasIndex(e => new { e.State, e.LeaseUntil });
    }

    public void Configure(EntityTypeBuilder<RunFailure> builder)
    {
        builder.Property(e => e.Contributor).HasMaxLength(100);
        builder.Property(e => e.ModuleId).HasMaxLength(60);
        builder.Property(e => e.Error).HasMaxLength(1000);
        builder.HasIndex(e => new { e.RunId, e.SiteId, e.Step, e.Contributor }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SiteClose> builder)
    {
        builder.Property(e => e.PublishedBy).HasMaxLength(100);
        builder.HasIndex(e => new { e.Month, e.SiteId, e.Revision }).IsUnique();
        builder.HasIndex(e => new { e.RunId, e.SiteId });
    }

    public void Configure(EntityTypeBuilder<Schedule> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.Property(e => e.Checks).HasMaxLength(1000);
        builder.Ignore(e => e.Rule);
        builder.HasIndex(e => e.DivisionId);
    }
}
