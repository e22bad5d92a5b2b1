using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Mail;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Data;

/// <summary>Rows that go past the change tracker stand in the table as if they had not.</summary>
public class BulkTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 15, 123, TimeSpan.FromHours(8));

    [Theory, DatabaseData]
    public async Task Bulk_rows_are_stored_like_saved_ones(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<CoreDbContext>(async db =>
        {
            await Bulk.InsertAsync(db, [Mail("bulk:1", null), Mail("bulk:2", Now)], default);
            db.AddRange(Mail("saved:1", null), Mail("saved:2", Now));
        });
        await platform.Write<OversightDbContext>(async db =>
        {
            await Bulk.InsertAsync(db, [Letter("单位甲", null), Letter("单位甲", new(2026, 2, 28))], default);
            db.AddRange(Letter("单位乙", null), Letter("单位乙", new(2026, 2, 28)));
        });
        Same(await platform.Read((CoreDbContext db) => RowsAsync(db, "core_OutgoingMail", "Key")), "bulk", "saved");
        Same(await platform.Read((OversightDbContext db) => RowsAsync(db, "ovs_ResponsibilityLetter", "UnitName")), "甲", "乙");
        var read = await platform.Read((CoreDbContext db) => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.Key == "bulk:2"));
        Assert.Equal((Now, Now, MailState.Failed, 3), (read.QueuedAt, read.SettledAt, read.State, read.Attempts));
    }

    [Theory, DatabaseData]
    public async Task A_row_that_is_there_already_is_refused_by_the_database(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var letter = Letter("单位甲", null);
        await platform.Write<OversightDbContext>(db => Bulk.InsertAsync(db, [letter], default));
        await Assert.ThrowsAnyAsync<DbException>(() => platform.Write<OversightDbContext>(db => Bulk.InsertAsync(db, [Letter("单位乙", null), letter], default)));
        Assert.Single(await platform.Read((OversightDbContext db) => RowsAsync(db, "ovs_ResponsibilityLetter", "UnitName")));
    }

    private static void Same(IReadOnlyList<string> rows, string one, string other)
    {
        Assert.Equal(4, rows.Count);
        Assert.Equal(rows.Where(r => r.Contains(other, StringComparison.Ordinal)).Order(), rows.Where(r => r.Contains(one, StringComparison.Ordinal)).Select(r => r.Replace(one, other, StringComparison.Ordinal)).Order());
    }

    // Each row as the database holds it, with the type of each value, without keys made by chance.
    private static async Task<IReadOnlyList<string>> RowsAsync(DbContext db, string table, string named)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE \"{named}\" LIKE '%:%' OR \"{named}\" LIKE '单位%'";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) is not ("Id" or "Version"))
                .Select(i => $"{reader.GetName(i)}={(reader.IsDBNull(i) ? "null" : $"{reader.GetFieldType(i).Name} {reader.GetValue(i)}")}")));
        }

        return rows;
    }

    private static OutgoingMail Mail(string key, DateTimeOffset? settled) => new()
    {
        Key = key,
        AccountId = People.Tester,
        Subject = "主题“引号”'",
        Text = "",
        QueuedAt = Now,
        NextAt = Now,
        State = MailState.Failed,
        Attempts = 3,
        SettledAt = settled,
        Confirmation = true,
    };

    private static ResponsibilityLetter Letter(string unit, DateOnly? signed) =>
        new() { SiteId = Places.FirstSite, Year = 2026, Level = LetterLevel.Village, UnitName = unit, SignedOn = signed, UnitId = People.Tester, VoidReason = signed is null ? "" : "重签" };
}
