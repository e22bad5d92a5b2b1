using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.StaffAttendance.Domain;

/// <summary>A person's daily working hours between two days, both included. The periods of one person do not overlap.</summary>
[Label("作息时间")]
internal sealed class WorkingHours : Entity, ISiteOwned
{
    /// <summary>Stands for "until further notice"; a column without NULL keeps the joins plain.</summary>
    public static readonly DateOnly Open = new(9999, 12, 31);

    /// <summary>Proposed where none are set: 08:00 to 17:30.</summary>
    public const int UsualStart = 8 * 3600;

    public const int UsualEnd = (17 * 3600) + (30 * 60);

    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    /// <summary>Seconds since midnight.</summary>
    [Label("上班")]
    public int Start { get; set; }

    /// <summary>Seconds since midnight.</summary>
    [Label("下班")]
    public int End { get; set; }

    [Label("生效日")]
    public DateOnly EffectiveFrom { get; init; }

    [Label("失效日")]
    public DateOnly EffectiveTo { get; set; } = Open;

    public bool Covers(DateOnly day) => EffectiveFrom <= day && day <= EffectiveTo;
}
