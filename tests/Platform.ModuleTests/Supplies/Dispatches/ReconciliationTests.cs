using Autofac;
using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Supplies;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Dispatches;
using Platform.Supplies.Features.Reconciliation;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Supplies.Dispatches;

/// <summary>What was sent and is not in the other book is named with its age and whose turn it is, and after seven working days it is a finding (P3-STREETSUPPLY-05a).</summary>
public sealed class ReconciliationTests
{
    [Theory, DatabaseData]
    public async Task What_does_not_match_is_listed_until_it_is_settled(DatabaseKind kind)
    {
        await using var levels = await Levels.OpenAsync(kind);
        var late = await levels.SendAsync(100, Warehouse.Today.AddDays(-20));
        var differs = await levels.SendAsync(200, Warehouse.Today.AddDays(-19));
        var fresh = await levels.SendAsync(300, Warehouse.Today.AddDays(-1));
        await levels.ReceiveAsync(Levels.Site, await levels.SendAsync(400));
        await levels.ReceiveAsync(Levels.Site, differs, missing: 5, reason: "少五只");

        var rows = (await levels.As(Levels.Site, new ListReconciliation(new PageRequest()))).Items;
        Assert.Equal([late, differs, fresh], rows.Select(r => r.DispatchId));
        Assert.Equal([20, 19, 1], rows.Select(r => r.Days));
        Assert.Equal(["样镇1 样镇1药具库", "宁国市 县药具站", "样镇1 样镇1药具库"], rows.Select(r => r.Owner));
        Assert.Equal((200L, 195L, 5L), (rows[1].Sent, rows[1].Accepted, rows[1].Missing));
        Assert.Equal(rows, (await levels.As(Places.CountyId, new ListReconciliation(new PageRequest()))).Items);
        Assert.Equal(differs, Assert.Single((await levels.As(Places.CountyId, new ListReconciliation(new PageRequest(), Levels.Site, DispatchState.Received))).Items).DispatchId);
        Assert.Empty((await levels.As(Levels.Neighbour, new ListReconciliation(new PageRequest()))).Items);

        var findings = await FindingsAsync(levels);
        Assert.Equal([late.ToString("N"), differs.ToString("N")], findings.Select(f => f.Key));
        Assert.EndsWith("没有验收", findings[0].Title, StringComparison.Ordinal);
        Assert.Equal("药具调拨账不符 2 单", Assert.Single(await AgendaAsync(levels), a => a.SiteId == Levels.Site && a.Title.Contains("调拨", StringComparison.Ordinal)).Title);

        await levels.As(Levels.Site, new SettleDispatch(Levels.Site, differs, "县里补发"));
        await levels.ReceiveAsync(Levels.Site, late);
        Assert.Equal(fresh, Assert.Single((await levels.As(Levels.Site, new ListReconciliation(new PageRequest()))).Items).DispatchId);
        Assert.Empty(await FindingsAsync(levels));
    }

    [Fact]
    public async Task A_return_the_county_does_not_receive_stands_with_the_township()
    {
        await using var levels = await Levels.OpenAsync();
        await levels.ReceiveAsync(Levels.Site, await levels.SendAsync(100, Warehouse.Today.AddDays(-30)));
        var back = new SendDispatch(Levels.Site, levels.Township, Keys.New(), levels.County, Warehouse.Today, [new SendLine(levels.House.Condoms, 10)], Levels.All);
        await levels.As(Levels.Site, back);
        Assert.Empty(await FindingsAsync(levels));
        Assert.Equal(back.Key.ToString("N"), Assert.Single(await FindingsAsync(levels, Warehouse.Today.AddDays(14))).Key);
    }

    private static async Task<IReadOnlyList<FindingDraft>> FindingsAsync(Levels levels, DateOnly? until = null)
    {
        await using var operation = levels.House.Platform.Begin();
        var asked = new AuditRequested(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites, until ?? Warehouse.Today);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        var answers = asked.Answers.Where(a => a.CheckCode == SuppliesCodes.Unreconciled).ToList();
        Assert.Equal(Places.Sites.Count, answers.Count);
        return [.. answers.SelectMany(a => a.Findings)];
    }

    private static async Task<IReadOnlyList<AgendaContribution>> AgendaAsync(Levels levels)
    {
        await using var operation = levels.House.Platform.Begin();
        var asked = new MeetingConvening(Guid.Empty, new DateOnly(2026, 11, 1), Places.Sites);
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers;
    }
}
