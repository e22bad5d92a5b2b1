using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Protection.Retention;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Suggestions;

/// <summary>A telephone number was given for the reply; half a year after it nobody needs it any more.</summary>
internal sealed class ContactRule(OpennessDbContext db) : IRetentionRule
{
    public string Code => "suggestion-contact";

    public string Name => "意见投递人的联系电话";

    public string Basis => "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间";

    public string Effect => "清除联系电话，保留意见和答复";

    public int DefaultDays => 180;

    public async Task<int> ApplyAsync(DateOnly before, int most, CancellationToken cancellationToken)
    {
        var due = await db.Set<Suggestion>().IgnoreQueryFilters()
            .Where(s => (s.State == SuggestionState.Replied || s.State == SuggestionState.Closed) && s.ReceivedOn < before && s.Contact != default)
            .OrderBy(s => s.Id).Take(most).ToListAsync(cancellationToken);
        due.ForEach(s => s.Contact = default);
        await db.SaveChangesAsync(cancellationToken);
        return due.Count;
    }
}
