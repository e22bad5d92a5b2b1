using Platform.Contracts.LegalBasis;

namespace Platform.LegalBasis;

internal static class LegalBasisPermissions
{
    public const string View = CheckLegalBasis.Permission;
    public const string Edit = "legal-basis.edit";
    public const string Confirm = "legal-basis.confirm";

    /// <summary>What the platform brings along. No role has it.</summary>
    public const string Work = "legal-basis.work";
}
