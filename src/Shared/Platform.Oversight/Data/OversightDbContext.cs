using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

internal sealed class OversightDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => OversightModule.Prefix;
}

internal sealed class OversightDesignTime : DesignTimeFactory<OversightDbContext>;
