using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>Keys that end within two weeks: the caller's own ones and, for those who manage keys, all of the scope. One statement.</summary>
[SignedIn]
[Endpoint(Verb.Get, "api-keys/expiring", "两周内到期的接口密钥")]
internal sealed record ListExpiringKeys : IQuery<IReadOnlyList<ExpiringKey>>;

internal sealed record ExpiringKey(Guid Id, string Name, string Prefix, DateOnly ExpiresOn);

internal sealed class ListExpiringKeysHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListExpiringKeys, IReadOnlyList<ExpiringKey>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<ExpiringKey>> Handle(ListExpiringKeys request, CancellationToken cancellationToken)
    {
        var (me, all) = (operation.Actor.AccountId, operation.Actor.May(CorePermissions.ManageKeys));
        return await KeyStates.Where(db.Set<ApiKey>().AsNoTracking(), ApiKeyState.Expiring, operation.Today)
            .Where(k => all || k.OwnerId == me)
            .OrderBy(k => k.ExpiresOn).ThenBy(k => k.Id).Take(Most)
            .Select(k => new ExpiringKey(k.Id, k.Name, k.Prefix, k.ExpiresOn)).ToListAsync(cancellationToken);
    }
}

internal sealed class KeyNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.SignedIn)
        {
            return [];
        }

        var manages = state.Can(CorePermissions.ManageKeys);
        return
        [
            .. (await mediator.Send(new ListExpiringKeys(), ct)).Select(k => new NextThing(
                "信息安全", $"接口密钥“{k.Name}”即将到期",
                manages ? "到期后使用它的程序即被拒绝；仍需要的，请新增密钥接替" : "到期后使用它的程序即被拒绝；仍需要的，请与安全管理员联系",
                k.ExpiresOn, manages ? $"/admin/api-keys/{k.Id}" : "/my/api-keys")),
        ];
    }
}
