using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Openness.Data;
using Platform.Openness.Domain;
using Platform.Openness.Domain.Suppression;

namespace Platform.Openness.Features.Board;

/// <summary>A row of a table: a village of the township, a township of the county, or the unit itself where it has no parts.</summary>
internal sealed record TableUnit(string Key, string Name);

/// <summary>Makes the tables of posts: their rows, their sums, what of them is shown, and what stays known afterwards.</summary>
internal sealed class TableDesk(OpennessDbContext db, IMediator mediator)
{
    private const string SumName = "合计";

    public static string KeyOf(int divisionId) => $"d:{divisionId}";

    /// <summary>Rows of a division's tables today. Three statements.</summary>
    /// <exception cref="RefusalException">NO_TABLES_HERE above the county.</exception>
    public async Task<IReadOnlyList<TableUnit>> UnitsAsync(int divisionId, CancellationToken cancellationToken)
    {
        var division = (await mediator.Send(new GetDivisions([divisionId]), cancellationToken)).FirstOrDefault() ?? throw Refusals.NotFound();
        if (division.Levels.HasFlag(DivisionLevels.Township))
        {
            var villages = await mediator.Send(new GetVillages([divisionId]), cancellationToken);
            return villages.Count > 0 ? [.. villages.Select(v => new TableUnit($"v:{v.Id}", v.Name))] : [new TableUnit(KeyOf(divisionId), division.Name)];
        }

        if (!division.Levels.HasFlag(DivisionLevels.County))
        {
            throw new RefusalException("NO_TABLES_HERE", "统计表由乡镇（街道）和县（市、区）公布。请先切换到一个县或乡镇。", RefusalKind.Refused);
        }

        var sites = await mediator.Send(new GetSites(division.Lo, division.Hi), cancellationToken);
        return [.. (await mediator.Send(new GetDivisions(sites), cancellationToken)).Select(d => new TableUnit(KeyOf(d.Id), d.Name))];
    }

    public Task<List<BoardFigure>> FiguresAsync(Guid postId, CancellationToken cancellationToken) =>
        db.Set<BoardFigure>().AsNoTracking().Where(f => f.PostId == postId).OrderBy(f => f.RowNumber).ThenBy(f => f.ColumnNumber).ToListAsync(cancellationToken);

    /// <summary>The table as the public would see it now. Two statements.</summary>
    /// <exception cref="RefusalException">FIGURES_DISAGREE, FIGURES_EXPOSED.</exception>
    public async Task<PublicTable> ShowAsync(BoardPost post, TotalsSubject subject, IReadOnlyList<BoardFigure> figures, CancellationToken cancellationToken) =>
        Text(post, subject, figures, await ProtectAsync(post, subject, figures, cancellationToken));

    /// <summary>Decides what of the table is shown and keeps what the public knows from now on. Three statements and the rows.</summary>
    public async Task<PublicTable> PublishAsync(BoardPost post, TotalsSubject subject, IReadOnlyList<BoardFigure> figures, CancellationToken cancellationToken)
    {
        var marks = await ProtectAsync(post, subject, figures, cancellationToken);
        var known = await db.Set<PublishedCell>().Where(c => c.SiteId == post.SiteId && c.SubjectId == subject.Id && c.Period == post.Period!.Value).ToListAsync(cancellationToken);
        var byKey = known.ToDictionary(c => (c.UnitKey, c.ColumnNumber));
        known.ForEach(c => c.Live = false);
        foreach (var cell in Cells(post, subject, figures))
        {
            if (!byKey.TryGetValue(cell.Key, out var row))
            {
                row = new PublishedCell { SiteId = post.SiteId, SubjectId = subject.Id, Period = post.Period!.Value, UnitKey = cell.Unit, ParentKey = cell.Parent, ColumnNumber = cell.Column };
                row.Mark = marks[cell.Key];
                db.Add(row);
            }

            (row.Value, row.Live) = (cell.Value, true);
            row.Mark = row.Mark == Mark.Shown ? Mark.Shown : marks[cell.Key];
        }

        // Two offices of one hierarchy never publish past each other.
        db.Entry(subject).Property(s => s.Active).IsModified = true;
        return Text(post, subject, figures, marks);
    }

    public Task<int> WithdrawAsync(BoardPost post, CancellationToken cancellationToken) => post.SubjectId == Guid.Empty
        ? Task.FromResult(0)
        : db.Set<PublishedCell>().Where(c => c.SiteId == post.SiteId && c.SubjectId == post.SubjectId && c.Period == post.Period)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Live, false), cancellationToken);

    private async Task<IReadOnlyDictionary<(string, int), Mark>> ProtectAsync(BoardPost post, TotalsSubject subject, IReadOnlyList<BoardFigure> figures, CancellationToken cancellationToken)
    {
        // Tables of the levels above and below count as well, whoever's they are: nothing of them is shown here.
        var known = await db.Set<PublishedCell>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(c => c.SubjectId == subject.Id && c.Period == post.Period!.Value).ToListAsync(cancellationToken);
        var cells = Hierarchy.Compose([.. Cells(post, subject, figures)], known, post.SiteId);
        var result = Suppressor.Protect(cells, Categories(subject));
        return result.Exposed.Count == 0
            ? result.Marks
            : throw new RefusalException(
                "FIGURES_EXPOSED", "本表与已经公布的同口径表合在一起，会推算出少于 5 人的数字，不能公布。请合并栏目另设口径，或改报下一期。", RefusalKind.Refused);
    }

    private static int Categories(TotalsSubject subject) => subject.ColumnNames.Count > 1 ? subject.ColumnNames.Count : 0;

    /// <summary>Every cell of the table with its sums.</summary>
    internal static IEnumerable<TotalsCell> Cells(BoardPost post, TotalsSubject subject, IReadOnlyList<BoardFigure> figures)
    {
        var (top, categories) = (KeyOf(post.SiteId), Categories(subject));
        var units = figures.ToLookup(f => f.UnitKey);
        foreach (var unit in units)
        {
            foreach (var cell in Row(unit.Key, unit.Key == top ? "" : top, unit))
            {
                yield return cell;
            }
        }

        if (units.Any(u => u.Key != top))
        {
            foreach (var cell in Row(top, "", figures))
            {
                yield return cell;
            }
        }

        IEnumerable<TotalsCell> Row(string unit, string parent, IEnumerable<BoardFigure> of)
        {
            var sums = of.GroupBy(f => f.ColumnNumber).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
            foreach (var column in Enumerable.Range(0, categories))
            {
                yield return new TotalsCell(unit, parent, column, sums.GetValueOrDefault(column), Before.New);
            }

            yield return new TotalsCell(unit, parent, TotalsCell.Total, sums.Values.Sum(), Before.New);
        }
    }

    private static PublicTable Text(BoardPost post, TotalsSubject subject, IReadOnlyList<BoardFigure> figures, IReadOnlyDictionary<(string, int), Mark> marks)
    {
        var cells = Cells(post, subject, figures).ToDictionary(c => c.Key);
        var columns = Enumerable.Range(0, Categories(subject)).Append(TotalsCell.Total).ToList();
        var units = figures.Select(f => (f.UnitKey, f.UnitName)).Distinct().ToList();
        if (units.TrueForAll(u => u.UnitKey != KeyOf(post.SiteId)))
        {
            units.Add((KeyOf(post.SiteId), SumName));
        }

        return new PublicTable(
            subject.Name, BoardRules.PeriodText(subject.Cadence, post.Period!.Value),
            subject.ColumnNames.Count > 1 ? [.. subject.ColumnNames, SumName] : subject.ColumnNames,
            [.. units.Select(u => new PublicRow(u.UnitName, [.. columns.Select(c => TotalsCell.Text(marks[(u.UnitKey, c)], cells[(u.UnitKey, c)].Value))]))]);
    }
}
