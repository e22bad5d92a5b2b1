using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Platform.Host.Components.Layout;

/// <summary>An entry of the menu, marked as current on its own page and those below it, unless a longer entry fits better: one mark at a time.</summary>
public sealed class MenuLink : NavLink
{
    /// <summary>Addresses of all entries.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Entries { get; set; } = [];

    [Parameter, EditorRequired]
    public string Href { get; set; } = "/";

    [Inject]
    private NavigationManager Nav { get; set; } = null!;

    protected override void OnParametersSet()
    {
        AdditionalAttributes = new Dictionary<string, object>(AdditionalAttributes ?? new Dictionary<string, object>()) { ["href"] = Href };
        base.OnParametersSet();
    }

    protected override bool ShouldMatch(string uriAbsolute)
    {
        var path = "/" + Nav.ToBaseRelativePath(uriAbsolute).Split('?', '#')[0];
        return Entries.Where(e => path == e || path.StartsWith(e + "/", StringComparison.OrdinalIgnoreCase)).MaxBy(e => e.Length) == Href;
    }
}
