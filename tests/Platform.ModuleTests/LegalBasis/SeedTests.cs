using Microsoft.EntityFrameworkCore;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;
using Platform.LegalBasis.Features.Register;
using Platform.LegalBasis.Reference;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.LegalBasis;

/// <summary>What the platform brings along: complete, with sources, and right about the two traps of local texts.</summary>
public class SeedTests
{
    private const int Henan = 410_000_000;
    private const int Beijing = 110_000_000;
    private const int Guangdong = 440_000_000;

    [Fact]
    public void Every_entry_has_a_source_and_says_what_was_not_seen()
    {
        var instruments = SeedFiles.Instruments();
        var codes = instruments.Select(i => i.Code).ToHashSet();
        string[] expected = [.. Enumerable.Range(1, 26).Select(n => $"L{n:00}"), "L11A", "L12A", "L19A", "L23A", "GD", "ZJ", "BJ", "HA"];
        Assert.Empty(expected.Except(codes));
        Assert.Equal(instruments.Count, codes.Count);
        Assert.All(instruments, i =>
        {
            Assert.False(string.IsNullOrWhiteSpace(i.Source), i.Code);
            Assert.True(i.Confirmed || i.Unseen.Length > 0, i.Code);
            Assert.True(i.To is null || i.To >= i.From, i.Code);
            Assert.True(i.EndedBy.Length == 0 || codes.Contains(i.EndedBy), i.Code);
        });
        Assert.All(SeedFiles.Provisions(instruments.ToDictionary(i => i.Code, i => i.Id)), p => Assert.False(string.IsNullOrWhiteSpace(p.Provision.Text), p.Code));
    }

    [Theory, DatabaseData]
    public async Task Loading_again_changes_nothing_and_leaves_corrections_alone(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var before = await CountsAsync(register.Platform);
        var law = await OneAsync(register.Platform, "L03");
        await register.Platform.Send(new CorrectInstrument(law.Id, Register.Fields(0, law.From, title: "改过的名称"), "演练更正"));
        Assert.Equal(0, await register.Platform.Send(new LoadLegalReference()));
        Assert.Equal("改过的名称", (await OneAsync(register.Platform, "L03")).Title);
        Assert.Equal(before, await CountsAsync(register.Platform));
    }

    [Theory, DatabaseData]
    public async Task A_local_text_that_still_prints_the_levy_is_overridden(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        foreach (var act in new[] { ActKind.Levy, ActKind.Decision })
        {
            var answer = await register.Ask("HA/35", act, Henan, new DateOnly(2022, 1, 1));
            Assert.Equal(BasisCodes.LevyAbolished, answer.Code);
            Assert.Contains("2021年8月20日", answer.Reason);
            Assert.Contains(answer.Steps, s => s is { Name: "上位法", State: BasisStepState.Failed } && s.Text.Contains("人口与计划生育法（2021年第二次修正）", StringComparison.Ordinal));
        }

        Assert.Equal(BasisCodes.LevyAbolished, (await register.Ask("L04", ActKind.Levy, Henan, new DateOnly(2021, 8, 20))).Code);
        Assert.Equal(BasisCodes.Unconfirmed, (await register.Ask("L04", ActKind.Levy, Henan, new DateOnly(2021, 8, 19))).Code);
        Assert.Equal(BasisCodes.LevyAbolished, await Register.RefusedAsync(() =>
            register.Platform.Send(new RequireLegalBasis(new BasisQuestion("L04", ActKind.Levy, Henan, new DateOnly(2015, 1, 1))))));
    }

    [Fact]
    public async Task A_local_text_that_still_counts_children_refuses_no_registration()
    {
        await using var register = await Register.OpenAsync();
        var answer = await register.Ask("BJ/17", ActKind.BirthRegistration, Beijing, Register.Today);
        Assert.True(answer.Allowed, answer.Reason);
        Assert.Contains(answer.Steps, s => s.Text.Contains("不因婚姻状况或者子女数量而拒绝", StringComparison.Ordinal));
        Assert.True((await register.Ask("GD/20", ActKind.BirthRegistration, Guangdong, Register.Today)).Allowed);
        Assert.True((await register.Ask(null, ActKind.BirthRegistration, Places.FirstSite, Register.Today)).Allowed);
        Assert.Equal(BasisCodes.OutOfTerritory, (await register.Ask("GD/20", ActKind.BirthRegistration, Places.FirstSite, Register.Today)).Code);
    }

    [Theory]
    [InlineData("L07", ActKind.CertificateDemand, "2026-11-23", BasisCodes.Repealed)]
    [InlineData("L05/8", ActKind.CertificateDemand, "2026-11-23", BasisCodes.Repealed)]
    [InlineData("L05/8", ActKind.CertificateDemand, "2009-09-30", BasisCodes.NotYetInForce)]
    [InlineData("L09", ActKind.CertificateIssue, "2026-11-23", BasisCodes.Overridden)]
    [InlineData("L09", ActKind.CertificateIssue, "2021-09-08", BasisCodes.Allowed)]
    [InlineData("L13/53", ActKind.Enforcement, "2026-11-23", BasisCodes.Allowed)]
    [InlineData("L10/24", ActKind.Penalty, "2026-11-23", BasisCodes.ActNotCovered)]
    [InlineData("L03/40", ActKind.Penalty, "2026-11-23", BasisCodes.Unconfirmed)]
    [InlineData("L18/13/3", ActKind.PersonalData, "2026-11-23", BasisCodes.Allowed)]
    [InlineData("L17", ActKind.Inspection, "2026-01-31", BasisCodes.NotYetInForce)]
    [InlineData("L20b", ActKind.StaffSanction, "2008-01-15", BasisCodes.Repealed)]
    [InlineData("l20", ActKind.StaffSanction, "2026-11-23", BasisCodes.Allowed)]
    public async Task The_seed_answers_as_the_law_stood(string basis, ActKind act, string day, string code)
    {
        await using var register = await Register.OpenAsync();
        var answer = await register.Ask(basis, act, Places.FirstSite, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(code == answer.Code, answer.Reason);
    }

    private static Task<Instrument> OneAsync(TestPlatform platform, string code) =>
        platform.Read<LegalBasisDbContext, Instrument>(db => db.Set<Instrument>().AsNoTracking().FirstAsync(i => i.Code == code));

    private static Task<(int, int, int)> CountsAsync(TestPlatform platform) => platform.Read<LegalBasisDbContext, (int, int, int)>(async db =>
        (await db.Set<Instrument>().CountAsync(), await db.Set<Provision>().CountAsync(), await db.Set<SubjectRepeal>().CountAsync()));
}
