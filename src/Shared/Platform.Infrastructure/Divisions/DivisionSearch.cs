namespace Platform.Infrastructure.Divisions;

/// <summary>How a division is found by what somebody typed.</summary>
internal static class DivisionSearch
{
    /// <summary>Those whose name, pinyin initials or code begin with the text.</summary>
    public static IQueryable<Division> Begin(this IQueryable<Division> divisions, string text)
    {
        var initials = text.ToLowerInvariant();
        return divisions.Where(d => d.Name.StartsWith(text) || d.Initials.StartsWith(initials) || d.Code.StartsWith(text));
    }
}
