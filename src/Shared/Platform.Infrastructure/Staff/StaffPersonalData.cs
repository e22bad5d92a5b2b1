using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Personal;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Protection.Basis;

namespace Platform.Infrastructure.Staff;

/// <summary>What the staff list knows about a person, and the consents on file.</summary>
internal sealed class StaffPersonalData(CoreDbContext db, Protector protector) : INotificationHandler<PersonalDataRequested>
{
    public async Task Handle(PersonalDataRequested notification, CancellationToken cancellationToken)
    {
        if (!notification.Is(StaffFields.Phone.Subject, out var id) || await db.Set<StaffMember>().FirstOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } person)
        {
            return;
        }

        var site = await db.Set<Division>().Where(d => d.Id == person.SiteId).Select(d => d.FullName).FirstOrDefaultAsync(cancellationToken);
        var villages = await (from link in db.Set<VillageLink>()
                              where link.StaffId == id
                              join village in db.Set<Village>() on link.VillageId equals village.Id
                              select village.Name).ToListAsync(cancellationToken);
        notification.Add(new("人员名册", StaffFields.Phone.Article,
        [
            new("单位", site ?? ""),
            new("工号", person.Number),
            new("姓名", person.Name),
            new("岗位", person.Post),
            new("状态", person.Active ? "在岗" : "已停用"),
            new("联系村", string.Join("、", villages)),
            new(StaffFields.Phone.Name, Full(StaffFields.Phone, person)),
            new(StaffFields.IdentityNumber.Name, Full(StaffFields.IdentityNumber, person)),
        ]));

        var subject = notification.SubjectRef;
        var consents = await db.Set<DataBasis>().AsNoTracking().Where(b => b.SubjectRef == subject).OrderBy(b => b.Id).ToListAsync(cancellationToken);
        if (consents.Count > 0)
        {
            notification.Add(new("同意记录", "《个人信息保护法》第十四条", [.. consents.Select(c => new PersonalDataItem(c.Field, GetProtectedDataHandler.History(c)))]));
        }
    }

    // Withdrawn data waits for its erasure and is shown to nobody; that it waits is said.
    private string Full(ProtectedField<StaffMember> field, StaffMember person) => field.Get(person) is { State: ProtectedState.Withdrawn }
        ? "同意已撤回，等待清除"
        : protector.Open(field, person.Id, field.Get(person));
}
