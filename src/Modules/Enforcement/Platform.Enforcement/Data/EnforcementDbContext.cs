using Platform.Infrastructure.Data;

namespace Platform.Enforcement.Data;

internal sealed class EnforcementDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "enf";
}

internal sealed class EnforcementDesignTime : DesignTimeFactory<EnforcementDbContext>;
