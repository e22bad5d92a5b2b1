using Platform.ArchitectureTests.Rules;
using Platform.ArchitectureTests.Source;
using Xunit;

namespace Platform.ArchitectureTests;

public class TextTests
{
    /// <summary>The named places of hand-written SQL.</summary>
    private static readonly HashSet<string> RawSqlPlaces =
    [
        "src/Shared/Platform.Infrastructure/Data/SqlitePragmas.cs",
        "src/Shared/Platform.Infrastructure/Data/DatabaseMigrator.cs",
        "src/Shared/Platform.Infrastructure/Data/AppendOnly.cs",
        "src/Shared/Platform.Infrastructure/Data/PreparedInsert.cs",
        "src/Shared/Platform.Infrastructure/Trail/TrailHeads.cs",
        "src/Modules/Supplies/Platform.Supplies/BookComparer.cs",
    ];

    private static IReadOnlyList<SourceFile> Code => SourceTree.Files("src", ".cs", ".razor");

    private static IReadOnlyList<SourceFile> Migrations =>
        [.. Code.Where(f => f.Path.Contains("/Migrations/", StringComparison.Ordinal))];

    [Fact]
    public void The_host_names_no_module()
    {
        var areas = Directory.GetDirectories(Path.Combine(SourceTree.Root, "src/Modules")).Select(d => Path.GetFileName(d)!).ToList();
        var ids = Found.Modules.Where(m => !m.AlwaysOn).Select(m => m.Id).ToList();
        Assert.NotEmpty(areas);
        Assert.NotEmpty(ids);
        Assert.Empty(TextRules.Named(SourceTree.Files("src/Host", ".cs", ".razor", ".csproj", ".json", ".js", ".css"), [.. areas, .. ids]));
    }

    [Fact]
    public void A_planted_name_is_found() =>
        Assert.Single(TextRules.Named([new("src/Host/Platform.Host/Program.cs", "using Platform.StaffAttendance;")], ["StaffAttendance"]));

    [Fact]
    public void Raw_sql_stands_in_named_places_only()
    {
        Assert.Empty(TextRules.RawSql([.. Code.Except(Migrations)], RawSqlPlaces));
        foreach (var place in RawSqlPlaces)
        {
            Assert.True(TextRules.HasRawSql(Assert.Single(Code, f => f.Path == place)), $"{place} needs no mention any more");
        }
    }

    [Theory]
    [InlineData("db.Database.ExecuteSqlRawAsync(text)")]
    [InlineData("set.FromSql($\"SELECT 1\")")]
    [InlineData("command.CommandText = \"DELETE\"")]
    public void Planted_sql_is_found(string text) => Assert.Single(TextRules.RawSql([new("src/X.cs", text)], RawSqlPlaces));

    [Fact]
    public void Migrations_fit_every_database()
    {
        Assert.NotEmpty(Migrations);
        Assert.Empty(TextRules.ProviderInMigration(Migrations));
    }

    [Theory]
    [InlineData("table.Column<Guid>(type: \"TEXT\", nullable: false)")]
    [InlineData("b.Property<Guid>(\"Id\").HasColumnType(\"TEXT\");")]
    public void A_planted_provider_type_is_found(string text) => Assert.Single(TextRules.ProviderInMigration([new("a/Migrations/M.cs", text)]));

    [Fact]
    public void No_query_numbers_a_whole_table() => Assert.Empty(TextRules.NumbersWholeTable(Code));

    [Fact]
    public void A_planted_numbering_is_found() => Assert.Single(TextRules.NumbersWholeTable(
        [new("a.cs", "Division = db.Set<Division>().Where(d => d.Id == a.DivisionId)\n    .Select(d => new { d.Id, d.Lo }).FirstOrDefault(),")]));

    [Fact]
    public void Files_are_small() => Assert.Empty(TextRules.TooLong([.. Code.Except(Migrations)], 400));

    [Fact]
    public void A_long_file_is_found() => Assert.Single(TextRules.TooLong([new("a.cs", new string('\n', 400))], 400));

    [Fact]
    public void Usings_stand_in_order() => Assert.Empty(TextRules.UnorderedUsings([.. Code.Except(Migrations), .. SourceTree.Files("tests", ".cs")]));

    [Theory]
    [InlineData("using Xunit;\nusing Platform.Data;\n")]
    [InlineData("using Platform.Data;\nusing System.Text;\n")]
    [InlineData("using Platform.Infrastructure.Ui;\nusing Platform.Infrastructure;\n")]
    public void A_planted_disorder_is_found(string text) => Assert.Single(TextRules.UnorderedUsings([new("a.cs", text)]));
}
