using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Agreement;

/// <summary>
/// Every night, for all sites with stores where the module is on: proves that book, cards and goods agree. Batch by batch, each saved as a whole; begun again after a
/// crash it goes on with the sites that are still missing. A batch that fails holds up no other.
/// </summary>
[Requires(SuppliesPermissions.Work)]
internal sealed record CheckAgreementNightly : IQuery<Unit>;

internal sealed class CheckAgreementNightlyHandler(
    SuppliesDbContext db, IMediator mediator, PlatformSender sender, Operation operation, ILogger<CheckAgreementNightlyHandler> log) : IRequestHandler<CheckAgreementNightly, Unit>
{
    /// <summary>Sites at once.</summary>
    internal const int Batch = 250;

    public async Task<Unit> Handle(CheckAgreementNightly request, CancellationToken cancellationToken)
    {
        var tonight = operation.Today;
        var keeping = await db.Set<Store>().Select(s => s.SiteId).Distinct().OrderBy(s => s).ToListAsync(cancellationToken);
        var done = (await db.Set<AgreementCheck>().Where(c => c.Latest && c.Night == tonight && c.Nightly).Select(c => c.SiteId).ToListAsync(cancellationToken)).ToHashSet();
        var sites = (await mediator.Send(new GetEnabledSites(SuppliesCodes.ModuleId, keeping), cancellationToken)).Where(s => !done.Contains(s));
        var failed = new List<Exception>();
        foreach (var batch in sites.Chunk(Batch))
        {
            var actor = Actor.System(operation.Actor.Scope, operation.Actor.Channel);
            try
            {
                await sender.SendAs(actor, new SaveAgreement(await sender.SendAs(actor, new CompareBooks(batch), cancellationToken)), cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "Book, cards and goods of {Count} sites from {First} on could not be compared", batch.Length, batch[0]);
                failed.Add(exception);
            }
        }

        return failed.Count == 0 ? Unit.Value : throw new AggregateException("Some sites could not be compared; the next attempt goes on with them.", failed);
    }
}

/// <summary>Reads one batch, outside any transaction.</summary>
/// <param name="SiteIds">Ascending.</param>
[Requires(SuppliesPermissions.Work)]
internal sealed record CompareBooks(IReadOnlyList<int> SiteIds) : IQuery<Comparison>;

/// <summary>Keeps what a batch showed.</summary>
[Requires(SuppliesPermissions.Work)]
[Housekeeping]
[Label("夜间核对账卡物")]
internal sealed record SaveAgreement(Comparison Comparison) : ICommand, IIdempotent;

/// <summary>Checks one site at once. Refuses NO_STORES.</summary>
[Label("核对账卡物")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/agreement", "立即核对一个单位的账、卡、物")]
[Clauses("P3-STORAGE-04", "P3-STREETSUPPLY-05a")]
internal sealed record CheckAgreement(int SiteId) : ICommand<AgreementStatus>, ISiteRequest, IIdempotent;

/// <summary>When a site was checked last and what came out.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/agreement", "一个单位最近一次账卡物核对的结果")]
[Clauses("P3-STORAGE-04", "P3-STREETSUPPLY-05a")]
internal sealed record GetAgreement(int SiteId) : IQuery<AgreementStatus>, ISiteRequest;

/// <param name="At">Null: never checked.</param>
/// <param name="Open">Disagreements found then.</param>
/// <param name="AgreedOn">Newest day on which all agreed; null: never.</param>
/// <param name="HasStores">False: there is nothing to check here.</param>
internal sealed record AgreementStatus(string SiteName, DateTimeOffset? At, int Cards, int Counted, int Open, DateOnly? AgreedOn, bool HasStores);

internal sealed class AgreementHandlers(SuppliesDbContext db, AgreementDesk desk, IMediator mediator, Operation operation) :
    IRequestHandler<CompareBooks, Comparison>, IRequestHandler<SaveAgreement, Unit>, IRequestHandler<CheckAgreement, AgreementStatus>, IRequestHandler<GetAgreement, AgreementStatus>
{
    public Task<Comparison> Handle(CompareBooks request, CancellationToken cancellationToken) => desk.CompareAsync(request.SiteIds, cancellationToken);

    public async Task<Unit> Handle(SaveAgreement request, CancellationToken cancellationToken)
    {
        await desk.SaveAsync(request.Comparison, nightly: true, cancellationToken);
        return Unit.Value;
    }

    public async Task<AgreementStatus> Handle(CheckAgreement request, CancellationToken cancellationToken)
    {
        if (!await db.Set<Store>().AnyAsync(s => s.SiteId == request.SiteId, cancellationToken))
        {
            throw new RefusalException("NO_STORES", "这里没有药具库房，没有可核对的账。", RefusalKind.Refused);
        }

        await desk.SaveAsync(await desk.CompareAsync([request.SiteId], cancellationToken), nightly: false, cancellationToken);
        var status = await StatusAsync(request.SiteId, cancellationToken);
        operation.Note($"库存卡 {status.Cards} 张，不符 {status.Open} 处");
        return status;
    }

    public Task<AgreementStatus> Handle(GetAgreement request, CancellationToken cancellationToken) => StatusAsync(request.SiteId, cancellationToken);

    private async Task<AgreementStatus> StatusAsync(int siteId, CancellationToken cancellationToken)
    {
        var check = await db.Set<AgreementCheck>().AsNoTracking().FirstOrDefaultAsync(c => c.SiteId == siteId && c.Latest, cancellationToken);
        var name = (await mediator.Send(new GetDivisions([siteId]), cancellationToken)).Select(d => d.Name).FirstOrDefault() ?? "";
        return check is null
            ? new AgreementStatus(name, null, 0, 0, 0, null, await db.Set<Store>().AnyAsync(s => s.SiteId == siteId, cancellationToken))
            : new AgreementStatus(name, check.At, check.Cards, check.Counted, check.Open, check.AgreedOn == OpenEnd.Ever ? null : check.AgreedOn, true);
    }
}
