using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Runs;

/// <summary>Starts the close of a month, whoever asks for it: a person, a program or a schedule.</summary>
internal sealed class MonthCloser(OversightDbContext db, RunStarter starter, Operation operation)
{
    /// <summary>The unfinished close of the division and month, or a new one. Errors: MONTH_NOT_OVER, ALREADY_CLOSED.</summary>
    public async Task<Guid> StartAsync(RunOrder order, CancellationToken cancellationToken)
    {
        var (month, scope) = (order.Month, order.Scope);
        if (operation.Today <= month.LastDay)
        {
            throw new RefusalException("MONTH_NOT_OVER", $"{month.ToChinese()}还没有结束，{month.AddMonths(1).FirstDay:yyyy年M月d日}起才能月结。", RefusalKind.Refused);
        }

        if (await starter.ContinueAsync(order.Kind, month, scope, order.RequestKey, cancellationToken) is { } going)
        {
            return going;
        }

        if (!order.Revise)
        {
            var closed = (await db.Set<SiteClose>().AsNoTracking()
                .Where(c => c.Month == month.FirstDay && c.SiteId >= scope.Lo && c.SiteId <= scope.Hi && c.Revision == 1)
                .Select(c => c.SiteId).ToListAsync(cancellationToken)).ToHashSet();
            if (order.Sites.All(closed.Contains))
            {
                throw new RefusalException("ALREADY_CLOSED", $"{month.ToChinese()}已经月结。如需按新情况重新计算，请选择“修订”，原结果会保留。", RefusalKind.Conflict);
            }
        }

        operation.Note($"月结{month.ToChinese()}，{order.Sites.Count}个乡镇（街道）" + (order.Revise ? "，修订" : ""));
        return await starter.StartAsync(order, cancellationToken);
    }
}
