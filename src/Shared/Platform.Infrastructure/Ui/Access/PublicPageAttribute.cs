namespace Platform.Infrastructure.Ui;

/// <summary>
/// A page for everybody: the shell gives it a light style sheet and no script. Stands beside <c>[AllowAnonymous]</c> and
/// <c>[ExcludeFromInteractiveRouting]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute
{
    /// <summary>False: nothing can be sent from it, so it needs no cookie against forged forms and may be cached.</summary>
    public bool TakesForm { get; init; }
}
