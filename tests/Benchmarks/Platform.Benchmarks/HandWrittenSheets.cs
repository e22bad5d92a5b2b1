using System.Data.Common;
using System.Globalization;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Benchmarks;

/// <summary>Sums over the lines of sheets, to compare two ways to them.</summary>
internal readonly record struct SheetTotals(
    long People, long WorkingDays, long CompleteDays, long LeaveHalfDays, long Late, long Early, long Verified, long Other, long FieldDays, long FieldOpen, long LateCorrections)
{
    public static SheetTotals operator +(SheetTotals a, SheetTotals b) => new(
        a.People + b.People, a.WorkingDays + b.WorkingDays, a.CompleteDays + b.CompleteDays, a.LeaveHalfDays + b.LeaveHalfDays, a.Late + b.Late, a.Early + b.Early,
        a.Verified + b.Verified, a.Other + b.Other, a.FieldDays + b.FieldDays, a.FieldOpen + b.FieldOpen, a.LateCorrections + b.LateCorrections);
}

/// <summary>The sheets of a range of sites in one statement written by hand. It knows leave of whole days only, and working hours that do not change in the month.</summary>
internal sealed class HandWrittenSheets : IDisposable
{
    private readonly DbConnection connection;
    private readonly DbCommand command;
    private readonly (DbParameter Lo, DbParameter Hi) range;

    public HandWrittenSheets(ConnectionFactory connections, YearMonth month, IReadOnlyList<DateOnly> workingDays)
    {
        connection = connections.Open();
        command = connection.CreateCommand();
        command.CommandText = Text(Quoted(month.FirstDay), Quoted(month.LastDay), string.Join(", ", workingDays.Select(Quoted)), workingDays.Count);
        range = (Parameter("@lo"), Parameter("@hi"));
    }

    public SheetTotals Read(int[] sites)
    {
        (range.Lo.Value, range.Hi.Value) = (sites[0], sites[^1]);
        var totals = default(SheetTotals);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _ = (reader.GetInt32(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4));
            totals += new SheetTotals(
                1, reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11),
                reader.GetInt64(12), reader.GetInt64(13), reader.GetInt64(14));
        }

        return totals;
    }

    public void Dispose()
    {
        command.Dispose();
        connection.Dispose();
    }

    private static string Quoted(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"'{day:yyyy-MM-dd}'");

    private static string Text(string first, string last, string days, int count) => $"""
        SELECT s."SiteId", s."Id", s."Number", s."Name", s."Post",
          {count} - COALESCE(away."Days", 0), COALESCE(complete."Days", 0), 2 * COALESCE(away."Days", 0),
          COALESCE(found."Late", 0), COALESCE(found."Early", 0), COALESCE(found."Verified", 0), COALESCE(found."Other", 0),
          COALESCE(trips."Confirmed", 0), COALESCE(trips."Open", 0), COALESCE(corrected."Times", 0)
        FROM "core_StaffMember" AS s
        LEFT JOIN (
          SELECT d."StaffId", COUNT(*) AS "Days" FROM (
            SELECT c."StaffId", c."Day"
            FROM "att_WorkingHours" AS h JOIN "att_ClockIn" AS c ON c."StaffId" = h."StaffId"
            WHERE h."SiteId" BETWEEN @lo AND @hi AND c."Day" BETWEEN {first} AND {last} AND c."Day" IN ({days})
            GROUP BY c."StaffId", c."Day"
            HAVING MAX(CASE WHEN 2 * c."SecondOfDay" <= h."Start" + h."End" THEN 1 ELSE 0 END) = 1 AND MIN(CASE WHEN 2 * c."SecondOfDay" <= h."Start" + h."End" THEN 1 ELSE 0 END) = 0
            UNION
            SELECT t."StaffId", t."Day" FROM "att_FieldTrip" AS t
            WHERE t."SiteId" BETWEEN @lo AND @hi AND t."State" = 'Confirmed' AND t."Day" IN ({days})) AS d
          LEFT JOIN "att_LeaveRequest" AS l ON l."StaffId" = d."StaffId" AND l."State" = 'Granted' AND d."Day" BETWEEN l."First" AND l."Last"
          WHERE l."Id" IS NULL
          GROUP BY d."StaffId") AS complete ON complete."StaffId" = s."Id"
        LEFT JOIN (
          SELECT "StaffId", COUNT(*) AS "Days" FROM "att_LeaveRequest"
          WHERE "SiteId" BETWEEN @lo AND @hi AND "State" = 'Granted' AND "First" IN ({days}) GROUP BY "StaffId") AS away ON away."StaffId" = s."Id"
        LEFT JOIN (
          SELECT "StaffId",
            SUM(CASE WHEN "Kind" = 'LateArrival' THEN 1 ELSE 0 END) AS "Late", SUM(CASE WHEN "Kind" = 'EarlyDeparture' THEN 1 ELSE 0 END) AS "Early",
            SUM(CASE WHEN "Status" = 'Verified' AND "Objection" <> 'Raised' THEN 1 ELSE 0 END) AS "Verified",
            SUM(CASE WHEN "Kind" NOT IN ('LateArrival', 'EarlyDeparture') THEN 1 ELSE 0 END) AS "Other"
          FROM "att_Incident" WHERE "SiteId" BETWEEN @lo AND @hi AND "Day" BETWEEN {first} AND {last} AND "Status" <> 'Dismissed'
          GROUP BY "StaffId") AS found ON found."StaffId" = s."Id"
        LEFT JOIN (
          SELECT "StaffId", COUNT(DISTINCT CASE WHEN "State" = 'Confirmed' THEN "Day" END) AS "Confirmed", COUNT(DISTINCT CASE WHEN "State" = 'Recorded' THEN "Day" END) AS "Open"
          FROM "att_FieldTrip" WHERE "SiteId" BETWEEN @lo AND @hi AND "Day" BETWEEN {first} AND {last} GROUP BY "StaffId") AS trips ON trips."StaffId" = s."Id"
        LEFT JOIN (
          SELECT "StaffId", COUNT(*) AS "Times" FROM "att_ClockInCorrection"
          WHERE "SiteId" BETWEEN @lo AND @hi AND "Day" BETWEEN {first} AND {last} AND "AfterLock" GROUP BY "StaffId") AS corrected ON corrected."StaffId" = s."Id"
        WHERE s."SiteId" BETWEEN @lo AND @hi
        ORDER BY s."SiteId", s."Number"
        """;

    private DbParameter Parameter(string name)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType) = (name, System.Data.DbType.Int32);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
