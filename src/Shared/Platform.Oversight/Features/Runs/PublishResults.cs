using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>
/// Publishes the newest results of a month for all sites of the caller's scope: from then on they stand. Publishing is what fulfils the village appraisal and
/// board duties of the month. Doing it twice changes nothing.
/// </summary>
[Requires(OversightPermissions.Publish)]
[Endpoint(Verb.Post, "oversight/months/publish", "公布考评结果")]
[Clauses("P4-PATCH-02a")]
internal sealed record PublishResults(YearMonth Month) : ICommand<Guid>, IRecordRequest
{
    public string RecordRef => $"month:{Month}";
}

internal sealed class PublishResultsHandler(OversightDbContext db, RunStarter starter, Operation operation) : IRequestHandler<PublishResults, Guid>
{
    public async Task<Guid> Handle(PublishResults request, CancellationToken cancellationToken)
    {
        var (month, scope) = (request.Month, operation.Actor.Scope);
        if (await starter.ContinueAsync(RunKind.Publish, month, scope, null, cancellationToken) is { } going)
        {
            return going;
        }

        var closes = db.Set<SiteClose>().Where(c => c.Month == month.FirstDay && c.SiteId >= scope.Lo && c.SiteId <= scope.Hi && c.Complete);
        if (!await closes.AnyAsync(cancellationToken))
        {
            throw new RefusalException("NOT_CLOSED", $"{month.ToChinese()}还没有月结，没有可以公布的结果。", RefusalKind.Refused);
        }

        if (!await closes.AnyAsync(c => c.PublishedAt == null, cancellationToken))
        {
            throw new RefusalException("ALREADY_PUBLISHED", $"{month.ToChinese()}的结果已经全部公布。", RefusalKind.Conflict);
        }

        operation.Note($"公布{month.ToChinese()}考评结果");
        return await starter.StartAsync(new RunOrder(RunKind.Publish, month, scope, await starter.SitesAsync(scope, cancellationToken), null), cancellationToken);
    }
}
