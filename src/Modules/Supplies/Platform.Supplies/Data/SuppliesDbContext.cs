using Platform.Infrastructure.Data;

namespace Platform.Supplies.Data;

internal sealed class SuppliesDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "sup";
}

internal sealed class SuppliesDesignTime : DesignTimeFactory<SuppliesDbContext>;
