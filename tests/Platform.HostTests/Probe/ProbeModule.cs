using Autofac;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;

namespace Platform.HostTests.Probe;

/// <summary>A module that misbehaves where a test tells it to.</summary>
public sealed class ProbeModule : PlatformModule
{
    internal const string Use = "probe.use";

    public override string Id => "probe";

    public override string Name => "探针";

    public override string Description => "测试用。";

    public override string TablePrefix => "prb";

    public override IReadOnlyList<PermissionDefinition> Permissions => [new(Use, "使用探针")];

    protected override void Register(ContainerBuilder builder) => builder.RegisterType<ProbePlan>().SingleInstance();
}

/// <summary>What the probe shall do and what it saw. One per platform.</summary>
internal sealed class ProbePlan
{
    private readonly List<IReadOnlyList<int>> batches = [];
    private readonly HashSet<int> scopes = [];
    private readonly Lock gate = new();

    public HashSet<int> FailingSites { get; } = [];

    public int TransientFailures { get; set; }

    public int Attempts { get; private set; }

    public IReadOnlyList<IReadOnlyList<int>> Batches
    {
        get
        {
            lock (gate)
            {
                return [.. batches];
            }
        }
    }

    public int ScopesSeen => scopes.Count;

    public void Saw(IReadOnlyList<int> sites)
    {
        lock (gate)
        {
            batches.Add([.. sites]);
        }
    }

    public void Tried(object scope)
    {
        Attempts++;
        scopes.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(scope));
    }
}
