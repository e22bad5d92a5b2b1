using Microsoft.AspNetCore.Components;

namespace Platform.Infrastructure.Ui;

/// <summary>
/// A page or panel whose look at personal data stands in the trail. Pages are rendered twice, first without and then with the connection: it reads only where it stays, so
/// that one look is one row.
/// </summary>
public abstract class LookComponent : ComponentBase
{
    /// <summary>True: it is rendered again at once, and must not look yet.</summary>
    protected bool IsRenderedAgain => AssignedRenderMode is not null && !RendererInfo.IsInteractive;
}
