using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Personal;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Contributions;

/// <summary>What the ledger knows about a resident who asks for it. The number is shown masked: it is opened in full with a reason.</summary>
internal sealed class LedgerPersonalData(StatisticsDbContext db, LedgerDesk desk, Protector protector) : INotificationHandler<PersonalDataRequested>
{
    public async Task Handle(PersonalDataRequested notification, CancellationToken cancellationToken)
    {
        if (!notification.Is(LedgerFields.IdentityNumber.Subject, out var id) || await db.Set<Resident>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } person)
        {
            return;
        }

        var villages = await desk.VillageNamesAsync([person.SiteId], cancellationToken);
        var events = await db.Set<PopulationEvent>().AsNoTracking().Where(e => e.ResidentId == id && e.VoidReason == "").OrderBy(e => e.OccurredOn).ToListAsync(cancellationToken);
        notification.Add(new("人口台账", LedgerFields.IdentityNumber.Article,
        [
            new("姓名", person.Name),
            new("性别", LedgerRules.Of(person.Sex)),
            new("出生日期", $"{person.BirthDate:yyyy-MM-dd}"),
            new("村（社区）", villages.GetValueOrDefault(person.VillageId, "")),
            new("居住类别", LedgerRules.Of(person.Residence)),
            new(LedgerFields.IdentityNumber.Name, protector.Mask(LedgerFields.IdentityNumber, person.Id, person.IdentityNumber)),
            new("变动", string.Join("；", events.Select(e => $"{e.OccurredOn:yyyy-MM-dd} {LedgerRules.Of(e.Kind)}"))),
        ]));
    }
}
