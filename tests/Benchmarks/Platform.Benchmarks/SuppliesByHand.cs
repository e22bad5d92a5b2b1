using System.Data.Common;
using Platform.Infrastructure;
using Platform.Infrastructure.Data;

namespace Platform.Benchmarks;

/// <summary>
/// An issue of one product as somebody would write it by hand on one open connection with prepared statements: it reads what a request reads, refuses what must not be, and
/// writes the rows a request writes, the one in the trail too, which is not hashed. On SQLite its writers pass a gate, as those of the platform do.
/// </summary>
internal sealed class SuppliesByHand : IDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);

    private readonly DbConnection connection;
    private readonly bool gated;
    private readonly int site;
    private readonly List<DbCommand> commands = [];
    private readonly DbCommand known, store, product, stock, take, balance, later, counted, posting, entry, settle, chain, head, trail, mention, link;

    public SuppliesByHand(ConnectionFactory connections, int site)
    {
        (connection, this.site, gated) = (connections.Open(), site, connections.Provider == DatabaseProvider.Sqlite);
        known = Command("SELECT COUNT(*) FROM \"sup_Posting\" WHERE \"Id\" = @posting");
        store = Command("SELECT \"Name\" FROM \"sup_Store\" WHERE \"Id\" = @store AND \"SiteId\" = @site AND \"Active\"");
        product = Command("SELECT \"Name\" FROM \"sup_Product\" WHERE \"Id\" = @product AND \"Lo\" <= @site AND \"Hi\" >= @site");
        stock = Command("""
            SELECT a."Id", a."Balance" FROM "sup_StockAccount" AS a JOIN "sup_Batch" AS b ON b."Id" = a."BatchId"
            WHERE a."StoreId" = @store AND a."ProductId" = @product AND a."Balance" > 0 ORDER BY b."ProducedOn" LIMIT 1
            """);
        take = Command("UPDATE \"sup_StockAccount\" SET \"LastSequence\" = \"LastSequence\" + 2 WHERE \"Id\" = @account");
        balance = Command("SELECT \"Balance\", \"LastSequence\" FROM \"sup_StockAccount\" WHERE \"Id\" = @account");
        later = Command("SELECT \"OccurredOn\", SUM(\"Quantity\") FROM \"sup_LedgerEntry\" WHERE \"AccountId\" = @account AND \"OccurredOn\" > @day GROUP BY \"OccurredOn\" ORDER BY \"OccurredOn\"");
        counted = Command("SELECT MIN(\"Day\") FROM \"sup_CountMark\" WHERE \"AccountId\" = @account AND \"Day\" > @day");
        posting = Command("""
            INSERT INTO "sup_Posting" ("Id", "SiteId", "StoreId", "Kind", "OccurredOn", "EnteredAt", "EnteredBy", "EnteredByName", "Voucher", "Counterparty", "Note", "ReversesId")
            VALUES (@posting, @site, @store, 'Issue', @day, @now, @nobody, '系统', '', '镇卫生院', '', @nobody)
            """);
        entry = Command("""
            INSERT INTO "sup_LedgerEntry" ("Id", "SiteId", "AccountId", "PostingId", "Sequence", "OccurredOn", "Quantity", "Compensates")
            VALUES (@id, @site, @account, @posting, @sequence, @day, @quantity, @no)
            """);
        settle = Command("UPDATE \"sup_StockAccount\" SET \"Balance\" = \"Balance\" + @quantity WHERE \"Id\" = @account");
        chain = Command("UPDATE \"core_TrailChain\" SET \"Sequence\" = \"Sequence\" + 1 WHERE \"SiteId\" = @site");
        head = Command("SELECT \"Sequence\", \"Hash\" FROM \"core_TrailChain\" WHERE \"SiteId\" = @site");
        trail = Command("""
            INSERT INTO "core_TrailEntry" ("Id", "SiteId", "Sequence", "At", "AccountId", "ActorName", "Channel", "ModuleId", "Action", "Outcome", "RecordRef", "Detail", "Reason", "Changes", "RemoteAddress",
                "CorrelationId", "PreviousHash", "Hash")
            VALUES (@id, @site, @sequence, @now, @nobody, '系统', 'CommandLine', 'supplies', 'IssueGoods', '', '', '发放', '', @changes, '', @id, @hash, @hash)
            """);
        mention = Command("INSERT INTO \"core_TrailMention\" (\"RecordKey\", \"EntryId\") VALUES (@key, @id)");
        link = Command("UPDATE \"core_TrailChain\" SET \"Hash\" = @hash WHERE \"SiteId\" = @site");
    }

    /// <returns>What was taken; 0: refused.</returns>
    public async Task<long> IssueAsync(Guid storeId, Guid productId, long quantity, DateOnly day, bool backdated)
    {
        if (gated)
        {
            await Gate.WaitAsync();
        }

        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            commands.ForEach(c => c.Transaction = transaction);
            var (key, id, nobody) = (Keys.New(), Keys.New(), Guid.Empty);
            if (Convert.ToInt64(await ScalarAsync(known, ("@posting", key)), null) > 0 || await ScalarAsync(store, ("@store", storeId), ("@site", site)) is null
                || await ScalarAsync(product, ("@product", productId), ("@site", site)) is null || await RowAsync(stock, ("@store", storeId), ("@product", productId)) is not [Guid or string, _] found)
            {
                return 0;
            }

            var account = found[0] is Guid guid ? guid : Guid.Parse((string)found[0]);
            await RunAsync(take, ("@account", account));
            var held = await RowAsync(balance, ("@account", account));
            if (Convert.ToInt64(held![0], null) < quantity || (backdated && !await FitsAsync(account, day, Convert.ToInt64(held[0], null), quantity)))
            {
                return 0;
            }

            var (now, sequence) = (TimeProvider.System.GetUtcNow().UtcDateTime, Convert.ToInt64(held[1], null) - 1);
            await RunAsync(posting, ("@posting", key), ("@site", site), ("@store", storeId), ("@day", day), ("@now", now), ("@nobody", nobody));
            await RunAsync(entry, ("@id", id), ("@site", site), ("@account", account), ("@posting", key), ("@sequence", sequence), ("@day", day), ("@quantity", -quantity), ("@no", false));
            await RunAsync(settle, ("@quantity", -quantity), ("@account", account));
            await RunAsync(chain, ("@site", site));
            var last = await RowAsync(head, ("@site", site));
            await RunAsync(
                trail, ("@id", id), ("@site", site), ("@sequence", Convert.ToInt64(last![0], null)), ("@now", now), ("@nobody", nobody), ("@changes", new string('x', 400)), ("@hash", (byte[])last[1]));
            await RunAsync(mention, ("@key", key.ToString()), ("@id", id));
            await RunAsync(link, ("@hash", (byte[])last[1]), ("@site", site));
            await transaction.CommitAsync();
            return quantity;
        }
        finally
        {
            if (gated)
            {
                Gate.Release();
            }
        }
    }

    public void Dispose()
    {
        commands.ForEach(c => c.Dispose());
        connection.Dispose();
    }

    private async Task<bool> FitsAsync(Guid account, DateOnly day, long held, long quantity)
    {
        Bind(later, [("@account", account), ("@day", day)]);
        var (sums, at) = (new List<long>(), held);
        await using (var reader = await later.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                sums.Add(Convert.ToInt64(reader.GetValue(1), null));
            }
        }

        await ScalarAsync(counted, ("@account", account), ("@day", day));
        at -= sums.Sum();
        return at >= quantity && sums.All(s => (at += s) >= quantity);
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        commands.Add(command);
        return command;
    }

    // The first time binds new parameters and prepares; later the values alone change.
    private static void Bind(DbCommand command, (string Name, object Value)[] values)
    {
        var fresh = command.Parameters.Count == 0;
        foreach (var (name, value) in values)
        {
            if (fresh)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            else
            {
                command.Parameters[name].Value = value;
            }
        }

        if (fresh)
        {
            command.Prepare();
        }
    }

    private static Task<int> RunAsync(DbCommand command, params (string Name, object Value)[] values)
    {
        Bind(command, values);
        return command.ExecuteNonQueryAsync();
    }

    private static Task<object?> ScalarAsync(DbCommand command, params (string Name, object Value)[] values)
    {
        Bind(command, values);
        return command.ExecuteScalarAsync();
    }

    private static async Task<object[]?> RowAsync(DbCommand command, params (string Name, object Value)[] values)
    {
        Bind(command, values);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }

        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}
