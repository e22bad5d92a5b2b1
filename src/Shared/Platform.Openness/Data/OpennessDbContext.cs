using Platform.Infrastructure.Data;

namespace Platform.Openness.Data;

internal sealed class OpennessDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => OpennessModule.Prefix;
}

internal sealed class OpennessDesignTime : DesignTimeFactory<OpennessDbContext>;
