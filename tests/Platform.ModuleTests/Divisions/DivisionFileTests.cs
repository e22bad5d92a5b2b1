using System.IO.Compression;
using System.Text;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.Import;
using Xunit;

namespace Platform.ModuleTests.Divisions;

public class DivisionFileTests
{
    private static readonly DivisionDrafts All = Carried("townships.tsv.gz");
    private static readonly Dictionary<int, DivisionDraft> ById = All.Divisions.ToDictionary(d => d.Id);

    [Fact]
    public void The_carried_file_has_every_township_once() =>
        Assert.Equal(41_352, All.Divisions.Count(d => d.Levels.HasFlag(DivisionLevels.Township)));

    [Theory]
    [InlineData(441_900_000, "东莞市", DivisionLevels.City | DivisionLevels.County, 441_999_999)]
    [InlineData(442_000_000, "中山市", DivisionLevels.City | DivisionLevels.County, 442_099_999)]
    [InlineData(460_400_000, "儋州市", DivisionLevels.City | DivisionLevels.County, 460_499_999)]
    [InlineData(350_527_000, "金门县", DivisionLevels.County | DivisionLevels.Township, 350_527_999)]
    public void Coinciding_codes_are_one_row_with_all_levels_and_the_widest_interval(int id, string name, DivisionLevels levels, int hi)
    {
        var row = ById[id];
        Assert.Equal((name, levels, id, hi), (row.Name, row.Levels, row.Lo, row.Hi));
    }

    [Fact]
    public void Intervals_nest_and_parents_are_above()
    {
        foreach (var row in All.Divisions)
        {
            Assert.Equal(row.Id, row.Lo);
            if (row.ParentId != 0)
            {
                var parent = ById[row.ParentId];
                Assert.True(parent.Lo <= row.Lo && row.Hi <= parent.Hi && parent.Id != row.Id && parent.Levels < row.Levels, $"{row} below {parent}");
            }
            else
            {
                Assert.Equal(DivisionLevels.Province, row.Levels);
            }
        }
    }

    [Theory]
    [InlineData(341_881_001, "安徽省宣城市宁国市西津街道")]
    [InlineData(110_101_001, "北京市东城区东华门街道")]
    [InlineData(441_900_003, "广东省东莞市东城街道")]
    [InlineData(429_004_001, "湖北省仙桃市沙嘴街道")]
    public void Full_names_leave_out_what_only_fills_a_column(int id, string name) => Assert.Equal(name, ById[id].FullName);

    [Fact]
    public void The_mixed_form_gives_villages_below_their_townships()
    {
        var drafts = Carried("county-villages.tsv.gz");
        Assert.Equal(19, drafts.Divisions.Count(d => d.Id / 1000 == 341_881 && d.Levels.HasFlag(DivisionLevels.Township)));
        Assert.Equal(117, drafts.Villages.Count(v => v.SiteId / 1000 == 341_881));
        var sites = drafts.Divisions.Select(d => d.Id).ToHashSet();
        Assert.All(drafts.Villages, v => Assert.Contains(v.SiteId, sites));
    }

    [Theory]
    [InlineData("", "第 1 行")]
    [InlineData("code\tname\n110101001\t东华门街道", "county")]
    [InlineData("code\tname\tcounty\tcity\tprovince\n11010100\t东华门街道\t东城区\t市辖区\t北京市", "第 2 行")]
    [InlineData("code,name,county,city,province\n110101001,,东城区,市辖区,北京市", "第 2 行")]
    public void A_faulty_file_is_refused_with_line_and_cause(string text, string told)
    {
        var refused = Assert.Throws<RefusalException>(() => Read(text));
        Assert.Equal("DIVISION_FILE", refused.Code);
        Assert.Contains(told, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Commas_a_byte_order_mark_and_blank_lines_are_fine()
    {
        var drafts = Read("\uFEFFCode,Name,County,City,Province\r\n\r\n341881001, 西津街道 ,宁国市,宣城市,安徽省\r\n");
        Assert.Equal([340_000_000, 341_800_000, 341_881_000, 341_881_001], drafts.Divisions.Select(d => d.Id));
        Assert.Equal("西津街道", drafts.Divisions[^1].Name);
    }

    [Fact]
    public void Gb18030_is_read_as_what_it_is()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("GB18030").GetBytes("code,name,county,city,province\n341881001,西津街道,宁国市,宣城市,安徽省\n");
        Assert.Equal("西津街道", DivisionFile.Read("区划.csv", new MemoryStream(bytes)).Divisions[^1].Name);
    }

    private static DivisionDrafts Read(string text) => DivisionFile.Read("区划.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static DivisionDrafts Carried(string name)
    {
        using var content = new GZipStream(typeof(DivisionFile).Assembly.GetManifestResourceStream("seed/" + name)!, CompressionMode.Decompress);
        return DivisionFile.Read(name, content);
    }
}
