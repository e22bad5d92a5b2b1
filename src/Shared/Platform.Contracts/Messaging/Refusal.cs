namespace Platform.Contracts.Messaging;

/// <summary>
/// The platform says no: a stable code, a Chinese sentence that says what to do next, and where it applies the field.
/// Becomes RFC 9457 problem details on the API and a message at the field on a page.
/// </summary>
public sealed class RefusalException(string code, string detail, RefusalKind kind = RefusalKind.Invalid, IReadOnlyList<FieldError>? fields = null)
    : Exception($"{code}: {detail}")
{
    /// <summary>Stable, UPPER_SNAKE, for example <c>OUT_OF_SCOPE</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Chinese sentence for the person in front of the screen.</summary>
    public string Detail { get; } = detail;

    public RefusalKind Kind { get; } = kind;

    public IReadOnlyList<FieldError> Fields { get; } = fields ?? [];

    /// <summary>That it was tried stands in the trail: somebody reached for what is not theirs to decide.</summary>
    public bool InTrail { get; init; }
}

/// <summary>An error at one field of a request; <paramref name="Field"/> is the property name.</summary>
public sealed record FieldError(string Field, string Message);

/// <summary>HTTP: 400, 401, 403, 404, 409, 422 in this order. Foreign objects are <see cref="NotFound"/>.</summary>
public enum RefusalKind { Invalid, NotSignedIn, Forbidden, NotFound, Conflict, Refused }
