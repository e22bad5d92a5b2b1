using System.Globalization;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>A division as a file has it. Villages have 12-digit codes and stand apart.</summary>
internal sealed record DivisionDraft(int Id, string Name, string FullName, int ParentId, DivisionLevels Levels, int Lo, int Hi);

internal sealed record VillageDraft(string Code, int SiteId, string Name);

internal sealed record DivisionDrafts(IReadOnlyList<DivisionDraft> Divisions, IReadOnlyList<VillageDraft> Villages);

/// <summary>
/// Reads lists of divisions in the two forms that are in use, tab- or comma-separated with a header: townships with the names of their county,
/// city and province (code, name, county_code, county, city, province), or townships and villages mixed (level, code, name, parent_code, …).
/// UTF-8 or GB18030.
/// </summary>
internal static class DivisionFile
{
    public static DivisionDrafts Read(string fileName, Stream content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        using var reader = new StringReader(TextEncodings.Decode(bytes.ToArray()));
        var header = reader.ReadLine() ?? throw Bad(fileName, 1, "文件是空的", "第一行应为表头");
        var separator = header.Contains('\t') ? "\t" : ",";
        var columns = header.Split(separator).Select(c => c.Trim().ToLowerInvariant()).ToList();
        var index = new Columns(fileName, columns);
        var builder = new Builder(fileName);
        for (var row = 2; reader.ReadLine() is { } line; row++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            // Names of divisions hold neither separators nor quotes.
            var cells = line.Split(separator);
            string Cell(int column) => column < cells.Length ? cells[column].Trim() : "";
            var code = Cell(index.Code);
            if (index.Level >= 0 && Cell(index.Level) == "village")
            {
                builder.AddVillage(row, code, Cell(index.Name));
            }
            else
            {
                builder.AddTownship(row, code, Cell(index.Name), Cell(index.County), Cell(index.City), Cell(index.Province));
            }
        }

        return builder.Build();
    }

    private static RefusalException Bad(string file, int row, string fault, string expected) =>
        new("DIVISION_FILE", $"文件“{file}”第 {row} 行：{fault}。{expected}。");

    private sealed class Columns
    {
        public Columns(string file, List<string> names)
        {
            int Find(string name) => names.IndexOf(name) is >= 0 and var i
                ? i
                : throw Bad(file, 1, $"缺少“{name}”列", "表头应有 code、name、county、city、province 各列");
            (Code, Name, County, City, Province) = (Find("code"), Find("name"), Find("county"), Find("city"), Find("province"));
            Level = names.IndexOf("level");
        }

        public int Code { get; }

        public int Name { get; }

        public int County { get; }

        public int City { get; }

        public int Province { get; }

        public int Level { get; }
    }

    private sealed class Builder(string file)
    {
        private readonly Dictionary<int, DivisionDraft> divisions = [];
        private readonly Dictionary<string, VillageDraft> villages = [];

        public void AddTownship(int row, string code, string name, string county, string city, string province)
        {
            CheckName(row, "name", name);
            CheckName(row, "county", county);
            CheckName(row, "province", province);
            if (code.Length != 9 || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < 110_000_000)
            {
                throw Bad(file, row, $"代码“{code}”不对", "乡镇代码应为 9 位数字");
            }

            var (provinceId, cityId, countyId) = (id / 10_000_000 * 10_000_000, id / 100_000 * 100_000, id / 1000 * 1000);
            var inCity = IsPlaceholder(city) || city == province ? province : province + city;
            Add(provinceId, province, province, 0, DivisionLevels.Province, 9_999_999);
            Add(cityId, IsPlaceholder(city) ? $"{province}{city}" : city, inCity, provinceId, DivisionLevels.City, 99_999);
            Add(countyId, county, county == city ? inCity : inCity + county, cityId, DivisionLevels.County, 999);
            Add(id, name, inCity + (county == city ? "" : county) + name, countyId, DivisionLevels.Township, 0);
        }

        public void AddVillage(int row, string code, string name)
        {
            CheckName(row, "name", name);
            if (code.Length != 12 || !code.All(char.IsAsciiDigit))
            {
                throw Bad(file, row, $"代码“{code}”不对", "村（社区）代码应为 12 位数字");
            }

            villages[code] = new VillageDraft(code, int.Parse(code.AsSpan(0, 9), CultureInfo.InvariantCulture), name);
        }

        public DivisionDrafts Build() => new([.. divisions.Values.OrderBy(d => d.Id)], [.. villages.Values.OrderBy(v => v.Code, StringComparer.Ordinal)]);

        // Codes of several levels can coincide (441900 is city and county, 350527000 county and township): one row carries them all.
        private void Add(int id, string name, string fullName, int parentId, DivisionLevels level, int width)
        {
            if (!divisions.TryGetValue(id, out var known))
            {
                divisions[id] = new DivisionDraft(id, name, fullName, parentId, level, id, id + width);
            }
            else if (!known.Levels.HasFlag(level))
            {
                divisions[id] = known with { Levels = known.Levels | level, Hi = Math.Max(known.Hi, id + width) };
            }
        }

        // Names that stand in lists where a city would stand, under municipalities and directly governed counties.
        private static bool IsPlaceholder(string city) => city is "" or "市辖区" or "县" or "省直辖县级行政区划" or "自治区直辖县级行政区划";

        private void CheckName(int row, string column, string name)
        {
            if (name.Length is 0 or > 60)
            {
                throw Bad(file, row, $"“{column}”列为空或超过 60 字", "请填写区划名称");
            }
        }
    }
}
