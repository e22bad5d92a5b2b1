namespace Platform.Infrastructure.Ui;

/// <summary>The menu of the person in the active scope: filtered by permission and by the modules that are on there.</summary>
public interface IMenuSource
{
    Task<IReadOnlyList<MenuGroup>> GetAsync(CancellationToken ct);

    /// <summary>Name of the module a page belongs to when that module is off in the active scope; null when the page may open.</summary>
    ValueTask<string?> DisabledModuleAsync(Type page, CancellationToken ct);

    /// <summary>Raised on any thread within 5 s after modules were switched or rights changed.</summary>
    event Action? Changed;
}

public sealed record MenuGroup(string Name, IReadOnlyList<MenuItem> Items);

/// <param name="Icon">FontAwesome class, for example <c>fa-solid fa-calendar-check</c>.</param>
public sealed record MenuItem(string Text, string Href, string Icon);

/// <summary>Addresses the shell posts to; the host answers them.</summary>
public static class ShellRoutes
{
    public const string SignIn = "/sign-in";

    /// <summary>POST, antiforgery token.</summary>
    public const string SignOut = "/account/sign-out";

    /// <summary>POST with <c>division</c> and <c>returnUrl</c>, antiforgery token; redirects.</summary>
    public const string SwitchScope = "/account/scope";

    public const string NotFound = "/not-found";
    public const string Error = "/error";
}
