using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;

namespace Platform.LegalBasis.Domain;

/// <summary>One question to one provision (or to an instrument without provisions): all checks in order, the first that fails decides.</summary>
internal sealed class BasisInquiry(BasisQuestion question, Place place, Instrument instrument, Provision? provision, BasisMaterial material)
{
    private readonly List<BasisStep> steps = [];
    private string? code;
    private string? reason;

    private string Named => Words.Quoted(instrument.Title) + (provision is null || provision.Article.Length == 0 ? "" : Words.Article(provision.Article, provision.Paragraph));

    private DateOnly From => provision?.From is { } own && own > instrument.From ? own : instrument.From;

    private DateOnly? To => provision?.To is { } own && (instrument.To is null || own < instrument.To) ? own : instrument.To;

    public BasisAnswer Answer()
    {
        Pass("依据登记", $"{Named}，编号 {Shown().Reference}，第 {instrument.Edition} 版。");
        CheckLevy();
        CheckDays();
        CheckTerritory();
        CheckSuperior();
        CheckAct();
        CheckLevel();
        CheckConfirmed();
        return code is null
            ? new BasisAnswer(true, BasisCodes.Allowed, $"{Named}在{Words.Day(question.Day)}有效，适用于{place.Name}，可以作为“{question.Act.Name()}”的依据。", Shown(), steps)
            : new BasisAnswer(false, code, reason + BasisJudge.Hint(question.Act), Shown(), steps);
    }

    private void CheckLevy()
    {
        if (!AbolishedLevy.Concerns(question.Act, instrument, provision))
        {
            return;
        }

        if (question.Day >= AbolishedLevy.Since)
        {
            Fail("已取消的收费", BasisCodes.LevyAbolished, AbolishedLevy.Reason);
        }
        else
        {
            Pass("已取消的收费", $"取消自{Words.Day(AbolishedLevy.Since)}起，所问日期在此之前；平台只作档案查询，不再据此办理。");
        }
    }

    private void CheckDays()
    {
        const string Name = "施行时间";
        if (question.Day < From)
        {
            Fail(Name, BasisCodes.NotYetInForce, $"{Named}自{Words.Day(From)}起施行，{Words.Day(question.Day)}尚未施行。请引用当日有效的依据。");
        }
        else if (To is { } last && question.Day > last)
        {
            var by = instrument.EndedBy.Length > 0 && last == instrument.To ? $"（依据{Words.Quoted(material.Titles.GetValueOrDefault(instrument.EndedBy, instrument.EndedBy))}）" : "";
            var how = instrument.Ending == Ending.Replaced && last == instrument.To ? "被修订替代" : "废止";
            Fail(Name, BasisCodes.Repealed, $"{Named}自{Words.Day(last.AddDays(1))}起{how}{by}，{Words.Day(question.Day)}不能再引用。请改用现行依据。");
        }
        else
        {
            Pass(Name, $"自{Words.Day(From)}起施行，{(To is { } end ? $"至{Words.Day(end)}" : "至今未见废止")}；{Words.Day(question.Day)}有效。");
        }
    }

    private void CheckTerritory()
    {
        var territory = TerritoryName;
        if (instrument.AppliesTo(place.Lo, place.Hi))
        {
            Pass("适用地域", $"适用于{territory}，包括{place.Name}。");
        }
        else
        {
            Fail("适用地域", BasisCodes.OutOfTerritory, $"{Named}只适用于{territory}，不适用于{place.Name}。请引用本地或全国的依据。");
        }
    }

    private void CheckSuperior()
    {
        const string Name = "上位法";
        if (provision is not { SubjectCode.Length: > 0 })
        {
            Pass(Name, "没有登记上位法取消本事项。");
            return;
        }

        var superior = material.Repeals[provision.SubjectCode]
            .Where(r => r.From <= question.Day && Words.Rank(r.By.Level) < Words.Rank(instrument.Level) && r.By.AppliesTo(place.Lo, place.Hi))
            .MinBy(r => r.From);
        if (superior is null)
        {
            Pass(Name, $"{Words.Day(question.Day)}上位法没有取消本事项。");
        }
        else
        {
            Fail(
                Name, BasisCodes.Overridden,
                $"“{superior.SubjectName}”自{Words.Day(superior.From)}起已由上位的{Words.Of(superior.By.Level)}{Words.Quoted(superior.By.Title)}取消，{Named}与之抵触，不能再引用。请按上位法办理。");
        }
    }

    private void CheckAct()
    {
        var acts = provision?.ActList ?? [];
        if (acts.Contains(question.Act))
        {
            Pass("行为种类", $"可作为“{question.Act.Name()}”的依据。");
        }
        else
        {
            var allowed = acts.Count == 0 ? "没有登记可据以作出的行为" : $"登记的行为是：{Words.Of(acts)}";
            Fail("行为种类", BasisCodes.ActNotCovered, $"{Named}{allowed}，不包括“{question.Act.Name()}”。请引用规定了这种行为的条款。");
        }
    }

    private void CheckLevel()
    {
        const string Name = "实施机关层级";
        if (provision is null or { ActingLevels: DivisionLevels.None })
        {
            Pass(Name, "条款没有限定层级。");
        }
        else if (question.ActingLevel is not { } level)
        {
            steps.Add(new(Name, BasisStepState.NotNeeded, $"没有问到；条款限于{Words.Of(provision.ActingLevels)}机关。"));
        }
        else if ((provision.ActingLevels & level) != DivisionLevels.None)
        {
            Pass(Name, $"{Words.Of(level)}机关可以实施。");
        }
        else
        {
            Fail(Name, BasisCodes.LevelNotAuthorised, $"{Named}限于{Words.Of(provision.ActingLevels)}机关实施，{Words.Of(level)}机关不能作出“{question.Act.Name()}”。请移送有权机关办理。");
        }
    }

    private void CheckConfirmed()
    {
        const string Name = "复核确认";
        if (!question.Act.Burdens())
        {
            steps.Add(new(Name, BasisStepState.NotNeeded, question.Act == ActKind.BirthRegistration
                ? "服务不要求确认；生育登记不因婚姻状况或者子女数量而拒绝。"
                : "服务不要求确认。"));
        }
        else if (IsConfirmed)
        {
            Pass(Name, "已由第二人对照原文复核确认。");
        }
        else
        {
            var unseen = instrument.Unseen.Length > 0 ? $"（尚未核实：{instrument.Unseen.TrimEnd('。')}）" : "";
            Fail(Name, BasisCodes.Unconfirmed, $"{Named}尚未复核确认{unseen}，不能作为“{question.Act.Name()}”这类不利行为的依据。请先由另一人对照原文在“法律依据”中复核。");
        }
    }

    private bool IsConfirmed => instrument.Confirmed && provision is not { Confirmed: false };

    private string TerritoryName => Territory.NameOf(instrument.TerritoryId, material.Territories);

    private BasisShown Shown() => new(
        instrument.Id, provision?.Reference(instrument.Code) ?? instrument.Code, instrument.Title, instrument.DocumentNumber,
        provision is null || provision.Article.Length == 0 ? "" : Words.Article(provision.Article, provision.Paragraph),
        Words.Of(instrument.Level), TerritoryName, From, To, IsConfirmed, instrument.Edition);

    private void Pass(string name, string text) => steps.Add(new(name, BasisStepState.Passed, text));

    private void Fail(string name, string failed, string text)
    {
        steps.Add(new(name, BasisStepState.Failed, text));
        if (code is null)
        {
            (code, reason) = (failed, text);
        }
    }
}
