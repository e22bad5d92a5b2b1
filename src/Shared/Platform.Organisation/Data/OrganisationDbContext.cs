using Platform.Infrastructure.Data;

namespace Platform.Organisation.Data;

internal sealed class OrganisationDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => OrganisationModule.Prefix;
}

internal sealed class OrganisationDesignTime : DesignTimeFactory<OrganisationDbContext>;
