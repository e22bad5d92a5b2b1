using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Ui;

public enum PageVerdict { Allowed, SignInFirst, Forbidden }

/// <summary>Deny by default: a page says who may open it, or nobody may.</summary>
public static class PageAccess
{
    public static PageVerdict Check(Type page, ScopeState state)
    {
        if (page.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
        {
            return PageVerdict.Allowed;
        }

        if (!state.SignedIn)
        {
            return PageVerdict.SignInFirst;
        }

        var allowed = page.GetCustomAttribute<RequiresAttribute>() is { } requires
            ? state.Can(requires.Permission)
            : page.GetCustomAttribute<SignedInAttribute>() is not null;
        return allowed ? PageVerdict.Allowed : PageVerdict.Forbidden;
    }
}
