using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Import;

/// <summary>One line of the sheet: an instrument and one of its articles.</summary>
internal sealed record LegalLine(
    string Code, string Title, string Number, string Issuer, InstrumentLevel Level, int TerritoryId, DateOnly From, DateOnly? To, string EndedBy, string Source,
    string Article, string Paragraph, string Text, string Acts);

/// <summary>
/// A region's own rules as an Excel table, one line per article. Only adds: what is in the register already is corrected on its page, where every
/// edition is kept. Imported entries wait for another person's confirmation.
/// </summary>
internal sealed class LegalImport(LegalBasisDbContext db, MediatR.IMediator mediator, LegalDesk desk, Operation operation) : ImportDefinition<LegalLine>
{
    public const string KindName = "legal-basis";

    private static readonly ImportColumn<string> Code = Column.Code("编号", required: true, "AH-2022", "全库唯一，字母、数字、短横线；同一文件的各条写同一编号", 40, "依据编号");
    private static readonly ImportColumn<string> FullTitle = Column.Text("名称", required: true, "安徽省某条例", "文件全称，同一文件的各条写法一致", 200, "文件名称");
    private static readonly ImportColumn<string> Number = Column.Text("文号", required: false, "", "", 100);
    private static readonly ImportColumn<string> Issuer = Column.Text("发布机关", required: false, "安徽省人民代表大会常务委员会", "", 100);
    private static readonly ImportColumn<InstrumentLevel> Level = Column.Choice(
        "层级", required: true, "地方性法规", [.. Enum.GetValues<InstrumentLevel>().Select(l => (Words.Of(l), l))]);
    private static readonly ImportColumn<int> TerritoryCode = Column.Whole("适用区划代码", required: true, "341881000", 0, 999_999_999, "九位区划代码，县级以上末位补零；全国写 0", "区划代码", "适用区划");
    private static readonly ImportColumn<DateOnly> From = Column.Date("施行日期", required: true, "2022-03-01", "", "生效日期");
    private static readonly ImportColumn<DateOnly> To = Column.Date("失效日期", required: false, "", "最后有效日；现行有效的留空", "废止日期");
    private static readonly ImportColumn<string> EndedBy = Column.Code("由何文件废止", required: false, "", "废止它的文件的编号，没有登记的留空", 40);
    private static readonly ImportColumn<string> Source = Column.Text("来源", required: true, "省人大公报2022年第1号", "在哪里看到原文", 500);
    private static readonly ImportColumn<string> Article = Column.Code("条", required: false, "20", "只写号码；整份文件留空", 20);
    private static readonly ImportColumn<string> Paragraph = Column.Code("款", required: false, "", "", 20);
    private static readonly ImportColumn<string> Text = Column.Text("条文要点", required: true, "生育子女应当办理生育登记", "", 1000);
    private static readonly ImportColumn<string> Acts = new("允许的行为", false, "生育登记（服务）", "几种行为用分号分开；仅供参考的条文留空", ReadActs)
    {
        Allowed = string.Join("；", Enum.GetValues<ActKind>().Select(a => a.Name())),
        MaxLength = 300,
    };

    private readonly Dictionary<string, (int Row, LegalLine Line)> seen = new(StringComparer.Ordinal);

    public override string Kind => KindName;

    public override string Title => "法律依据";

    public override string Permission => LegalBasisPermissions.Edit;

    public override IReadOnlyList<string> Notes =>
    [
        "每行一条条款，同一文件的各行编号、名称、层级、适用区划、日期相同。",
        "只新增，不改动已登记的文件和条款；要更正请在该文件的页面办理，原来的版本保留。",
        "导入的依据须由另一人对照原文复核后，才能作为不利行为的依据。",
    ];

    protected override IReadOnlyList<ImportColumn> DefineColumns() =>
        [Code, FullTitle, Number, Issuer, Level, TerritoryCode, From, To, EndedBy, Source, Article, Paragraph, Text, Acts];

    protected override LegalLine Read(ImportRow row)
    {
        var line = new LegalLine(
            BasisReference.CodeOf(row.Get(Code)), row.Get(FullTitle), row.Get(Number), row.Get(Issuer), row.Get(Level), row.Get(TerritoryCode), row.Get(From),
            row.Has(To) ? row.Get(To) : null, BasisReference.CodeOf(row.Get(EndedBy)), row.Get(Source), row.Get(Article), row.Get(Paragraph), row.Get(Text), row.Get(Acts));
        if (line.Code.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
        {
            row.Refuse(Code, "编号只能用字母、数字和短横线");
        }

        if (line.To < line.From)
        {
            row.Refuse(To, "早于施行日期");
        }

        return line;
    }

    protected override string KeyOf(LegalLine row) => $"{row.Code}/{row.Article}/{row.Paragraph}";

    protected override ImportColumn KeyColumn => Article;

    protected override async Task CheckAsync(IReadOnlyList<ImportRow<LegalLine>> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var territories = await TerritoriesAsync(rows.Select(r => r.Value), cancellationToken);
        var known = await KnownAsync(rows.Select(r => r.Value), cancellationToken);
        foreach (var row in rows)
        {
            var line = row.Value;
            var first = seen.TryGetValue(line.Code, out var earlier) ? earlier : seen[line.Code] = (row.Number, line);
            if (!Same(first.Line, line))
            {
                row.Refuse(Code, $"与第 {first.Row} 行编号相同，但名称、层级、区划或日期不同");
            }

            if (!territories.TryGetValue(line.TerritoryId, out var territory))
            {
                row.Refuse(TerritoryCode, "没有这个区划", "本辖区内的九位区划代码");
            }
            else if (!operation.Actor.Scope.Contains(new DivisionScope(territory.Lo, territory.Lo, territory.Hi)))
            {
                row.Refuse(TerritoryCode, "超出您的管辖范围", "本辖区内的九位区划代码");
            }

            if (known.Instruments.TryGetValue(line.Code, out var instrument))
            {
                if (instrument.Title != line.Title || instrument.Level != line.Level || instrument.TerritoryId != line.TerritoryId || instrument.From != line.From || instrument.To != line.To)
                {
                    row.Refuse(Code, "已登记过，内容不同；请在该文件的页面更正");
                }
                else if (known.Provisions[instrument.Id].FirstOrDefault(p => p.Article == line.Article && p.Paragraph == line.Paragraph) is { } provision
                    && (provision.Text != line.Text || provision.Acts != line.Acts))
                {
                    row.Refuse(Article, "已登记过，内容不同；请在该文件的页面更正");
                }
            }
        }
    }

    protected override async Task<ImportCounts> ApplyAsync(IReadOnlyList<LegalLine> rows, ImportContext context, CancellationToken cancellationToken)
    {
        var territories = await TerritoriesAsync(rows, cancellationToken);
        var known = await KnownAsync(rows, cancellationToken);
        var added = 0;
        foreach (var file in rows.GroupBy(r => r.Code))
        {
            var head = file.First();
            var instrument = known.Instruments.GetValueOrDefault(file.Key);
            var have = instrument is null ? [] : known.Provisions[instrument.Id].Select(p => (p.Article, p.Paragraph)).ToHashSet();
            var news = file.Where(l => !have.Contains((l.Article, l.Paragraph))).ToList();
            if (news.Count == 0)
            {
                continue;
            }

            if (instrument is null)
            {
                instrument = Of(head, territories[head.TerritoryId]);
                db.Add(instrument);
                desk.Sign(instrument);
            }

            foreach (var line in news)
            {
                var provision = new Provision { InstrumentId = instrument.Id, Article = line.Article, Paragraph = line.Paragraph, Text = line.Text, Acts = line.Acts };
                desk.Sign(provision);
                db.Add(provision);
            }

            desk.Record(instrument, EntryAct.Imported, $"从“{context.FileName}”导入", EntryText.None, [("导入条款", string.Join("、", news.Select(l => Words.Article(l.Article, l.Paragraph))))]);
            added += news.Count;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new ImportCounts(added, rows.Count - added);
    }

    private async Task<Dictionary<int, (int Lo, int Hi)>> TerritoriesAsync(IEnumerable<LegalLine> lines, CancellationToken cancellationToken)
    {
        var known = (await mediator.Send(new GetDivisions([.. lines.Select(l => l.TerritoryId).Where(t => t > 0).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => (d.Lo, d.Hi));
        known[0] = Territory.Of(0);
        return known;
    }

    private async Task<(Dictionary<string, Instrument> Instruments, ILookup<Guid, Provision> Provisions)> KnownAsync(IEnumerable<LegalLine> lines, CancellationToken cancellationToken)
    {
        var codes = lines.Select(l => l.Code).Distinct().ToList();
        var instruments = await db.Set<Instrument>().Where(i => codes.Contains(i.Code)).ToDictionaryAsync(i => i.Code, cancellationToken);
        var ids = instruments.Values.Select(i => i.Id).ToList();
        return (instruments, (await db.Set<Provision>().AsNoTracking().Where(p => ids.Contains(p.InstrumentId)).ToListAsync(cancellationToken)).ToLookup(p => p.InstrumentId));
    }

    private static Instrument Of(LegalLine line, (int Lo, int Hi) territory) => new()
    {
        Code = line.Code,
        Title = line.Title,
        DocumentNumber = line.Number,
        IssuingBody = line.Issuer,
        Level = line.Level,
        TerritoryId = line.TerritoryId,
        TerritoryLo = territory.Lo,
        TerritoryHi = territory.Hi,
        From = line.From,
        To = line.To,
        Ending = line.To is null ? Ending.None : Ending.Repealed,
        EndedBy = line.To is null ? "" : line.EndedBy,
        Source = line.Source,
    };

    private static bool Same(LegalLine a, LegalLine b) =>
        (a.Title, a.Level, a.TerritoryId, a.From, a.To) == (b.Title, b.Level, b.TerritoryId, b.From, b.To);

    private static Parsed<string> ReadActs(string text)
    {
        var acts = new List<ActKind>();
        foreach (var word in text.Split(['；', ';', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var found = Enum.GetValues<ActKind>().Where(a => a.Name() == word || a.Name().Replace("（服务）", "", StringComparison.Ordinal) == word).ToList();
            if (found.Count == 0)
            {
                return Parsed<string>.No($"没有“{word}”这种行为");
            }

            acts.Add(found[0]);
        }

        return Provision.ActsOf(acts);
    }
}
