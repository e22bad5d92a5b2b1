using System.Globalization;
using System.Text;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;
using Xunit;

namespace Platform.ModuleTests.Files;

public class StreamTests
{
    // A million by setting the variable; fewer where everybody waits.
    private static readonly int Rows = int.Parse(Environment.GetEnvironmentVariable("PLATFORM_TEST_IMPORT_ROWS") ?? "150000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_long_file_is_worked_off_in_bounded_memory()
    {
        var content = Make();
        var definition = new Punches();
        var table = definition.OpenTable(FileContent.Of(content));
        var context = new ImportContext(1, Guid.Empty, "a.csv", new Dictionary<string, string>());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (rows, bad, most, batches) = (0, 0, 0L, 0);
        foreach (var batch in ImportBatch.Of(table, goodRowsOnly: true))
        {
            var result = await definition.WorkAsync(batch, context, apply: true, default);
            rows += result.Rows;
            bad += result.Bad.Count;
            if (++batches % 10 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal((Rows, Rows / 1000), (rows, bad));
        Assert.Equal(Rows - bad, definition.Applied);
        Assert.True(most < 40L * 1024 * 1024, $"{most / 1024 / 1024} MB above the file itself");
    }

    private static byte[] Make()
    {
        var text = new StringBuilder("工号,打卡时间\n");
        for (var i = 1; i <= Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i % 5000:D5},2026-{(i % 1000 == 0 ? 13 : 11)}-03 08:{i % 60:D2}:{i / 60 % 60:D2}\n");
        }

        return TextEncodings.Gb18030.GetBytes(text.ToString());
    }

    private sealed class Punches : ImportDefinition<(string Number, DateTime At)>
    {
        private static readonly ImportColumn<string> Number = Column.Code("工号", true, "001");
        private static readonly ImportColumn<DateTime> At = Column.Moment("打卡时间", true, "2026-11-03 08:01:22");

        public int Applied { get; private set; }

        public override string Kind => "punches";

        public override string Title => "打卡记录";

        public override string Permission => "x";

        protected override IReadOnlyList<ImportColumn> DefineColumns() => [Number, At];

        protected override (string Number, DateTime At) Read(ImportRow row) => (row.Get(Number), row.Get(At));

        protected override Task<ImportCounts> ApplyAsync(IReadOnlyList<(string Number, DateTime At)> rows, ImportContext context, CancellationToken cancellationToken)
        {
            Applied += rows.Count;
            return Task.FromResult(new ImportCounts(rows.Count, 0));
        }
    }
}
