using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;

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

    /// <summary>True for pages that stay open while the account still has to change its password or enrol its second factor.</summary>
    public static bool OpenDuringEntry(Type page) =>
        page.GetCustomAttribute<DuringEntryAttribute>() is not null || page.GetCustomAttribute<AllowAnonymousAttribute>() is not null;
}
