using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Platform.Infrastructure.Data;

namespace Platform.ArchitectureTests.Rules;

/// <summary>Reads the T-SQL made from the migrations as SQL Server's own parser does, and looks at every type named in it.</summary>
internal static class SqlServerRules
{
    // What EF makes of the conventions. Nothing of SQLite, no unlimited text where a length was forgotten, no deprecated type.
    private static readonly HashSet<SqlDataTypeOption> Allowed =
    [
        SqlDataTypeOption.UniqueIdentifier, SqlDataTypeOption.Int, SqlDataTypeOption.BigInt, SqlDataTypeOption.Bit, SqlDataTypeOption.NVarChar,
        SqlDataTypeOption.VarBinary, SqlDataTypeOption.Decimal, SqlDataTypeOption.Date, SqlDataTypeOption.DateTime2, SqlDataTypeOption.Time,
    ];

    public static string Script(ModuleDbContext db, bool idempotent) =>
        db.GetService<IMigrator>().GenerateScript(options: idempotent ? MigrationsSqlGenerationOptions.Idempotent : MigrationsSqlGenerationOptions.Default);

    public static IEnumerable<string> Faults(string script)
    {
        var fragment = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        foreach (var error in errors)
        {
            yield return $"line {error.Line}: {error.Message}";
        }

        var visitor = new TypeVisitor();
        fragment?.Accept(visitor);
        foreach (var fault in visitor.Faults)
        {
            yield return fault;
        }
    }

    public static int Columns(string script)
    {
        var visitor = new TypeVisitor();
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out _).Accept(visitor);
        return visitor.Columns;
    }

    private sealed class TypeVisitor : TSqlFragmentVisitor
    {
        public List<string> Faults { get; } = [];

        public int Columns { get; private set; }

        public override void Visit(ColumnDefinition node) => Columns++;

        public override void Visit(SqlDataTypeReference node)
        {
            if (!Allowed.Contains(node.SqlDataTypeOption))
            {
                Faults.Add($"line {node.StartLine}: type {node.SqlDataTypeOption} is not on the list");
            }
        }

        public override void Visit(UserDataTypeReference node) =>
            Faults.Add($"line {node.StartLine}: unknown type {node.Name.BaseIdentifier.Value}");
    }
}
