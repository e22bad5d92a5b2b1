using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Core;

/// <summary>The tables every module stands on: divisions, people, accounts, switches, calendar, files, trail.</summary>
internal sealed class CoreDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => CoreModule.Prefix;
}

internal sealed class CoreDesignTime : DesignTimeFactory<CoreDbContext>;
