using Platform.ArchitectureTests.Rules;
using Platform.Infrastructure.Data;
using Xunit;

namespace Platform.ArchitectureTests;

/// <summary>SQL Server's script is made from the migrations without a server and read by SQL Server's own parser.</summary>
public class SqlServerTests
{
    public static TheoryData<Type, bool> Scripts => [.. from c in Found.ContextTypes from i in new[] { false, true } select (c, i)];

    [Theory, MemberData(nameof(Scripts))]
    public void The_script_parses_and_names_only_known_types(Type type, bool idempotent)
    {
        using var db = Found.Context(type, DatabaseProvider.SqlServer);
        var script = SqlServerRules.Script(db, idempotent);
        Assert.Empty(SqlServerRules.Faults(script));
        if (!idempotent)
        {
            Assert.True(SqlServerRules.Columns(script) > 3, "the script makes no tables");
        }
    }

    [Theory]
    [InlineData("CREATE TABL x (id int)")]
    [InlineData("CREATE TABLE x (id intt)")]
    [InlineData("CREATE TABLE x (id int, payload jsonb)")]
    [InlineData("CREATE TABLE x (id TEXT)")]
    [InlineData("CREATE TABLE x (at datetime)")]
    public void A_planted_fault_is_found(string script) => Assert.NotEmpty(SqlServerRules.Faults(script));
}
