using Autofac;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Contributions;
using Platform.HostTests.Probe;
using Platform.Infrastructure.Modules.Switching;
using Platform.SampleModule.Features.AddNote;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Promises;

/// <summary>Modules are asked for batches of sites; one that throws stops nobody, and one that is off is not asked.</summary>
public class ContributionTests
{
    private const string NotesCheck = "sample-notes";

    [Theory, DatabaseData]
    public async Task A_throwing_contributor_loses_its_failing_sites_only(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var plan = platform.App.Services.GetRequiredService<ProbePlan>();
        plan.FailingSites.UnionWith([Places.Sites[2], Places.Sites[5]]);
        await platform.Send(new AddNote(Places.FirstSite, "一"));

        var asked = await AskAsync(platform);
        Assert.Equal([Places.Sites[2], Places.Sites[5]], asked.Failures.Select(f => f.SiteId).Order());
        Assert.All(asked.Failures, f => Assert.Equal(("probe", "ProbeAudit"), (f.ModuleId, f.Contributor)));
        Assert.Equal(Places.Sites.Except(plan.FailingSites), Sites(asked, ProbeAudit.Check));
        Assert.Equal(Places.Sites, Sites(asked, NotesCheck));
        Assert.Equal(1, asked.Answers.Single(a => a.CheckCode == NotesCheck && a.SiteId == Places.FirstSite).Examined);

        // Halving: the whole, then halves, until the two stand alone; no site was tried one by one from the start.
        Assert.Equal(8, plan.Batches[0].Count);
        Assert.Equal(4, plan.Batches[1].Count);
        Assert.Contains(plan.Batches, b => b is [var one] && one == Places.Sites[2]);
    }

    [Theory, DatabaseData]
    public async Task A_module_is_not_asked_about_sites_where_it_is_off(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var plan = platform.App.Services.GetRequiredService<ProbePlan>();
        await platform.Send(new SwitchModule("probe", Places.SecondSite, false));

        var asked = await AskAsync(platform);
        Assert.Equal(Places.Sites.Except([Places.SecondSite]), Assert.Single(plan.Batches));
        Assert.Equal(Places.Sites.Except([Places.SecondSite]), Sites(asked, ProbeAudit.Check));
        Assert.Equal(Places.Sites, Sites(asked, NotesCheck));
        Assert.Empty(asked.Failures);
    }

    [Fact]
    public async Task A_module_that_is_off_everywhere_is_not_asked_at_all()
    {
        await using var platform = await TestPlatform.StartAsync();
        await platform.Send(new SwitchModule("probe", Places.CountyId, false));
        await AskAsync(platform);
        Assert.Empty(platform.App.Services.GetRequiredService<ProbePlan>().Batches);
    }

    [Fact]
    public async Task A_contributor_that_always_fails_does_not_try_every_site()
    {
        await using var platform = await TestPlatform.StartAsync();
        var plan = platform.App.Services.GetRequiredService<ProbePlan>();
        int[] many = [.. Enumerable.Range(341_881_101, 800)];
        plan.FailingSites.UnionWith(many);

        await using var operation = platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 10, 1), many);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Equal(800, asked.Failures.Count(f => f.ModuleId == "probe"));
        Assert.True(plan.Batches.Count < 60, $"{plan.Batches.Count} attempts");
    }

    [Fact]
    public async Task A_contribution_is_not_asked_inside_a_transaction()
    {
        await using var platform = await TestPlatform.StartAsync();
        await using var operation = platform.Begin();
        await operation.Resolve<Infrastructure.Data.OperationDatabase>().BeginAsync(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            operation.Resolve<IMediator>().Publish(new AuditRequested(Guid.Empty, new DateOnly(2026, 10, 1), Places.Sites)));
    }

    private static async Task<AuditRequested> AskAsync(TestPlatform platform)
    {
        await using var operation = platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 10, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        return asked;
    }

    private static IEnumerable<int> Sites(AuditRequested asked, string check) =>
        asked.Answers.Where(a => a.CheckCode == check).Select(a => a.SiteId).Order();
}
