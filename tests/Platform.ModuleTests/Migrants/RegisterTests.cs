using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Protection.Reveal;
using Platform.Infrastructure.Trail;
using Platform.Migrants;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Checks;
using Platform.Migrants.Features.Register;
using Platform.Oversight.Data;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Migrants.Scene;

namespace Platform.ModuleTests.Migrants;

/// <summary>Who is on the register, who sees names, what a check of the quarter does.</summary>
public sealed class RegisterTests
{
    [Theory, DatabaseData]
    public async Task An_arrival_is_registered_protected_corrected_and_matched_with_a_departure_elsewhere(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await AddVillagesAsync(platform);
        var number = NumberOf(1);
        var id = await As(platform, Arrival(number: number));
        Assert.Equal("ALREADY_REGISTERED", await Code(() => As(platform, Arrival("王小禾二", number))));
        Assert.Equal("REASON_REQUIRED", await Code(() => As(platform, Arrival("王晓禾", id: id))));
        await As(platform, Arrival("王晓禾", reason: "姓名登错", id: id));
        var person = await As(platform, new OpenMigrant(Site, id));
        Assert.Equal(("王晓禾", number[..4] + "**********" + number[^4..], "138****0001"), (person.Name, person.IdentityNumber, person.Phone));
        Assert.Equal(number, (await As(platform, new RevealField("migrant.identity-number", id, Site, "核对登记信息"))).Value);

        // The list has no names; another township sees nothing of it.
        Assert.Equal(("前村", Move.In, "安徽省阜阳市"), Assert.Single((await As(platform, new ListMigrants(new PageRequest(), Site))).Items) is var row ? (row.Village, row.Move, row.FromPlace) : default);
        Assert.Equal("NOT_FOUND", await Code(() => As(platform, new OpenMigrant(Second, id), Second)));
        Assert.Empty((await As(platform, new ListMigrants(new PageRequest()), Second)).Items);

        // The other township registers the departure: both sides learn place and day, nothing else.
        var left = await As(platform, Departure("王晓禾", number), Second);
        var match = Assert.Single((await As(platform, new ListMigrantMatches(new PageRequest(), Site))).Items);
        Assert.Equal(("样镇2", "样镇1", new DateOnly(2026, 8, 30), new DateOnly(2026, 9, 1), id), (match.FromSite, match.ToSite, match.LeftOn, match.CameOn, match.OwnId));
        Assert.Equal(left, Assert.Single((await As(platform, new ListMigrantMatches(new PageRequest(), Second), Second)).Items).OwnId);
        await As(platform, new DecideMatch(Second, match.Id, Same: true, Version: match.Version), Second);
        Assert.Equal(MatchState.Confirmed, Assert.Single((await As(platform, new ListMigrantMatches(new PageRequest(), Site))).Items).State);
        Assert.Equal("CHANGED_MEANWHILE", await Code(() => As(platform, new DecideMatch(Site, match.Id, Same: false, Version: match.Version))));

        // Corrected once more it is no second match.
        await As(platform, Arrival("王小禾", reason: "又登错了", id: id));
        Assert.Single((await As(platform, new ListMigrantMatches(new PageRequest(), Site))).Items);
        Assert.Equal("BEFORE_MOVED", await Code(() => As(platform, new EndMigrant(Site, id, new DateOnly(2026, 8, 1)))));
        await As(platform, new EndMigrant(Site, id, Today));
        Assert.Equal("WRONG_STATE", await Code(() => As(platform, new VoidMigrant(Site, id, "登错了"))));
    }

    [Theory, DatabaseData]
    public async Task A_village_officer_sees_the_names_of_the_own_village_only_and_every_look_stands_in_the_trail(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await AddVillagesAsync(platform);
        var own = await As(platform, Arrival());
        var other = await As(platform, Arrival("赵海波") with { VillageId = Next });
        var officer = await OfficerAsync(platform, Village);
        Assert.Equal(["王小禾"], (await platform.Sender.SendAs(officer, new OpenMigrantRoll(Site))).People.Select(p => p.Name));
        Assert.Equal("NOT_YOUR_VILLAGE", await Code(() => platform.Sender.SendAs(officer, new OpenMigrantRoll(Site, Next))));
        Assert.Equal("NOT_YOUR_VILLAGE", await Code(() => platform.Sender.SendAs(officer, new OpenMigrant(Site, other))));
        Assert.Equal("NOT_YOUR_VILLAGE", await Code(() => platform.Sender.SendAs(officer, Arrival() with { VillageId = Next })));
        Assert.Equal("NO_PERMISSION", await Code(() => platform.Sender.SendAs(officer, new RevealField("migrant.phone", own, Site, "工作联系本人"))));
        Assert.Equal("NO_PERMISSION", await Code(() => AsCounty(platform, new OpenMigrantRoll(Site))));
        Assert.Equal(["王小禾", "赵海波"], (await As(platform, new OpenMigrantRoll(Site))).People.Select(p => p.Name).Order());
        var trail = await platform.Read<CoreDbContext, List<TrailEntry>>(db => db.Set<TrailEntry>().Where(t => t.Action == nameof(OpenMigrantRoll)).ToListAsync());
        Assert.True(trail.Count >= 3);

        // No value in clear anywhere it is stored.
        var stored = await platform.Read<MigrantsDbContext, MigrantRecord>(db => db.Set<MigrantRecord>().SingleAsync(r => r.Id == own));
        Assert.Equal(("（受保护）", "（受保护）"), (stored.Phone.ToString(), stored.Address.ToString()));
        var changes = await platform.Read<CoreDbContext, string>(async db => string.Join('\n', await db.Set<TrailEntry>().Select(t => t.Changes + t.Detail + t.Reason).ToListAsync()));
        Assert.DoesNotContain("王小禾", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("13800000001", changes, StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task A_quarters_check_counts_confirmed_left_new_and_unanswered_and_proves_the_duty(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await AddVillagesAsync(platform);
        var (a, b, c) = (await As(platform, Arrival("王小禾", NumberOf(1))), await As(platform, Arrival("李春燕", NumberOf(2))), await As(platform, Arrival("张建国", NumberOf(3))));
        Assert.Equal("CHECK_INCOMPLETE", await Code(() => As(platform, new CheckRegister(Site, Village, [new(a, CheckFinding.Confirmed)]))));
        Assert.Equal("WRONG_RECORD", await Code(() => As(platform, new CheckRegister(Site, Next, [new(a, CheckFinding.Confirmed)]))));
        var check = await As(platform, new CheckRegister(Site, Village, [new(a, CheckFinding.Confirmed), new(b, CheckFinding.Departed, new DateOnly(2026, 11, 1)), new(c, CheckFinding.Unanswered)]));
        var village = (await As(platform, new GetQuarterChecks(Site))).Villages.Single(v => v.VillageId == Village);
        Assert.Equal((Today, 1, 1, 3, 1, 2), (village.CheckedOn!.Value, village.Confirmed, village.Departed, village.Fresh, village.Unanswered, village.OnRegister));
        var proof = Assert.Single(await platform.Read<OversightDbContext, List<DutyFulfilment>>(db => db.Set<DutyFulfilment>().ToListAsync()));
        Assert.Equal((MigrantCodes.RegisterQuarterly, Village, new DateOnly(2026, 10, 1), RegisterCheck.RefOf(check)), (proof.DutyCode, proof.UnitId, proof.Period, proof.EvidenceRef));

        // Who did not answer stays as before; again in the same quarter only with a reason.
        Assert.Null((await As(platform, new OpenMigrant(Site, c))).CheckedOn);
        CheckedRecord[] again = [new(a, CheckFinding.Confirmed), new(c, CheckFinding.Confirmed)];
        Assert.Equal("CHECK_EXISTS", await Code(() => As(platform, new CheckRegister(Site, Village, again))));
        await As(platform, new CheckRegister(Site, Village, again, Reason: "张某补答复"));
        village = (await As(platform, new GetQuarterChecks(Site))).Villages.Single(v => v.VillageId == Village);
        Assert.Equal((2, 1, 0), (village.Confirmed, village.Departed, village.Unanswered));
    }

    [Theory, DatabaseData]
    public async Task A_list_is_imported_once_and_never_with_forbidden_columns(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await AddVillagesAsync(platform);
        var flow = new ImportFlows(new Caller(platform)).For(MigrantImport.KindName, Site);
        var csv = $"村（社区）,流动方向,姓名,身份证号,从何处来,到何处去,流动日期\n前村,流入,王小禾,{NumberOf(1)},阜阳市,,2026-09-01\n后村,流出,李春燕,,,上海市,2026-08-01\n西村,流入,张建国,,阜阳市,,2026-09-01\n前村,流入,刘丽华,,,,2026-09-01\n";
        var check = await flow.CheckAsync("名册.csv", Csv(csv), new Silent(), default);
        Assert.Equal([(4, "村（社区）"), (5, "从何处来")], check.Issues.Select(i => (i.Row, i.Column)).Order());
        Assert.Equal(new ImportOutcome(4, 2, 0, 2), await flow.ImportAsync(check.Key, goodRowsOnly: true, new Silent(), default));
        check = await flow.CheckAsync("名册二.csv", Csv(csv), new Silent(), default);
        Assert.Equal(new ImportOutcome(4, 0, 2, 2), await flow.ImportAsync(check.Key, goodRowsOnly: true, new Silent(), default));
        Assert.Equal(2, (await As(platform, new ListMigrants(new PageRequest(), Site))).Total);
        foreach (var header in new[] { "婚姻状况", "避孕方法", "健康状况", "孕情" })
        {
            Assert.Equal("PERSONAL_COLUMNS", await Code(() => flow.CheckAsync("名册.csv", Csv($"村（社区）,流动方向,姓名,流动日期,{header}\n前村,流入,王小禾,2026-09-01,无\n"), new Silent(), default)));
        }
    }

    [Fact]
    public void No_field_about_marriage_births_or_health_exists()
    {
        string[] forbidden = ["marri", "spouse", "pregnan", "birth", "contracep", "health", "sex", "gender", "child"];
        var names = typeof(MigrantsModule).Assembly.GetTypes().Where(t => t.Namespace == typeof(MigrantRecord).Namespace).SelectMany(t => t.GetProperties().Select(p => p.Name.ToLowerInvariant()));
        Assert.DoesNotContain(names, n => forbidden.Any(n.Contains));
    }

    private static MemoryStream Csv(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The mediator as a page of the office has it.</summary>
    private sealed class Caller(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => As(platform, request);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }

    private sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
