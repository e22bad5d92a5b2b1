using Platform.Infrastructure.Data;

namespace Platform.Statistics.Data;

internal sealed class StatisticsDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "sta";
}

internal sealed class StatisticsDesignTime : DesignTimeFactory<StatisticsDbContext>;
