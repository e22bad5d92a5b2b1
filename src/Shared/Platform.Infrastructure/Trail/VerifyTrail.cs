using MediatR;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Trail;

/// <summary>Verifies all chains of the caller's scope and keeps the result. Walking only reads; the result is saved by a command of its own.</summary>
[Requires(CorePermissions.VerifyTrail)]
[Endpoint(Verb.Post, "trail/verification", "校验操作日志，报告第一处断点")]
internal sealed record VerifyTrail : IQuery<TrailCheck>;

internal sealed class VerifyTrailHandler(TrailVerifier verifier, IMediator mediator, ILogger<VerifyTrail> log) : IRequestHandler<VerifyTrail, TrailCheck>
{
    public async Task<TrailCheck> Handle(VerifyTrail request, CancellationToken cancellationToken)
    {
        var check = await verifier.VerifyAsync(null, cancellationToken);
        if (check.Fault is not null)
        {
            log.LogError("The trail is broken: {Fault}", check.Fault);
        }

        await mediator.Send(new SaveTrailCheck(check), cancellationToken);
        return check;
    }
}

/// <summary>Every night, as the system.</summary>
internal sealed record VerifyTrailNightly : IRequest<Unit>;

internal sealed class VerifyTrailNightlyHandler(IMediator mediator) : IRequestHandler<VerifyTrailNightly, Unit>
{
    public async Task<Unit> Handle(VerifyTrailNightly request, CancellationToken cancellationToken)
    {
        await mediator.Send(new VerifyTrail(), cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Keeps what a verification found. Sent from inside one.</summary>
[Label("登记日志校验结果")]
internal sealed record SaveTrailCheck(TrailCheck Check) : ICommand;

internal sealed class SaveTrailCheckHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<SaveTrailCheck>
{
    protected override async Task Handle(SaveTrailCheck request, CancellationToken cancellationToken)
    {
        var check = request.Check;
        db.Add(new TrailVerification
        {
            At = operation.Now,
            DivisionId = Math.Max(operation.Actor.Scope.DivisionId, 0),
            Chains = check.Chains,
            Entries = check.Entries,
            Milliseconds = (long)check.Took.TotalMilliseconds,
            Fault = check.Fault ?? "",
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
