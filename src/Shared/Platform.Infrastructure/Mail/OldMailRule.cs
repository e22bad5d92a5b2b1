using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection.Retention;

namespace Platform.Infrastructure.Mail;

/// <summary>What is known of mails that left or were given up.</summary>
internal sealed class OldMailRule(CoreDbContext db) : IRetentionRule
{
    public string Code => "mail-sent";

    public string Name => "邮件发送记录";

    public string Basis => "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间";

    public string Effect => "删除发送记录（正文在发出时已清除）";

    public int DefaultDays => 180;

    public async Task<int> ApplyAsync(DateOnly before, int most, CancellationToken cancellationToken)
    {
        var end = new DateTimeOffset(before.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var due = db.Set<OutgoingMail>().Where(m => m.QueuedAt < end && m.State != MailState.Waiting && m.State != MailState.Sending).OrderBy(m => m.QueuedAt).Take(most).Select(m => m.Id);
        return await db.Set<OutgoingMail>().Where(m => due.Contains(m.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
