namespace Platform.Contracts.Messaging;

/// <summary>What people call this command, this kind of record or this field of it: Chinese words for the trail.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class LabelAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
