using System.Net;
using System.Net.Sockets;
using Platform.TestKit.Databases;

namespace Platform.TestKit.Crash;

/// <summary>
/// The way of one host to the tests' PostgreSQL: a TCP port that passes everything on, slowly if wanted, until it is blocked. Blocked, it is as a network that
/// swallows what is sent: nobody is told. Broken off, connections end and new ones are refused.
/// </summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private readonly CancellationTokenSource over = new();
    private readonly List<Socket> sockets = [];
    private readonly Lock gate = new();
    private TaskCompletionSource open = Opened();
    private Socket listener;

    public Forwarder()
    {
        listener = Listen(0);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    public int Port { get; }

    /// <summary>How long everything takes on its way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>From now on nothing passes in either direction.</summary>
    public void Block() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back passes now, and everything after it.</summary>
    public void Unblock() => open.TrySetResult();

    /// <summary>All connections end, and nobody gets a new one until <see cref="Restore"/>.</summary>
    public void BreakOff()
    {
        listener.Dispose();
        lock (gate)
        {
            sockets.ForEach(s => s.Dispose());
            sockets.Clear();
        }
    }

    public void Restore()
    {
        open = Opened();
        listener = Listen(Port);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        BreakOff();
        over.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen();
        _ = AcceptAsync(socket);
        return socket;
    }

    private async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true)
            {
                var near = await from.AcceptAsync(over.Token);
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                lock (gate)
                {
                    sockets.AddRange([near, far]);
                }

                await far.ConnectAsync(new UnixDomainSocketEndPoint(PostgresServer.Instance.SocketPath), over.Token);
                _ = PassAsync(near, far);
                _ = PassAsync(far, near);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Broken off.
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer, over.Token)) > 0;)
            {
                await Task.Delay(Delay, over.Token);
                await open.Task.WaitAsync(over.Token);
                await to.SendAsync(buffer.AsMemory(0, count), over.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two has gone; the other is told below.
        }

        from.Dispose();
        to.Dispose();
    }
}
