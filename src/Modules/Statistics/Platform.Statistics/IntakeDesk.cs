using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics;

/// <summary>Opens received lists and their lines. Refuses NOT_FOUND, CHANGED_MEANWHILE, LIST_CLOSED, ROW_SETTLED.</summary>
internal sealed class IntakeDesk(StatisticsDbContext db, Operation operation)
{
    public static string Of(IntakeSource source) => source switch
    {
        IntakeSource.Police => "公安四项变动",
        IntakeSource.Hospital => "医院出生",
        _ => "新婚登记",
    };

    public static string Of(RowState state) => state switch
    {
        RowState.Open => "待核对",
        RowState.Applied => "已入账",
        RowState.AlreadyThere => "台账已有",
        _ => "不办理",
    };

    public async Task<Intake> OpenAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var found = await db.Set<Intake>().FirstOrDefaultAsync(i => i.Id == id && i.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这份名单");
        Refusals.CheckVersion(version, found.Version);
        return found.State == IntakeState.Open ? found : throw new RefusalException("LIST_CLOSED", "这份名单已办结，居民信息已清除，不能再改。", RefusalKind.Conflict);
    }

    /// <summary>A line of an open list.</summary>
    public async Task<IntakeRow> RowAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var row = await db.Set<IntakeRow>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound("这一行");
        Refusals.CheckVersion(version, row.Version);
        await OpenAsync(siteId, row.IntakeId, null, cancellationToken);
        return row;
    }

    /// <summary>A line that waits to be settled.</summary>
    public async Task<IntakeRow> OpenRowAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var row = await RowAsync(siteId, id, version, cancellationToken);
        return row.State == RowState.Open ? row : throw new RefusalException("ROW_SETTLED", $"第 {row.Line} 行已办理（{Of(row.State)}）。要重新办理的，请先撤销。", RefusalKind.Conflict);
    }

    public void Settle(IntakeRow row, RowState state, MatchKind match) =>
        (row.State, row.Match, row.SettledByName, row.SettledOn) = (state, match, operation.Actor.Name, operation.Today);
}
