using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Objections;

/// <summary>The office, or a village, objects to a result within five working days after it was computed or published.</summary>
[Requires(OversightPermissions.Object)]
[Endpoint(Verb.Post, "oversight/objections", "对考评结果提出异议")]
[Clauses("P4-PATCH-02a")]
internal sealed record RaiseObjection(int SiteId, Guid ScoreId, string Reason) : ICommand<Guid>, ISiteRequest;

internal sealed class RaiseObjectionValidator : AbstractValidator<RaiseObjection>
{
    public RaiseObjectionValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明哪项指标、哪条记录有误").MaximumLength(1000).WithMessage("理由最多 1000 字");
}

/// <summary>
/// The county decides an objection. Upheld: the month is closed anew for this site from the records as they are now, as a revision beside the old result;
/// nothing of the old result changes.
/// </summary>
[Requires(OversightPermissions.Decide)]
[Endpoint(Verb.Post, "oversight/objections/{id}/decide", "处理考评异议")]
[Clauses("P4-PATCH-02a")]
internal sealed record DecideObjection(int SiteId, Guid Id, Guid Version, bool Uphold, string Decision) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"objection:{Id}";
}

internal sealed class DecideObjectionValidator : AbstractValidator<DecideObjection>
{
    public DecideObjectionValidator() => RuleFor(r => r.Decision).NotEmpty().WithMessage("请写明处理意见").MaximumLength(1000).WithMessage("处理意见最多 1000 字");
}

internal sealed class ObjectionHandlers(OversightDbContext db, RunStarter starter, IWorkingDays days, IMediator mediator, Operation operation) :
    IRequestHandler<RaiseObjection, Guid>, IRequestHandler<DecideObjection, Unit>
{
    public async Task<Guid> Handle(RaiseObjection request, CancellationToken cancellationToken)
    {
        var score = await db.Set<Score>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.ScoreId && s.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        var closes = await db.Set<SiteClose>().AsNoTracking().Where(c => c.SiteId == score.SiteId && c.Month == score.Month && c.Complete).ToListAsync(cancellationToken);
        var close = closes.FirstOrDefault(c => c.Revision == score.Revision) ?? throw Refusals.NotFound();
        if (closes.Exists(c => c.Revision > close.Revision))
        {
            throw new RefusalException("RESULT_REVISED", "这个结果已有新版本，请对新版本提出。", RefusalKind.Conflict);
        }

        var last = Domain.Objections.LastDay(DateOnly.FromDateTime(ChinaTime.ToChina(close.PublishedAt ?? close.ClosedAt).DateTime), days);
        if (operation.Today > last)
        {
            throw new RefusalException("OBJECTION_TOO_LATE", $"异议应在结果算出或公布后 {Domain.Objections.Days} 个工作日内提出，已于 {last:yyyy-MM-dd} 截止。", RefusalKind.Refused);
        }

        if (await db.Set<ResultObjection>().AnyAsync(o => o.ScoreId == score.Id && o.State == ObjectionState.Raised, cancellationToken))
        {
            throw new RefusalException("OBJECTION_RAISED", "对这个结果的异议正在处理。", RefusalKind.Conflict);
        }

        var objection = new ResultObjection
        {
            SiteId = score.SiteId,
            UnitId = score.UnitId,
            UnitName = score.UnitName,
            Month = score.Month,
            Revision = score.Revision,
            ScoreId = score.Id,
            Reason = request.Reason.Trim(),
            RaisedBy = operation.Actor.Name,
            RaisedOn = operation.Today,
        };
        db.Add(objection);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Send(new TrackDeadlines([OversightDeadlines.DraftOf(objection)]), cancellationToken);
        operation.Note($"对{YearMonth.Of(score.Month).ToChinese()}{score.UnitName}考评结果提出异议");
        return objection.Id;
    }

    public async Task<Unit> Handle(DecideObjection request, CancellationToken cancellationToken)
    {
        var objection = await db.Set<ResultObjection>().FirstOrDefaultAsync(o => o.Id == request.Id && o.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        if (objection.State != ObjectionState.Raised || objection.Version != request.Version)
        {
            throw Refusals.ChangedMeanwhile("这条异议");
        }

        objection.State = request.Uphold ? ObjectionState.Upheld : ObjectionState.Rejected;
        (objection.Decision, objection.DecidedBy, objection.DecidedOn) = (request.Decision.Trim(), operation.Actor.Name, operation.Today);
        if (request.Uphold)
        {
            var site = new DivisionScope(objection.SiteId, objection.SiteId, objection.SiteId);
            var order = new RunOrder(RunKind.CloseMonth, YearMonth.Of(objection.Month), site, [objection.SiteId], $"objection-{objection.Id}") { Revise = true };
            objection.RunId = await starter.StartAsync(order, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await mediator.Send(new SettleDeadlines([OversightDeadlines.RefOf(objection)], operation.Today), cancellationToken);
        operation.Note($"{Domain.Objections.Text(objection.State)}：{YearMonth.Of(objection.Month).ToChinese()}{objection.UnitName}考评异议");
        return Unit.Value;
    }
}

/// <summary>One page of the objections of the scope: those that wait first, then the newest. Four statements.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/objections", "查询考评异议")]
[Clauses("P4-PATCH-02a")]
internal sealed record ListObjections(PageRequest Page, YearMonth? Month = null, ObjectionState? State = null, int? SiteId = null) : IQuery<Page<ObjectionRow>>;

internal sealed record ObjectionRow(
    Guid Id, int SiteId, string SiteName, string UnitName, YearMonth Month, int Revision, Guid ScoreId, string Reason, string RaisedBy, DateOnly RaisedOn, ObjectionState State,
    string Due, string Decision, string DecidedBy, DateOnly? DecidedOn, Guid RunId, Guid Version);

internal sealed class ListObjectionsHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<ListObjections, Page<ObjectionRow>>
{
    public async Task<Page<ObjectionRow>> Handle(ListObjections request, CancellationToken cancellationToken)
    {
        var query = db.Set<ResultObjection>().AsNoTracking();
        if (request.Month is { } month)
        {
            var day = month.FirstDay;
            query = query.Where(o => o.Month == day);
        }

        if (request.State is { } state)
        {
            query = query.Where(o => o.State == state);
        }

        if (request.SiteId is { } site)
        {
            query = query.Where(o => o.SiteId == site);
        }

        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderBy(o => o.State == ObjectionState.Raised ? 0 : 1).ThenByDescending(o => o.RaisedOn).ThenBy(o => o.Id)
            .Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var due = (await mediator.Send(new GetDeadlines([.. rows.Select(OversightDeadlines.RefOf)]), cancellationToken)).ToDictionary(d => d.RecordRef);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<ObjectionRow>(
            [
                .. rows.Select(o => new ObjectionRow(
                    o.Id, o.SiteId, names.GetValueOrDefault(o.SiteId, ""), o.UnitName, YearMonth.Of(o.Month), o.Revision, o.ScoreId, o.Reason, o.RaisedBy, o.RaisedOn, o.State,
                    due.GetValueOrDefault(OversightDeadlines.RefOf(o))?.DueText ?? "", o.Decision, o.DecidedBy, o.DecidedOn, o.RunId, o.Version)),
            ],
            total);
    }
}
