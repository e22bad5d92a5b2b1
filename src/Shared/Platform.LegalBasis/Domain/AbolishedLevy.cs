using Platform.Contracts.LegalBasis;

namespace Platform.LegalBasis.Domain;

/// <summary>
/// The hard stop of rights.md 4: since the second amendment of the population law was published no text supports the social maintenance fee, also
/// where a local one still prints it. It stands in code, so that no entry of the register can lift it.
/// </summary>
internal static class AbolishedLevy
{
    public const string SubjectCode = "levy-2002";

    private const string Term = "社会抚养费";

    public static readonly DateOnly Since = new(2021, 8, 20);

    public const string Reason =
        "社会抚养费自2021年8月20日（修改后的《人口与计划生育法》公布施行）起没有任何征收依据；地方条文仍有规定的，也因上位法取消而不再有效。不得再作出决定、催缴或申请强制执行；以前的材料只可作为只读档案保存。";

    public static bool Concerns(ActKind act, Instrument instrument, Provision? provision) =>
        act.Burdens()
        && (provision?.SubjectCode == SubjectCode
            || instrument.Title.Contains(Term, StringComparison.Ordinal)
            || (act == ActKind.Levy && (instrument.Summary + provision?.Text).Contains(Term, StringComparison.Ordinal)));
}
