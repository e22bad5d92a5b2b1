using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;

namespace Platform.LegalBasis;

/// <summary>The register of laws and rules with their dates and territories, and the answer whether an act may be based on one of them.</summary>
public sealed class LegalBasisModule : PlatformModule
{
    internal const string Prefix = "law";

    public override string Id => "legal-basis";

    public override string Name => "法律依据";

    public override string Description => "法律、法规、规章及其条款的施行和废止日期，核对一项行为能否以其为依据。";

    public override string TablePrefix => Prefix;

    public override bool AlwaysOn => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(
            LegalBasisPermissions.View, "查看和核对法律依据",
            Roles.SystemAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(LegalBasisPermissions.Edit, "登记和更正法律依据", Roles.SystemAdministrator, Roles.CountyAdministrator),
        new(LegalBasisPermissions.Confirm, "复核确认法律依据", Roles.SystemAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector),
        new(LegalBasisPermissions.Work, "装入预置的法律依据"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new("依法办事", "法律依据", "/legal-basis", LegalBasisPermissions.View, "fa-solid fa-scale-balanced", 700),
        new("依法办事", "依据核对", "/legal-basis/check", LegalBasisPermissions.View, "fa-solid fa-magnifying-glass", 710),
    ];

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<BasisReader>();
        builder.RegisterType<LegalDesk>();
    }
}
