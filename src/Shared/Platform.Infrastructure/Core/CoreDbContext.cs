using Platform.Infrastructure.Data;
using Platform.Infrastructure.Trail;

namespace Platform.Infrastructure.Core;

/// <summary>The tables every module stands on: divisions, people, accounts, switches, calendar, files, trail.</summary>
internal sealed class CoreDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => CoreModule.Prefix;

    // A failed sign-in has no scope, and leaves its trail all the same.
    protected override bool IsGuarded(object entity) => entity is not (TrailEntry or TrailChain);
}

internal sealed class CoreDesignTime : DesignTimeFactory<CoreDbContext>;
