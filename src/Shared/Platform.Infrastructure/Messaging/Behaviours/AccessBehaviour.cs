using System.Reflection;
using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;

namespace Platform.Infrastructure.Messaging.Behaviours;

/// <summary>First: counts how deep a request is nested, and refuses an outermost request whose permission the actor lacks. Deny by default.</summary>
internal sealed class AccessBehaviour<TRequest, TResponse>(Operation operation) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly RequiresAttribute? Requires = typeof(TRequest).GetCustomAttribute<RequiresAttribute>();
    private static readonly bool SignedIn = typeof(TRequest).GetCustomAttribute<SignedInAttribute>() is not null;
    private static readonly bool ByKey = typeof(TRequest).GetCustomAttribute<ByKeyAttribute>() is not null;
    private static readonly bool Anonymous = typeof(TRequest).GetCustomAttribute<AnonymousAttribute>() is not null;

    private static readonly bool DuringEntry = typeof(TRequest).GetCustomAttribute<DuringEntryAttribute>() is not null;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        operation.Depth++;
        try
        {
            if (operation.Depth == 1)
            {
                Check();
            }

            return await next();
        }
        finally
        {
            operation.Depth--;
        }
    }

    private void Check()
    {
        if (Anonymous)
        {
            return;
        }

        var actor = operation.Actor;
        if (!actor.IsKnown)
        {
            throw new RefusalException("NOT_SIGNED_IN", "请先登录。", RefusalKind.NotSignedIn);
        }

        if (actor.Hold != AccountHold.None && !DuringEntry)
        {
            throw Holds.Refusal(actor.Hold);
        }

        if (SignedIn && !ByKey && actor.KeyId != Guid.Empty)
        {
            throw new RefusalException("NOT_FOR_KEYS", "接口密钥不能办理个人事项，请由本人登录办理。", RefusalKind.Forbidden);
        }

        if (actor.IsSystem || SignedIn || (Requires is not null && actor.May(Requires.Permission)))
        {
            return;
        }

        throw new RefusalException("NO_PERMISSION", "您没有办理此事的权限，请与管理员联系。", RefusalKind.Forbidden);
    }
}
