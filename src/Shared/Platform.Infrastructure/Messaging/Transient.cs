using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Platform.Infrastructure.Messaging;

/// <summary>Errors after which the same command may succeed: lost locks, deadlocks, lost connections.</summary>
public static class Transient
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    public static bool Is(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }:
                case SqlException { Number: 1205 or -2 or 4060 or 40197 or 40501 or 40613 or 49918 or 10928 or 10929 or 10053 or 10054 }:
                    return true;
                case SqliteException or SqlException:
                    return false;
                case DbException { IsTransient: true }:
                case TimeoutException:
                    return true;
            }
        }

        return false;
    }
}
