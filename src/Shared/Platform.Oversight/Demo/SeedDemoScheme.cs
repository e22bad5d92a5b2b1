using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Demo;

/// <summary>The demo county's appraisal scheme and schedule. Sent by the seeding alone.</summary>
[Label("装入演示考评方案")]
[Requires(OversightPermissions.Work)]
internal sealed record SeedDemoScheme(DivisionScope County, YearMonth From, YearMonth FirstScheduled) : ICommand<Unit>;

internal sealed class SeedDemoSchemeHandler(OversightDbContext db, DutyCatalog catalog) : IRequestHandler<SeedDemoScheme, Unit>
{
    public async Task<Unit> Handle(SeedDemoScheme request, CancellationToken cancellationToken)
    {
        var county = request.County;
        var scheme = new AppraisalScheme
        {
            DivisionId = county.DivisionId,
            Lo = county.Lo,
            Hi = county.Hi,
            EffectiveFrom = request.From.FirstDay,
            Name = "宁国市履职考评方案（演示）",
            Automatic = true,
        };
        db.Add(scheme);
        db.AddRange(catalog.Modules.SelectMany(m => m.Indicators)
            .Select(i => new SchemeLine { SchemeId = scheme.Id, IndicatorCode = i.Code, Target = i.Target, Weight = i.Weight }));
        db.Add(new Schedule
        {
            DivisionId = county.DivisionId,
            Lo = county.Lo,
            Hi = county.Hi,
            Name = "每月月结",
            Kind = RunKind.CloseMonth,
            Cadence = ScheduleCadence.Monthly,
            Day = 7,
            Hour = 2,
            // The close of a month comes in the month after it.
            FirstOn = request.FirstScheduled.AddMonths(1).FirstDay,
        });
        db.Add(new Schedule
        {
            DivisionId = county.DivisionId,
            Lo = county.Lo,
            Hi = county.Hi,
            Name = "每周数据稽核",
            Kind = RunKind.Audit,
            Cadence = ScheduleCadence.Weekly,
            Day = 1,
            Hour = 6,
            DayRule = WorkingDayRule.NextWorkingDay,
            FirstOn = request.FirstScheduled.AddMonths(1).FirstDay,
        });
        db.Add(new DutyOverride
        {
            DivisionId = county.DivisionId,
            Lo = county.Lo,
            Hi = county.Hi,
            DutyCode = OversightDuties.VillageNotice,
            EffectiveFrom = request.From.FirstDay,
            DueDay = 25,
            RemindDays = 3,
            NextWorkingDay = true,
            Reason = "县里要求每月25日前提示到驻村干部",
            SetBy = "县级管理员",
            SetAt = new DateTimeOffset(request.From.FirstDay.AddDays(-10).ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8)),
        });
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
