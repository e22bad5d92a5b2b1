using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Messaging;

/// <summary>What two people who write at the same moment do to each other, told to the later one as a refusal. Nothing of the later one's command is kept. Jobs keep the database's own words.</summary>
public static class Conflicts
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    /// <returns>CHANGED_MEANWHILE where the record was changed after it was read, ENTERED_MEANWHILE where a unique index holds the same already; null: something else.</returns>
    public static RefusalException? Of(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case DbUpdateConcurrencyException:
                    return Refusals.ChangedMeanwhile();
                case PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }:
                case SqlException { Number: 2601 or 2627 }:
                case SqliteException { SqliteExtendedErrorCode: SqlitePrimaryKey or SqliteUnique }:
                    return new RefusalException("ENTERED_MEANWHILE", "刚才有人登记了相同的内容，或用了同一个编号，这次没有保存。请再试一次；还不行时刷新后核对。", RefusalKind.Conflict);
            }
        }

        return null;
    }
}
