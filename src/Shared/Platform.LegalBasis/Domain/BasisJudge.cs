using Platform.Contracts.LegalBasis;

namespace Platform.LegalBasis.Domain;

/// <summary>Answers a question from what was read. No data access; the same question always gives the same answer.</summary>
internal static class BasisJudge
{
    private const string ServiceHint = "这是服务，可以不引用依据直接办理。";

    public static BasisAnswer Judge(BasisQuestion question, Place place, BasisMaterial material)
    {
        var reference = BasisReference.Of(question);
        if (reference.Code.Length == 0)
        {
            return question.Act.Burdens()
                ? Refused(question, BasisCodes.NoBasis, $"“{question.Act.Name()}”对当事人不利，必须写明法律依据。请从法律依据登记中选择。")
                : new BasisAnswer(true, BasisCodes.Allowed, $"“{question.Act.Name()}”是服务，不需要依据即可办理。", null, [new("依据登记", BasisStepState.NotNeeded, "服务不以依据为前提。")]);
        }

        if (!material.Instruments.TryGetValue(reference.Code, out var instrument))
        {
            return Refused(question, BasisCodes.Unknown, $"法律依据登记中没有编号“{reference.Code}”。请核对编号，或先登记这份文件。");
        }

        var provisions = material.Provisions[instrument.Id].Where(p => reference.Matches(p)).ToList();
        if (provisions.Count == 0 && reference.Article is { } article)
        {
            return Refused(
                question, BasisCodes.Unknown, $"{Words.Quoted(instrument.Title)}没有登记{Words.Article(article, reference.Paragraph ?? "")}。请核对条款，或先登记这一条。");
        }

        // A whole instrument is asked: its best article answers.
        var answers = (provisions.Count == 0 ? [null] : provisions.Cast<Provision?>())
            .Select(p => new BasisInquiry(question, place, instrument, p, material).Answer()).ToList();
        return answers.Find(a => a.Allowed) ?? answers.MaxBy(a => a.Steps.TakeWhile(s => s.State != BasisStepState.Failed).Count())!;
    }

    /// <summary>What to do next where a service cites a basis that does not carry it.</summary>
    public static string Hint(ActKind act) => act.Burdens() ? "" : ServiceHint;

    private static BasisAnswer Refused(BasisQuestion question, string code, string reason) =>
        new(false, code, reason + Hint(question.Act), null, [new("依据登记", BasisStepState.Failed, reason)]);
}
