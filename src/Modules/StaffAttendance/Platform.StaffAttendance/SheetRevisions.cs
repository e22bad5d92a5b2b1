using Microsoft.EntityFrameworkCore;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>A confirmed sheet stays as it was signed; what changes afterwards goes into its next revision, which the director confirms anew.</summary>
internal sealed class SheetRevisions(AttendanceDbContext db)
{
    /// <summary>A record of a confirmed month changed: the next revision waits for confirmation. Nothing happens while the month is not confirmed.</summary>
    public async Task OpenAsync(int siteId, DateOnly month, string reason, CancellationToken cancellationToken)
    {
        var sheets = await OfAsync(siteId, month, cancellationToken);
        if (sheets.Exists(s => s.State == SheetState.Confirmed) && !sheets.Exists(s => s.State == SheetState.Open))
        {
            db.Add(new MonthlySheet { SiteId = siteId, Month = month, Revision = sheets.Max(s => s.Revision) + 1, State = SheetState.Open, RevisionReason = reason });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>The month is confirmed.</summary>
    public Task<bool> IsConfirmedAsync(int siteId, DateOnly month, CancellationToken cancellationToken) =>
        db.Set<MonthlySheet>().AnyAsync(s => s.SiteId == siteId && s.Month == month && s.State == SheetState.Confirmed, cancellationToken);

    /// <summary>The month is confirmed and no further revision waits: nothing is decided in it.</summary>
    public async Task<bool> IsClosedAsync(int siteId, DateOnly month, CancellationToken cancellationToken) =>
        await FirstClosedAsync(siteId, month, month, cancellationToken) is not null;

    /// <summary>The first closed month, given by its first day, that days from <paramref name="first"/> to <paramref name="last"/> lie in.</summary>
    public Task<DateOnly?> FirstClosedAsync(int siteId, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var from = new DateOnly(first.Year, first.Month, 1);
        return db.Set<MonthlySheet>()
            .Where(s => s.SiteId == siteId && s.Month >= from && s.Month <= last && s.State == SheetState.Confirmed
                && !db.Set<MonthlySheet>().Any(o => o.SiteId == siteId && o.Month == s.Month && o.State == SheetState.Open))
            .OrderBy(s => s.Month).Select(s => (DateOnly?)s.Month).FirstOrDefaultAsync(cancellationToken);
    }

    public Task<List<MonthlySheet>> OfAsync(int siteId, DateOnly month, CancellationToken cancellationToken) =>
        db.Set<MonthlySheet>().Where(s => s.SiteId == siteId && s.Month == month).OrderBy(s => s.Revision).ToListAsync(cancellationToken);
}
