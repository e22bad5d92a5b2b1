using Platform.Infrastructure.Data;

namespace Platform.PopulationSchool.Data;

internal sealed class SchoolDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "sch";
}

internal sealed class SchoolDesignTime : DesignTimeFactory<SchoolDbContext>;
