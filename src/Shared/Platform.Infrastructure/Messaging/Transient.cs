using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

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

    /// <summary>The database went away or dropped the connection: whoever was using it is not to blame.</summary>
    public static bool IsLostConnection(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException { SqlState: ['5', '7', 'P', ..] or ['0', '8', ..] or "25P03" }
                or SqlException { Number: 233 or 10053 or 10054 or 10060 }
                or DbException { InnerException: IOException or SocketException })
            {
                return true;
            }
        }

        return false;
    }
}
