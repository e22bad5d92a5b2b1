using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Counts;

/// <summary>
/// The sheet of an open count, out with the book's figures and in with what was found on the shelf (P3-STREETSUPPLY-10a). A row without a figure was not counted yet. What
/// stands on the count word for word is left alone, and the rows of one file are taken once, also when it comes again after goods moved.
/// </summary>
internal sealed class CountImport(SuppliesDbContext db, CountDesk counts, IMediator mediator) : ImportDefinition<CountSheetRow>
{
    public const string KindName = "supplies-count";

    /// <summary>Id of the count.</summary>
    public const string CountOption = "count";

    private static readonly ImportColumn<string> Code = Column.Code("货号", required: true, "0101", "与品种目录一致", 30);

    private static readonly ImportColumn<string> Product = Column.Text("品名、规格", required: false, "避孕套 中号", "只供核对，不读取", 400, "品名");

    private static readonly ImportColumn<string> Batch = Column.Text("批号", required: true, "2607015", "与包装上的生产批号一致；账上没有的批次也可以填写", 40, "生产批号");

    private static readonly ImportColumn<string> ExpiresOn = Column.Text("有效期至", required: false, "2029-07-10", "只供核对，不读取");

    private static readonly ImportColumn<StockCondition> Condition = Column.Choice(
        "质量状态", required: false, "合格", [.. Enum.GetValues<StockCondition>().Select(c => (Words.Of(c), c))], "不填为合格", "状态");

    private static readonly ImportColumn<string> Unit = Column.Text("单位", required: false, "只", "只供核对，不读取");

    private static readonly ImportColumn<string> Book = Column.Text("账面数", required: false, "100", "导出时的账面数，只供核对；差异按导入时的账面数计算", 40, "账面");

    private static readonly ImportColumn<int> Counted = Column.Whole("实盘数", required: false, "100", 0, (int)LedgerRules.Most, "没有盘点的留空，空的行不导入", "实盘");

    private static readonly ImportColumn<CountCause> Cause = Column.Choice(
        "差异原因", required: false, "破损", [.. Enum.GetValues<CountCause>().Where(c => c != CountCause.None).Select(c => (CountWords.Of(c), c))], "没有差异的留空；也可以以后再写", "原因");

    private static readonly ImportColumn<string> Note = Column.Text("说明", required: false, "", "原因为“其他”的必填", 200);

    private StockCount? count;

    public override string Kind => KindName;

    public override string Title => "药具盘点表";

    public override string Permission => SuppliesPermissions.RecordCounts;

    public override IReadOnlyList<string> Notes =>
    [
        "按货号、批号和质量状态对应库存卡。差异按导入时的账面数计算，盘点后收发过的药具请当天导入。",
        "同一份表再次导入不重复登记；已经登记且数字、原因都相同的行自动跳过。",
    ];

    public override int BatchRows => CountRules.MostLines;

    protected override async Task PrepareAsync(ImportContext context, CancellationToken cancellationToken)
    {
        count = await counts.OpenAsync(context.SiteId, context.RecordOf(CountOption, "盘点表"), cancellationToken);
        CountDesk.RefuseClosed(count);
    }

    protected override IReadOnlyList<ImportColumn> DefineColumns() => [Code, Product, Batch, ExpiresOn, Condition, Unit, Book, Counted, Cause, Note];

    protected override async Task<FilledSheet?> FillAsync(ImportContext context, CancellationToken cancellationToken)
    {
        if (!context.Options.ContainsKey(CountOption))
        {
            return null;
        }

        await PrepareAsync(context, cancellationToken);
        var sheet = await mediator.Send(new GetCount(count!.SiteId, count.Id), cancellationToken);
        return new FilledSheet(
            $"{sheet.Store}{sheet.QuarterText}盘点表",
            [
                .. sheet.Lines.Select(l => (IReadOnlyList<string>)
                [
                    l.Code, l.Product, l.Batch, $"{l.ExpiresOn:yyyy-MM-dd}", Words.Of(l.Condition), l.Unit, $"{l.Book}", $"{l.Counted}", CountWords.Of(l.Cause), l.Words,
                ]),
            ]);
    }

    protected override CountSheetRow Read(ImportRow row)
    {
        var read = new CountSheetRow(
            row.Get(Code), row.Get(Batch), row.Get(Condition), row.Has(Counted) ? row.Get(Counted) : null, row.Get(Cause), row.Get(Note).Trim());
        if (read.Cause == CountCause.Other && read.Words.Length == 0)
        {
            row.Refuse(Note, "原因为“其他”的，请写明情况");
        }

        return read;
    }

    protected override string KeyOf(CountSheetRow row) => $"{row.Code}|{row.Batch}|{row.Condition}";

    protected override ImportColumn KeyColumn => Batch;

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<CountSheetRow>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var site = count!.SiteId;
        var (codes, numbers) = (rows.Select(r => r.Value.Code).Distinct().ToList(), rows.Select(r => r.Value.Batch).Distinct().ToList());
        var products = (await db.Set<Product>().Where(p => p.Lo <= site && p.Hi >= site && EF.Parameter(codes).Contains(p.Code)).Select(p => new { p.Id, p.Code }).ToListAsync(cancellationToken))
            .GroupBy(p => p.Code).ToDictionary(g => g.Key, g => g.First().Id);
        var batches = (await db.Set<Batch>().Where(b => b.Lo <= site && b.Hi >= site && EF.Parameter(numbers).Contains(b.Number)).Select(b => new { b.Id, b.ProductId, b.Number })
            .ToListAsync(cancellationToken)).ToDictionary(b => (b.ProductId, b.Number), b => b.Id);
        foreach (var row in rows)
        {
            if (!products.TryGetValue(row.Value.Code, out var product))
            {
                row.Refuse(Code, "品种目录中没有这个货号");
            }
            else if (!batches.TryGetValue((product, row.Value.Batch), out var batch))
            {
                row.Refuse(Batch, "这个品种没有登记过这个批号", "已登记的批号；新批次请先在“药具批次”或入库时登记");
            }
            else
            {
                row.Value.BatchId = batch;
            }
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<CountSheetRow> rows, ImportContext context, CancellationToken cancellationToken)
    {
        List<CountSheetRow> counted = [.. rows.Where(r => r.Counted is not null)];
        var key = KeyOf(counted);
        if (counted.Count == 0 || await db.Set<StockCountSave>().AnyAsync(s => s.Id == key, cancellationToken))
        {
            return new ImportCounts(0, rows.Count);
        }

        var there = await ThereAsync(cancellationToken);
        List<CountSheetRow> fresh = [.. counted.Where(r => there.GetValueOrDefault((r.BatchId, r.Condition))?.Counted != r.Counted)];
        List<Explanation> explained =
        [
            .. from row in counted.Except(fresh)
               let line = there[(row.BatchId, row.Condition)]
               where line.Counted != line.Book && row.Cause != CountCause.None && (line.Cause, line.Words) != (row.Cause, row.Words)
               select new Explanation(line.AccountId, row.Cause, row.Words),
        ];
        if (fresh.Count > 0)
        {
            await mediator.Send(
                new RecordCount(
                    count!.SiteId, count.Id, key, [.. fresh.Select(r => new CountEntry(null, r.Counted!.Value, r.Cause, r.Words, r.BatchId, r.Condition))]),
                cancellationToken);
        }

        if (explained.Count > 0)
        {
            await mediator.Send(new ExplainCount(count!.SiteId, count.Id, explained), cancellationToken);
        }

        return new ImportCounts(fresh.Count + explained.Count, rows.Count - fresh.Count - explained.Count);
    }

    // The same rows of the same count have the same key, whatever the file is called.
    private Guid KeyOf(List<CountSheetRow> rows)
    {
        var text = new StringBuilder().Append(count!.Id);
        foreach (var row in rows)
        {
            text.Append('\n').AppendJoin('|', row.BatchId, row.Condition, row.Counted, row.Cause, row.Words);
        }

        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    private async Task<Dictionary<(Guid, StockCondition), StockCountLine>> ThereAsync(CancellationToken cancellationToken)
    {
        var id = count!.Id;
        return (await (from line in db.Set<StockCountLine>().AsNoTracking()
                       join account in db.Set<StockAccount>() on line.AccountId equals account.Id
                       where line.CountId == id
                       select new { Line = line, account.BatchId, account.Condition }).ToListAsync(cancellationToken)).ToDictionary(l => (l.BatchId, l.Condition), l => l.Line);
    }
}

/// <summary>A row of the sheet on its way.</summary>
/// <param name="Counted">Null: not counted yet.</param>
internal sealed record CountSheetRow(string Code, string Batch, StockCondition Condition, long? Counted, CountCause Cause, string Words)
{
    /// <summary>Empty until the row was checked.</summary>
    public Guid BatchId { get; set; }
}
