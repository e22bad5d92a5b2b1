using Platform.Contracts.Messaging;

namespace Platform.Enforcement.Domain;

/// <summary>The way of a petition after 信访工作条例 23, 31, 34 to 36 as plain rules.</summary>
internal static class PetitionRules
{
    public const int AcceptDays = 15;
    public const int ConcludeDays = 60;
    public const int LongestExtension = 30;

    /// <summary>Accepted, or shown the way that the law provides: review and suit come first.</summary>
    public static void Answer(Petition p, DateOnly today, DateOnly on, bool accept, string route)
    {
        In(p, PetitionState.Received);
        Day(on, p.ReceivedOn, today, "告知日期");
        if (accept && p.HasLegalWay)
        {
            throw Refuse("ROUTE_TO_RECONSIDERATION", "这件事可以依法申请复议、提起诉讼，不作信访受理。请告知信访人途径和期限。");
        }

        if (!accept && route.Length == 0)
        {
            throw Refuse("ROUTE_MISSING", "不予受理的，请写明依法应走的途径或者理由，一并告知信访人。");
        }

        if (accept && p.HandlerId == Guid.Empty)
        {
            throw Refuse("HANDLER_MISSING", "请先由负责人指定承办人，再告知受理。");
        }

        (p.State, p.AnsweredOn, p.Route) = (accept ? PetitionState.Accepted : PetitionState.Rerouted, on, route);
    }

    /// <param name="due">The last day as it stands.</param>
    public static void Extend(Petition p, DateOnly today, int days, DateOnly toldOn, DateOnly due, string by)
    {
        In(p, PetitionState.Accepted);
        Day(toldOn, p.AnsweredOn!.Value, today, "告知延长日期");
        if (p.ExtensionDays > 0)
        {
            throw Refuse("EXTENDED_ALREADY", $"已经延长 {p.ExtensionDays} 天，不能再延长。");
        }

        if (days is < 1 or > LongestExtension)
        {
            throw Refuse("EXTENSION_TOO_LONG", $"延长不得超过 {LongestExtension} 天。");
        }

        if (today > due)
        {
            throw Refuse("EXTENSION_LATE", $"办理期限 {due:yyyy-MM-dd} 已过，不能再延长。请尽快答复。");
        }

        (p.ExtensionDays, p.ExtendedBy, p.ExtensionToldOn) = (days, by, toldOn);
    }

    public static void Conclude(Petition p, DateOnly today, DateOnly on, string opinion)
    {
        In(p, PetitionState.Accepted);
        Day(on, p.AnsweredOn!.Value, today, "答复日期");
        (p.State, p.ConcludedOn, p.Opinion) = (PetitionState.Concluded, on, opinion);
    }

    /// <summary>The petitioner does not agree and asks the level above: first a review, then a recheck.</summary>
    /// <param name="until">Last day on which that can be asked for.</param>
    public static void AskAgain(Petition p, DateOnly today, DateOnly on, DateOnly until)
    {
        In(p, PetitionState.Concluded, PetitionState.Reviewed);
        Day(on, (p.State == PetitionState.Concluded ? p.ConcludedOn : p.ReviewedOn)!.Value, today, "请求日期");
        if (on > until)
        {
            throw Refuse("ASKED_TOO_LATE", $"请求{(p.State == PetitionState.Concluded ? "复查" : "复核")}的期限到 {until:yyyy-MM-dd} 为止，已经超过。请向信访人说明。");
        }

        if (p.State == PetitionState.Concluded)
        {
            (p.State, p.ReviewAskedOn) = (PetitionState.UnderReview, on);
        }
        else
        {
            (p.State, p.RecheckAskedOn) = (PetitionState.UnderRecheck, on);
        }
    }

    public static void AnswerAgain(Petition p, DateOnly today, DateOnly on, string text)
    {
        In(p, PetitionState.UnderReview, PetitionState.UnderRecheck);
        Day(on, (p.State == PetitionState.UnderReview ? p.ReviewAskedOn : p.RecheckAskedOn)!.Value, today, "意见日期");
        if (p.State == PetitionState.UnderReview)
        {
            (p.State, p.ReviewedOn, p.ReviewText) = (PetitionState.Reviewed, on, text);
        }
        else
        {
            (p.State, p.RecheckedOn, p.RecheckText) = (PetitionState.Final, on, text);
        }
    }

    private static void In(Petition p, params ReadOnlySpan<PetitionState> states)
    {
        if (!states.Contains(p.State))
        {
            throw Refuse("WRONG_STATE", $"信访件现在是“{PetitionWords.Of(p.State)}”，不能办理这一步。");
        }
    }

    private static void Day(DateOnly day, DateOnly first, DateOnly last, string name)
    {
        if (day < first || day > last)
        {
            throw new RefusalException("WRONG_DAY", $"{name}须在 {first:yyyy-MM-dd} 至 {last:yyyy-MM-dd} 之间。", RefusalKind.Invalid);
        }
    }

    private static RefusalException Refuse(string code, string text) => CaseProcedure.Refuse(new StepBlock(code, text));
}
