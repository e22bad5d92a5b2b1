using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Protection.Retention;

namespace Platform.Infrastructure.Staff;

/// <summary>Telephones and identity numbers of people who left: without use after two years. Name, number and post stay with the records they made.</summary>
internal sealed class LeftStaffRule(CoreDbContext db) : IRetentionRule
{
    public string Code => "staff-left";

    public string Name => "离岗人员的手机号、身份证号";

    public string Basis => "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间";

    public string Effect => "清除手机号和身份证号，保留工号、姓名、岗位";

    public int DefaultDays => 730;

    public async Task<int> ApplyAsync(DateOnly before, int most, CancellationToken cancellationToken)
    {
        var due = await db.Set<StaffMember>().IgnoreQueryFilters()
            .Where(s => !s.Active && s.LeftOn < before && (s.Phone != default || s.IdentityNumber != default))
            .OrderBy(s => s.Id).Take(most).ToListAsync(cancellationToken);
        foreach (var person in due)
        {
            StaffFields.Phone.Set(person, default, default);
            StaffFields.IdentityNumber.Set(person, default, default);
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count;
    }
}
