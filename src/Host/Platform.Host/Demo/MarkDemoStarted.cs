using System.Globalization;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Demo;

/// <summary>Leaves the mark by which a demo that was cut short is recognised. Sent by the seeding alone.</summary>
[Label("开始装入演示数据")]
internal sealed record MarkDemoStarted : ICommand;

internal sealed class MarkDemoStartedHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<MarkDemoStarted>
{
    protected override async Task Handle(MarkDemoStarted request, CancellationToken cancellationToken)
    {
        db.Add(new Setting { Key = Setting.DemoStarted, Value = operation.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        await db.SaveChangesAsync(cancellationToken);
    }
}
