namespace Platform.Contracts.Modules;

/// <summary>What a duty area tells the host about itself. The host finds implementations by scan; no list of them exists.</summary>
public interface IModule
{
    /// <summary>Stable key in kebab case, for example <c>staff-attendance</c>. Stored; never changes.</summary>
    string Id { get; }

    /// <summary>Chinese name on screen.</summary>
    string Name { get; }

    /// <summary>One Chinese sentence for the administrator who switches it on.</summary>
    string Description { get; }

    /// <summary>Prefix of all its tables without the underscore, for example <c>att</c>.</summary>
    string TablePrefix { get; }

    /// <summary>Ids of modules that must be on where this one is on.</summary>
    IReadOnlyList<string> Requires { get; }

    /// <summary>True for the shared parts that every site has and nobody switches off.</summary>
    bool AlwaysOn { get; }

    /// <summary>State at sites that never were switched.</summary>
    bool EnabledByDefault { get; }

    IReadOnlyList<PermissionDefinition> Permissions { get; }
    IReadOnlyList<MenuEntry> Menu { get; }
    IReadOnlyList<DutyDefinition> Duties { get; }
    IReadOnlyList<AuditCheckDefinition> AuditChecks { get; }
    IReadOnlyList<IndicatorDefinition> Indicators { get; }
    IReadOnlyList<RecurringJobDefinition> Jobs { get; }
}
