using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Platform.TestKit;

/// <summary>A mail server on this machine that keeps what it is given.</summary>
public sealed class MailServer : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public MailServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        var services = new ServiceProvider();
        services.Add(this);
        running = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("localhost").Port(Port).Build(), services).StartAsync(stop.Token);
    }

    public int Port { get; }

    /// <summary>What arrived, oldest first.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    /// <summary>The answer to the next mails.</summary>
    public SmtpResponse Answer { get; set; } = SmtpResponse.Ok;

    /// <summary>Settings of a platform that sends here.</summary>
    public string[] Settings => ["--Mail:Host=127.0.0.1", $"--Mail:Port={Port}", "--Mail:Security=None", "--Mail:From=platform@example.cn", "--Mail:PublicAddress=https://platform.example.cn"];

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (Answer == SmtpResponse.Ok)
        {
            Mails.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(buffer.ToArray()), cancellationToken));
        }

        return Answer;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }
}
