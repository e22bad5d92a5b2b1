using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Results;

namespace Platform.Oversight.Features.Letters;

/// <summary>One page of the responsibility letters of the scope, the newest year first. Four statements.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/letters", "查询目标责任书")]
[Clauses("P4-DIRECTOR-10")]
internal sealed record ListLetters(PageRequest Page, int? Year = null, LetterLevel? Level = null, string? Text = null, int? SiteId = null) : IQuery<Page<LetterRow>>;

internal sealed record LetterRow(Guid Id, int SiteId, string SiteName, int Year, LetterLevel Level, string UnitName, string OwnerName, DateOnly? SignedOn, int Targets, string VoidReason)
{
    public string State => VoidReason.Length > 0 ? "已作废" : SignedOn is null ? "未签订" : "已签订";
}

internal sealed class ListLettersHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<ListLetters, Page<LetterRow>>
{
    public async Task<Page<LetterRow>> Handle(ListLetters request, CancellationToken cancellationToken)
    {
        var query = db.Set<ResponsibilityLetter>().AsNoTracking()
            .Where(l => (request.SiteId == null || l.SiteId == request.SiteId) && (request.Year == null || l.Year == request.Year) && (request.Level == null || l.Level == request.Level));
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            query = query.Where(l => l.UnitName.Contains(text));
        }

        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(l => l.Year).ThenBy(l => l.SiteId).ThenBy(l => l.Level).ThenBy(l => l.UnitName).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(l => new { Letter = l, Targets = db.Set<LetterTarget>().Count(t => t.LetterId == l.Id) }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. rows.Select(r => r.Letter.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<LetterRow>(
            [
                .. rows.Select(r => new LetterRow(
                    r.Letter.Id, r.Letter.SiteId, names.GetValueOrDefault(r.Letter.SiteId, ""), r.Letter.Year, r.Letter.Level, r.Letter.UnitName, r.Letter.OwnerName, r.Letter.SignedOn, r.Targets,
                    r.Letter.VoidReason)),
            ],
            total);
    }
}

/// <summary>A letter with its targets and how far they are: the average rate of the year's results that the caller may see. Four statements.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/letters/{id}", "查看目标责任书和进展")]
[Clauses("P4-DIRECTOR-10")]
internal sealed record GetLetter(Guid Id) : IQuery<LetterDetail>;

internal sealed record LetterDetail(
    Guid Id, int SiteId, string SiteName, int Year, LetterLevel Level, string UnitName, string OwnerName, DateOnly? SignedOn, bool PassedDown, string VoidReason, Guid Version,
    IReadOnlyList<LetterTargetRow> Targets);

/// <param name="Rate">Average of the months of the year; null: nothing measured, or a duty that has no rate of its own.</param>
internal sealed record LetterTargetRow(string Code, string Name, decimal Target, decimal? Rate, string Progress, DateOnly? ProgressOn);

internal sealed class GetLetterHandler(OversightDbContext db, DutyCatalog catalog, ResultScores scores, IMediator mediator) : IRequestHandler<GetLetter, LetterDetail>
{
    public async Task<LetterDetail> Handle(GetLetter request, CancellationToken cancellationToken)
    {
        var l = await db.Set<ResponsibilityLetter>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken)
            ?? throw Refusals.NotFound("这份责任书");
        var targets = await db.Set<LetterTarget>().AsNoTracking().Where(t => t.LetterId == l.Id).OrderBy(t => t.RowNumber).ToListAsync(cancellationToken);
        var (first, last) = (new DateOnly(l.Year, 1, 1), new DateOnly(l.Year, 12, 31));
        var lines = await (
            from s in scores.Visible().Where(s => s.Score.SiteId == l.SiteId && s.Score.UnitId == l.UnitId && s.Score.Month >= first && s.Score.Month <= last)
            join line in db.Set<ScoreLine>() on s.Score.Id equals line.ScoreId
            where line.State == LineState.Counted
            select new { line.IndicatorCode, line.Rate }).ToListAsync(cancellationToken);
        var rates = l.Level == LetterLevel.LocalUnit ? [] : lines.GroupBy(x => x.IndicatorCode).ToDictionary(g => g.Key, g => (decimal?)Math.Round(g.Average(x => x.Rate), 4));
        var site = (await mediator.Send(new GetDivisions([l.SiteId]), cancellationToken)).FirstOrDefault();
        return new LetterDetail(
            l.Id, l.SiteId, site?.Name ?? "", l.Year, l.Level, l.UnitName, l.OwnerName, l.SignedOn, l.ParentId != Guid.Empty, l.VoidReason, l.Version,
            [.. targets.Select(t => new LetterTargetRow(t.Code, catalog.Indicator(t.Code)?.Name ?? catalog.DutyName(t.Code), t.Target, rates.GetValueOrDefault(t.Code), t.Progress, t.ProgressOn))]);
    }
}

/// <summary>What a letter may set as a target: registered indicators and duties of a level, nothing else. One statement.</summary>
[Requires(OversightPermissions.ManageLetters)]
internal sealed record GetLetterChoices(int SiteId) : IQuery<LetterChoices>, ISiteRequest;

internal sealed record LetterChoices(IReadOnlyList<LetterChoice> Targets, IReadOnlyList<VillageRow> Villages);

internal sealed record LetterChoice(string Code, string Name, DutyLevel Level, decimal Target);

internal sealed class GetLetterChoicesHandler(DutyCatalog catalog, IMediator mediator) : IRequestHandler<GetLetterChoices, LetterChoices>
{
    public async Task<LetterChoices> Handle(GetLetterChoices request, CancellationToken cancellationToken) => new(
        [
            .. catalog.Modules.SelectMany(m => m.Indicators).Select(i => new LetterChoice(i.Code, i.Name, i.Level, i.Target)),
            .. catalog.Duties.Select(d => new LetterChoice(d.Code, d.Name, d.Level, 1)),
        ],
        await mediator.Send(new GetVillages([request.SiteId]), cancellationToken));
}
