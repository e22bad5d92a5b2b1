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
}
