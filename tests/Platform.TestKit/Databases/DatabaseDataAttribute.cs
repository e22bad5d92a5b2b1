using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Platform.TestKit.Databases;

/// <summary>
/// Runs a data test once per database. SQLite and PostgreSQL always (a PostgreSQL that does not start fails the test);
/// SQL Server where <c>PLATFORM_TEST_SQLSERVER</c> holds a connection string to a server, and visibly skipped otherwise.
/// </summary>
public sealed class DatabaseDataAttribute : DataAttribute
{
    public const string SqlServerVariable = "PLATFORM_TEST_SQLSERVER";

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var server = Environment.GetEnvironmentVariable(SqlServerVariable);
        IReadOnlyCollection<ITheoryDataRow> rows =
        [
            new TheoryDataRow(DatabaseKind.Sqlite),
            new TheoryDataRow(DatabaseKind.PostgreSql),
            new TheoryDataRow(DatabaseKind.SqlServer) { Skip = string.IsNullOrEmpty(server) ? $"{SqlServerVariable} is not set" : null },
        ];
        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
