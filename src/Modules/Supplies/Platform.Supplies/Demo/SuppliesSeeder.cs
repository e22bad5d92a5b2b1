using MediatR;
using Platform.Contracts.Access;
using Platform.Infrastructure;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Domain;
using Platform.Supplies.Features.Agreement;
using Platform.Supplies.Features.Demands;
using Platform.Supplies.Features.Dispatches;

namespace Platform.Supplies.Demo;

/// <summary>A catalogue, stores in county, townships and villages, two years of movement between county and townships, what waits today, and a check as every night.</summary>
internal sealed class SuppliesSeeder(PlatformSender sender) : IDemoSeeder
{
    /// <summary>The township of the demo accounts.</summary>
    private const string Stage = "中溪镇";

    private static readonly IReadOnlyList<CheckItem> AllChecks = Enum.GetValues<CheckItem>();

    private static readonly HashSet<string> Permissions =
        [SuppliesPermissions.View, SuppliesPermissions.Demand, SuppliesPermissions.ApproveDemands, SuppliesPermissions.Send, SuppliesPermissions.Receive];

    /// <summary>After the posts: who keeps a store is known then.</summary>
    public int Order => 220;

    public async Task SeedAsync(DemoContext context, CancellationToken cancellationToken)
    {
        List<Platform.Contracts.Divisions.DivisionRow> sites = [.. context.Sites.OrderBy(s => s.Id)];
        var stage = (sites.Find(s => s.Name == Stage) ?? sites[0]).Id;
        var demo = await sender.SendAs(context.Actor, new SeedDemoSupplies(context.County, sites, [.. context.Villages], stage), cancellationToken);
        await PlayAsync(context, stage, demo, cancellationToken);
        await sender.SendAs(context.Actor, new CheckAgreementNightly(), cancellationToken);
        context.Report($"药具：{context.Sites.Count} 个乡镇库房，{demo.Entries} 笔明细账");
    }

    // Today in one township: the next quarter's demand waits for the county, a small issue of the county is on the way, one village was supplied and one waits.
    private async Task PlayAsync(DemoContext context, int site, DemoSupplies demo, CancellationToken cancellationToken)
    {
        Task<T> As<T>(int account, string name, IRequest<T> request) => sender.SendAs(
            new Actor(new Guid(account, 0, 0, new byte[8]), name, Guid.Empty, context.County, Permissions, ActorChannel.CommandLine), request, cancellationToken);
        var township = demo.Township;
        var need = await As(1, "药管员", new ComputeDemand(site, township));
        if (need.Products.Where(p => p.Need > 0).Select(p => new DemandedProduct(p.ProductId, p.Need)).ToList() is { Count: > 0 } wanted)
        {
            await As(1, "药管员", new SubmitDemand(site, township, Keys.New(), need.Period, wanted));
        }

        await As(2, "县药管员", new SendDispatch(
            context.County.DivisionId, demo.County, Keys.New(), township, context.Today.AddDays(-1), [new SendLine(demo.Product, 500)], AllChecks, Note: "零星下拨"));
        var period = DemandRules.PeriodOf(StoreLevel.Community, context.Today);
        foreach (var (store, quantity) in demo.Communities.Take(2).Zip([60L, 40L]))
        {
            var id = await As(3, "村发放员", new SubmitDemand(site, store, Keys.New(), period, [new DemandedProduct(demo.Product, quantity)]));
            if (store == demo.Communities[0])
            {
                await As(1, "药管员", new ApproveDemand(site, id, [new DemandedProduct(demo.Product, quantity)]));
                var sent = await As(1, "药管员", new SendDispatch(site, township, Keys.New(), store, context.Today, [new SendLine(demo.Product, quantity)], AllChecks, DemandId: id));
                var lines = (await As(3, "村发放员", new GetDispatch(sent))).Lines;
                await As(3, "村发放员", new ReceiveDispatch(site, sent, Keys.New(), context.Today, [.. lines.Select(l => new ReceivedLine(l.Id, l.Sent))], AllChecks));
            }
        }
    }
}
