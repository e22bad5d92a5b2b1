using Platform.Infrastructure.Data;

namespace Platform.Migrants.Data;

internal sealed class MigrantsDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "mig";
}

internal sealed class MigrantsDesignTime : DesignTimeFactory<MigrantsDbContext>;
