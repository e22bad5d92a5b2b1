using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>The same changes for villages and communities. Their key never changes, so one that moves to another township stays the same village.</summary>
internal static class VillageRules
{
    public static void Apply(DivisionBook book, ChangeDraft draft, DivisionChange change)
    {
        if (draft.Kind == ChangeKind.Added)
        {
            change.VillageId = Add(book, draft).Id;
            return;
        }

        var village = book.FindVillage(draft.Code) ?? throw ChangeRefusals.UnknownUnit(draft.Code);
        Check(village, draft, book.LastChange(village));
        (change.VillageId, change.Name) = (village.Id, village.Name);
        switch (draft.Kind)
        {
            case ChangeKind.Renamed:
                Demand(draft.Name.Length > 0 && draft.Name != village.Name, nameof(ChangeDraft.Name), "请填写与现名不同的新名称。");
                book.Keep(village, draft.EffectiveOn);
                SetName(village, draft.Name);
                break;
            case ChangeKind.Recoded:
                Recode(book, village, draft);
                break;
            case ChangeKind.Moved:
                Move(book, village, draft);
                break;
            case ChangeKind.Reopened:
                Reopen(book, village, draft);
                break;
            default:
                End(book, village, draft, change);
                break;
        }
    }

    public static void SetName(Village village, string name) => (village.Name, village.Initials) = (name, PinyinInitials.Of(name));

    private static void Check(Village village, ChangeDraft draft, DateOnly last)
    {
        if (draft.Kind == ChangeKind.Reopened ? village.ClosedOn is null : village.ClosedOn is not null)
        {
            throw village.ClosedOn is { } on ? ChangeRefusals.Closed(village.Name, on) : ChangeRefusals.NotClosed(village.Name);
        }

        if (draft.EffectiveOn < last)
        {
            throw ChangeRefusals.LaterChange(village.Name, last);
        }
    }

    private static Village Add(DivisionBook book, ChangeDraft draft)
    {
        Demand(draft.Name.Length > 0, nameof(ChangeDraft.Name), "请填写新单位的名称。");
        CheckCode(book, nameof(ChangeDraft.Code), draft.Code, draft, Guid.Empty);
        var site = SiteOf(book, draft.ParentCode.Length > 0 ? draft.ParentCode : draft.Code[..9], draft);
        var village = new Village { Code = draft.Code, SiteId = site.Id, Name = draft.Name, Initials = PinyinInitials.Of(draft.Name), OpenedOn = draft.EffectiveOn };
        book.Add(village);
        return village;
    }

    // A village does not live below a township that is gone: it is reopened with or after it.
    private static void Reopen(DivisionBook book, Village village, ChangeDraft draft)
    {
        if (book.Find(village.SiteId) is { ClosedOn: { } on } site)
        {
            throw ChangeRefusals.Closed(site.FullName, on);
        }

        book.Keep(village, draft.EffectiveOn);
        village.ClosedOn = null;
    }

    private static void Recode(DivisionBook book, Village village, ChangeDraft draft)
    {
        Demand(draft.NewCode != village.Code, nameof(ChangeDraft.NewCode), "新代码与现代码相同。");
        CheckCode(book, nameof(ChangeDraft.NewCode), draft.NewCode, draft, village.Id);
        book.Keep(village, draft.EffectiveOn);
        book.Recode(village, draft.NewCode);
        if (draft.Name.Length > 0)
        {
            SetName(village, draft.Name);
        }
    }

    private static void Move(DivisionBook book, Village village, ChangeDraft draft)
    {
        var site = SiteOf(book, draft.ParentCode, draft);
        if (site.Id == village.SiteId)
        {
            throw ChangeRefusals.WrongParent($"“{village.Name}”本来就在“{site.FullName}”。");
        }

        if (draft.NewCode.Length > 0)
        {
            CheckCode(book, nameof(ChangeDraft.NewCode), draft.NewCode, draft, village.Id);
        }

        book.Keep(village, draft.EffectiveOn);
        village.SiteId = site.Id;
        if (draft.NewCode.Length > 0)
        {
            book.Recode(village, draft.NewCode);
        }
    }

    private static void End(DivisionBook book, Village village, ChangeDraft draft, DivisionChange change)
    {
        var named = SuccessorDraft.List(draft.Successors);
        SuccessorRules.Check(draft.Kind, village.Name, named);
        var successors = named.Select(s => (Unit: book.FindVillage(s.Code) ?? throw ChangeRefusals.WrongSuccessor($"没有代码为 {s.Code} 的继承单位，请核对。"), s.Share)).ToList();
        if (successors.Any(s => s.Unit == village))
        {
            throw ChangeRefusals.WrongSuccessor("一个单位不能并入自己，请另选继承单位。");
        }

        if (successors.FirstOrDefault(s => s.Unit.ClosedOn is not null || s.Unit.OpenedOn > draft.EffectiveOn).Unit is { } gone)
        {
            throw ChangeRefusals.WrongSuccessor($"“{gone.Name}”在那一天不存在或已撤销，不能作继承单位。");
        }

        if (draft.EffectiveOn <= village.OpenedOn)
        {
            throw ChangeRefusals.LaterChange(village.Name, village.OpenedOn);
        }

        book.Keep(village, draft.EffectiveOn);
        village.ClosedOn = draft.EffectiveOn;
        book.Result.Successors.AddRange(successors.Select((s, i) => new DivisionSuccessor
        {
            ChangeId = change.Id,
            VillageId = village.Id,
            SuccessorVillageId = s.Unit.Id,
            Share = s.Share,
            IsMain = i == 0,
        }));
    }

    private static Division SiteOf(DivisionBook book, string code, ChangeDraft draft)
    {
        var site = book.FindDivision(code) ?? throw ChangeRefusals.WrongParent("没有这个乡镇（街道），请选择所属乡镇。");
        return site.IsSite && site.ClosedOn is null && site.OpenedOn <= draft.EffectiveOn
            ? site
            : throw ChangeRefusals.WrongParent($"“{site.FullName}”不是乡镇（街道），或那一天不存在。");
    }

    private static void CheckCode(DivisionBook book, string field, string code, ChangeDraft draft, Guid villageId)
    {
        if (code.Length != 12 || !code.All(char.IsAsciiDigit))
        {
            throw ChangeRefusals.WrongCode(field, $"代码“{code}”不对，村（社区）代码应为 12 位数字。");
        }

        if (book.UserOf(code, draft.EffectiveOn, 0, villageId) is { } user)
        {
            throw ChangeRefusals.CodeTaken(field, code, user);
        }
    }

    private static void Demand(bool fulfilled, string field, string text)
    {
        if (!fulfilled)
        {
            throw ChangeRefusals.NothingChanges(field, text);
        }
    }
}
