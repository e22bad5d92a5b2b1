namespace Platform.Infrastructure.Data;

/// <summary>Rows the platform writes for itself (leases, progress, the trail itself): they leave no before and after in the trail.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotTrailedAttribute : Attribute;
