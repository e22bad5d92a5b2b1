using Microsoft.EntityFrameworkCore;
using Platform.Deadlines;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Calendar;

/// <summary>Reads the table as it stands in the database now.</summary>
internal static class CalendarReader
{
    public static async Task<CalendarTable> ReadAsync(CoreDbContext db, CancellationToken cancellationToken) =>
        new(await db.Set<CalendarDay>().AsNoTracking().ToDictionaryAsync(d => d.Day, d => (d.Kind, d.Name), cancellationToken));
}
