using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Deadlines;

namespace Platform.Infrastructure.Calendar;

/// <summary>A day that differs from its weekday: a public holiday, or a make-up working day.</summary>
[Label("工作日历")]
internal sealed class CalendarDay
{
    public DateOnly Day { get; init; }

    public CalendarDayKind Kind { get; set; }

    /// <summary>Chinese name of the festival.</summary>
    public required string Name { get; set; }
}

internal sealed class CalendarDayConfiguration : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder) => builder.HasKey(e => e.Day);
}
