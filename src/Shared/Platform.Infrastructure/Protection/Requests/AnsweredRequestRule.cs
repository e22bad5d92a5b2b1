using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection.Retention;

namespace Platform.Infrastructure.Protection.Requests;

/// <summary>Requests for the own data, three years after the answer: as long as it can be disputed.</summary>
internal sealed class AnsweredRequestRule(CoreDbContext db) : IRetentionRule
{
    public string Code => "data-request-answered";

    public string Name => "已答复的个人信息查阅申请";

    public string Basis => "《民法典》第一百八十八条：诉讼时效三年";

    public string Effect => "删除申请记录；操作日志仍在";

    public int DefaultDays => 1_095;

    public async Task<int> ApplyAsync(DateOnly before, int most, CancellationToken cancellationToken)
    {
        var ids = await db.Set<DataRequest>().IgnoreQueryFilters().Where(r => r.AnsweredOn < before).OrderBy(r => r.Id).Take(most).Select(r => r.Id).ToListAsync(cancellationToken);
        return await db.Set<DataRequest>().IgnoreQueryFilters().Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
