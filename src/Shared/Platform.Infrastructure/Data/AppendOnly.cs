using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Infrastructure.Data;

/// <summary>
/// Makes the database itself refuse to change or delete the rows of a table. A later migration that rebuilds the table on SQLite loses the
/// triggers there and has to call this again.
/// </summary>
public static class AppendOnly
{
    /// <summary>Name of the trigger of a table; the model names it too (<c>HasTrigger</c>), because EF writes other statements then.</summary>
    public static string TriggerOf(string table) => table + "_append_only";

    public static void MakeAppendOnly(this MigrationBuilder migration, string table)
    {
        foreach (var statement in Statements(migration.ActiveProvider!, table))
        {
            migration.Sql(statement);
        }
    }

    internal static IReadOnlyList<string> Statements(string provider, string table)
    {
        var trigger = TriggerOf(table);
        return provider switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" =>
            [
                $"CREATE TRIGGER \"{trigger}\" BEFORE UPDATE ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
                $"CREATE TRIGGER \"{trigger}_delete\" BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
            ],
            "Npgsql.EntityFrameworkCore.PostgreSQL" =>
            [
                $"CREATE FUNCTION \"{trigger}\"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
                $"CREATE TRIGGER \"{trigger}\" BEFORE UPDATE OR DELETE OR TRUNCATE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION \"{trigger}\"()",
            ],
            _ => [$"EXEC(N'CREATE TRIGGER [{trigger}] ON [{table}] INSTEAD OF UPDATE, DELETE AS THROW 51000, N''{table} is append-only'', 1')"],
        };
    }
}
