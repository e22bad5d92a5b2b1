using Autofac;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>Puts the next values of a store under the current key, in one short transaction. Sent by the rotation alone, as often as needed.</summary>
[Housekeeping]
[Label("改用新密钥")]
internal sealed record RenewChunk(string Store, Guid After) : ICommand<RenewedChunk>, IIdempotent;

internal sealed class RenewChunkHandler(SealedStores stores, ILifetimeScope scope) : IRequestHandler<RenewChunk, RenewedChunk>
{
    public Task<RenewedChunk> Handle(RenewChunk request, CancellationToken cancellationToken)
    {
        var store = stores.All.Single(s => s.Code == request.Store);
        return store.RenewAsync((ModuleDbContext)scope.Resolve(store.Context), request.After, cancellationToken);
    }
}
