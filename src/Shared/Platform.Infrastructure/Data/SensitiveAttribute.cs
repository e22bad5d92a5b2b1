namespace Platform.Infrastructure.Data;

/// <summary>
/// A property whose values are nobody's business but the record's: protected and consent-based fields, secrets. The trail says that it
/// changed, never what it was or is (rights.md 7).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class SensitiveAttribute : Attribute;
