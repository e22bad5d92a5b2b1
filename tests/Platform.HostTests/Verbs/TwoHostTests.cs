using System.Diagnostics;
using System.Globalization;
using Platform.TestKit;
using Platform.TestKit.Crash;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.HostTests.Verbs;

/// <summary>
/// Two hosts close the same month on one PostgreSQL, the first one over a slow network. Whatever becomes of it, the other ends the run, and it is as if nobody
/// had disturbed it.
/// </summary>
public sealed class TwoHostTests(TwoHostTests.OneMonth month) : IClassFixture<TwoHostTests.OneMonth>
{
    private const int LeaseSeconds = 3;
    private const string InTheMiddle = "\"State\" = 'Running' AND \"Step\" IN ('Freeze', 'Audit', 'Score')";
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>How long the first host is watched for the moment to disturb it. On a busy machine the other may have done the work by then: all begins anew.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(60);
    private const int Attempts = 3;

    [Fact]
    public Task One_is_killed_in_the_middle() => InTheMomentAsync(KillAsync);

    private async Task KillAsync()
    {
        using var database = month.Undisturbed.Copy();
        await using var way = new Forwarder();
        var (first, second) = await BothWorkAsync(database, way);
        await using (second)
        {
            var chunk = await MomentAsync(database, first, $"{Of(first)} AND {InTheMiddle}");
            await first.DisposeAsync();
            await UndisturbedClose.FinishAsync(second);
            await CheckAsync(database, chunk, second);
        }
    }

    [Fact]
    public Task One_is_cut_off_in_the_middle_of_a_transaction_and_comes_back() => InTheMomentAsync(CutOffAsync);

    private async Task CutOffAsync()
    {
        using var database = month.Undisturbed.Copy();
        await using var way = new Forwarder();
        var (first, second) = await BothWorkAsync(database, way);
        await using (first)
        await using (second)
        {
            var writing = "EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'first' AND backend_xid IS NOT NULL)";
            var chunk = await MomentAsync(database, first, $"{Of(first)} AND {InTheMiddle} AND {writing}");
            way.Block();
            await GiveUpAsync(database);
            await UndisturbedClose.FinishAsync(second);
            await CheckAsync(database, chunk, second);

            way.BreakOff();
            way.Restore();
            await UndisturbedClose.FinishAsync(first);
            await CheckAsync(database, chunk, second);
        }
    }

    [Fact]
    public Task One_that_was_out_of_reach_writes_nothing_of_what_it_has_lost() => InTheMomentAsync(HoldUpAsync);

    private async Task HoldUpAsync()
    {
        using var database = month.Undisturbed.Copy();
        await using var way = new Forwarder();
        var (first, second) = await BothWorkAsync(database, way);
        await using (first)
        await using (second)
        {
            var chunk = await MomentAsync(database, first, $"{Of(first)} AND {InTheMiddle}");
            way.Block();
            await GiveUpAsync(database);
            await ChunkAsync(database, second, $"{Of(second)} AND \"Position\" = {chunk}");
            way.Unblock();
            await UndisturbedClose.FinishAsync(second);
            await UndisturbedClose.FinishAsync(first);
            await CheckAsync(database, chunk, second);
        }
    }

    private static async Task InTheMomentAsync(Func<Task> disturb)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await disturb();
                return;
            }
            catch (MomentMissedException) when (attempt < Attempts)
            {
            }
        }
    }

    // The first has done a step or more and is slow from then on, so that the second has its share too.
    private async Task<(HostProcess First, HostProcess Second)> BothWorkAsync(TestDatabase database, Forwarder way)
    {
        var name = database.Options.ConnectionString.Split(';').Single(p => p.StartsWith("Database=", StringComparison.Ordinal));
        var first = month.Undisturbed.Start(
            database,
            $"Host=127.0.0.1;Port={way.Port};Username=postgres;{name};Application Name=first;Timeout=3;Options=-c idle_in_transaction_session_timeout=2000",
            LeaseSeconds);
        await ChunkAsync(database, first, $"{Of(first)} AND \"Step\" <> 'Freeze'");
        way.Delay = Slow;
        var second = month.Undisturbed.Start(database, leaseSeconds: LeaseSeconds);
        await ChunkAsync(database, second, $"{Of(second)} AND \"Step\" <> 'Freeze'");
        return (first, second);
    }

    // A session in a transaction that waits for its next statement ends by its own timeout. One in the middle of a COPY waits for rows, and is ended by the keepalives
    // of TCP, which the blocked way still answers: so it is ended here.
    private static async Task GiveUpAsync(TestDatabase database)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        await using var connection = await DatabaseRows.OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'first' AND state = 'active' AND wait_event_type = 'Client'";
        await command.ExecuteNonQueryAsync();
    }

    private static string Of(HostProcess host) => $"\"LeaseOwner\" LIKE '%/{host.Id}/%'";

    private static async Task<int> MomentAsync(TestDatabase database, HostProcess first, string condition) =>
        await FindAsync(database, condition, Moment) ?? throw new MomentMissedException($"{condition}\n{first.Output}\n{first.Errors}");

    private static async Task<int> ChunkAsync(TestDatabase database, HostProcess by, string condition) =>
        await FindAsync(database, condition, Patience) ?? throw new TimeoutException($"{condition}\n{by.Output}\n{by.Errors}");

    // Waits for a chunk of which this is true, and answers its position.
    private static async Task<int?> FindAsync(TestDatabase database, string condition, TimeSpan patience)
    {
        await using var connection = await DatabaseRows.OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"Position\" FROM \"ovs_RunChunk\" WHERE {condition} ORDER BY \"Position\" LIMIT 1";
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience; await Task.Delay(5))
        {
            if (await command.ExecuteScalarAsync() is int position)
            {
                return position;
            }
        }

        return null;
    }

    // The chunk was taken over by the other one, which ended it; nothing else differs from a close in peace.
    private async Task CheckAsync(TestDatabase database, int chunk, HostProcess by)
    {
        var rows = await DatabaseRows.ReadAsync(database);
        month.Undisturbed.CheckEnd(rows);
        Assert.Equal("Done", Assert.Single(rows.Of("ovs_Run"))["State"]);
        var taken = rows.Of("ovs_RunChunk").Single(c => c["Position"] == chunk.ToString(CultureInfo.InvariantCulture));
        Assert.Contains($"/{by.Id}/", taken["LeaseOwner"]);
        Assert.NotEqual("1", taken["Claim"]);
    }

    private sealed class MomentMissedException(string message) : Exception(message);

    /// <summary>Prepared once for all tests.</summary>
    public sealed class OneMonth : IAsyncLifetime
    {
        private const int Sites = 48;

        internal UndisturbedClose Undisturbed { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Undisturbed = await UndisturbedClose.PrepareAsync(DatabaseKind.PostgreSql, Sites);

        public ValueTask DisposeAsync()
        {
            Undisturbed.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
