using Autofac;

namespace Platform.Infrastructure.Messaging;

/// <summary>Opens the lifetime scopes of operations, always below the root: never inside a circuit or another operation.</summary>
public sealed class OperationScopes(ILifetimeScope root)
{
    public const string Tag = "operation";

    public ILifetimeScope Begin() => root.BeginLifetimeScope(Tag);
}
