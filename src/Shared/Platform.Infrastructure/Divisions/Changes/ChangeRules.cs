using System.Globalization;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Applies one change to the units of a book: first everything that can be refused, then the change, so that a refused one leaves no trace.</summary>
internal static class ChangeRules
{
    /// <summary>Fills in the unit and its name on <paramref name="change"/>.</summary>
    public static void Apply(DivisionBook book, DivisionChange change)
    {
        var draft = ChangeDraft.Of(change);
        if (draft.IsVillage)
        {
            VillageRules.Apply(book, draft, change);
            return;
        }

        if (draft.Kind == ChangeKind.Added)
        {
            change.DivisionId = Add(book, draft).Id;
            return;
        }

        var division = book.FindDivision(draft.Code) ?? throw ChangeRefusals.UnknownUnit(draft.Code);
        Check(division, draft, book.LastChange(division));
        (change.DivisionId, change.Name) = (division.Id, division.Name);
        switch (draft.Kind)
        {
            case ChangeKind.Renamed:
                Rename(book, division, draft);
                break;
            case ChangeKind.Recoded:
                Recode(book, division, draft);
                break;
            case ChangeKind.Moved:
                Move(book, division, draft, change);
                break;
            case ChangeKind.Reopened:
                Reopen(book, division, draft);
                break;
            default:
                End(book, division, draft, change);
                break;
        }
    }

    /// <summary>Name and full name, and the full names of all that exists below.</summary>
    public static void SetName(DivisionBook book, Division division, string name, string fullName, DateOnly on)
    {
        var old = division.FullName;
        book.Keep(division, on);
        if (division.Name != name)
        {
            (division.Name, division.Initials) = (name, PinyinInitials.Of(name));
        }

        division.FullName = fullName;
        foreach (var below in book.LivingBelow(division).Where(d => d.FullName.StartsWith(old, StringComparison.Ordinal)).ToList())
        {
            SetName(book, below, below.Name, fullName + below.FullName[old.Length..], on);
        }
    }

    private static void Check(Division division, ChangeDraft draft, DateOnly last)
    {
        if (division.Id == 0)
        {
            throw ChangeRefusals.UnknownUnit(draft.Code);
        }

        if (draft.Kind == ChangeKind.Reopened ? division.ClosedOn is null : division.ClosedOn is not null)
        {
            throw division.ClosedOn is { } on ? ChangeRefusals.Closed(division.FullName, on) : ChangeRefusals.NotClosed(division.FullName);
        }

        if (draft.EffectiveOn < last)
        {
            throw ChangeRefusals.LaterChange(division.FullName, last);
        }
    }

    private static Division Add(DivisionBook book, ChangeDraft draft)
    {
        if (draft.Name.Length == 0)
        {
            throw ChangeRefusals.NothingChanges(nameof(ChangeDraft.Name), "请填写新单位的名称。");
        }

        var number = CodeNumber(nameof(ChangeDraft.Code), draft.Code);
        CheckFree(book, nameof(ChangeDraft.Code), draft.Code, draft.EffectiveOn, -1);
        var (level, width, above) = LevelOf(number);
        var parent = ParentOf(book, draft, above);
        CheckPrefix(nameof(ChangeDraft.Code), draft.Code, parent, width);
        return AddNumbered(book, number, draft.Code, draft.Name, level, width, parent, draft.EffectiveOn);
    }

    private static Division AddNumbered(DivisionBook book, int number, string code, string name, DivisionLevels level, int width, Division parent, DateOnly on)
    {
        var id = book.NumberFor(number, width, parent);
        var division = new Division
        {
            Id = id,
            Code = code,
            Name = name,
            FullName = parent.Id == 0 ? name : parent.FullName + name,
            ParentId = parent.Id,
            Levels = level,
            IsSite = level == DivisionLevels.Township,
            Lo = id,
            Hi = id + width,
            Initials = PinyinInitials.Of(name),
            OpenedOn = on,
        };
        book.Add(division);
        return division;
    }

    private static void Rename(DivisionBook book, Division division, ChangeDraft draft)
    {
        if (draft.Name.Length == 0 || draft.Name == division.Name)
        {
            throw ChangeRefusals.NothingChanges(nameof(ChangeDraft.Name), "请填写与现名不同的新名称。");
        }

        var full = division.FullName.EndsWith(division.Name, StringComparison.Ordinal) ? division.FullName[..^division.Name.Length] + draft.Name : draft.Name;
        SetName(book, division, draft.Name, full, draft.EffectiveOn);
    }

    private static void Recode(DivisionBook book, Division division, ChangeDraft draft)
    {
        var number = CodeNumber(nameof(ChangeDraft.NewCode), draft.NewCode);
        if (draft.NewCode == division.Code)
        {
            throw ChangeRefusals.NothingChanges(nameof(ChangeDraft.NewCode), "新代码与现代码相同。");
        }

        CheckFree(book, nameof(ChangeDraft.NewCode), draft.NewCode, draft.EffectiveOn, division.Id);
        if (LevelOf(number).Width != division.Hi - division.Lo)
        {
            throw ChangeRefusals.WrongCode(nameof(ChangeDraft.NewCode), $"代码 {draft.NewCode} 的级别与“{division.FullName}”不符。");
        }

        if (book.Find(division.ParentId) is { Id: > 0 } parent)
        {
            CheckPrefix(nameof(ChangeDraft.NewCode), draft.NewCode, parent, division.Hi - division.Lo);
        }

        book.Keep(division, draft.EffectiveOn);
        book.Recode(division, draft.NewCode);
        if (draft.Name.Length > 0 && draft.Name != division.Name)
        {
            Rename(book, division, draft);
        }
    }

    // Scopes are intervals of numbers: under another county a township goes on under a new number, and the old one names it as its successor.
    private static void Move(DivisionBook book, Division division, ChangeDraft draft, DivisionChange change)
    {
        if (!division.IsSite || division.Lo != division.Hi)
        {
            throw ChangeRefusals.HasParts("只有乡镇（街道）和村（社区）可以整体划转；县以上调整请逐个划转其下的乡镇，再撤销或并入。");
        }

        var parent = ParentOf(book, draft, DivisionLevels.County);
        if (parent.Id == division.ParentId)
        {
            throw ChangeRefusals.WrongParent($"“{division.FullName}”本来就在“{parent.FullName}”之下。");
        }

        var number = CodeNumber(nameof(ChangeDraft.NewCode), draft.NewCode);
        CheckFree(book, nameof(ChangeDraft.NewCode), draft.NewCode, draft.EffectiveOn, -1);
        CheckPrefix(nameof(ChangeDraft.NewCode), draft.NewCode, parent, 0);
        CheckLasted(division, draft);
        var next = AddNumbered(book, number, draft.NewCode, draft.Name.Length > 0 ? draft.Name : division.Name, DivisionLevels.Township, 0, parent, draft.EffectiveOn);
        book.Result.SwitchCopies.Add((division.Id, next.Id));
        Close(book, division, [(next, 0)], draft.EffectiveOn, change, hasHeir: true);
    }

    private static void Reopen(DivisionBook book, Division division, ChangeDraft draft)
    {
        if (book.Find(division.ParentId) is { ClosedOn: { } on, Id: > 0 } parent)
        {
            throw ChangeRefusals.Closed(parent.FullName, on);
        }

        book.Keep(division, draft.EffectiveOn);
        division.ClosedOn = null;
        book.Heirs.Reopen(division.Id);
        book.Result.ScopesChanged = true;
    }

    private static void End(DivisionBook book, Division division, ChangeDraft draft, DivisionChange change)
    {
        var successors = SuccessorsOf(book, division, draft);
        if (book.LivingBelow(division).FirstOrDefault() is { } part)
        {
            throw ChangeRefusals.HasParts($"“{division.FullName}”下还有“{part.Name}”等单位，请先划转、并入或撤销它们。");
        }

        if (successors.Count == 0 && book.LivingVillages(division).FirstOrDefault() is { } village)
        {
            throw ChangeRefusals.HasParts($"“{division.FullName}”下还有“{village.Name}”等村（社区），请写明继承单位，或先划转这些村。");
        }

        CheckLasted(division, draft);
        var hasHeir = successors.Count > 0;
        if (!hasHeir)
        {
            successors = [(book.Find(division.ParentId) ?? throw ChangeRefusals.WrongParent("没有上级区划，不能撤销。"), 0)];
        }

        Close(book, division, successors, draft.EffectiveOn, change, hasHeir);
    }

    private static void Close(
        DivisionBook book, Division division, IReadOnlyList<(Division Unit, int Share)> successors, DateOnly on, DivisionChange change, bool hasHeir)
    {
        var main = successors[0].Unit;
        book.Keep(division, on);
        division.ClosedOn = on;
        book.Result.Successors.AddRange(successors.Select(s => new DivisionSuccessor
        {
            ChangeId = change.Id,
            DivisionId = division.Id,
            SuccessorId = s.Unit.Id,
            Share = s.Share,
            IsMain = s.Unit == main,
        }));
        book.Heirs.Close(division.Id, [.. successors.Select(s => (s.Unit.Id, s.Unit == main))]);
        book.Result.ScopesChanged = true;
        if (hasHeir)
        {
            foreach (var village in book.LivingVillages(division).ToList())
            {
                book.Keep(village, on);
                village.SiteId = main.Id;
            }

            book.Result.AccountMoves.Add((division.Id, main.Id));
        }
    }

    private static IReadOnlyList<(Division Unit, int Share)> SuccessorsOf(DivisionBook book, Division division, ChangeDraft draft)
    {
        var named = SuccessorDraft.List(draft.Successors);
        SuccessorRules.Check(draft.Kind, division.FullName, named);
        var found = named.Select(s => (Unit: book.FindDivision(s.Code) ?? throw ChangeRefusals.WrongSuccessor($"没有代码为 {s.Code} 的继承单位，请核对。"), s.Share)).ToList();
        foreach (var (unit, _) in found)
        {
            if (unit == division)
            {
                throw ChangeRefusals.WrongSuccessor("一个单位不能并入自己，请另选继承单位。");
            }

            if (unit.ClosedOn is not null || unit.OpenedOn > draft.EffectiveOn)
            {
                throw ChangeRefusals.WrongSuccessor($"“{unit.FullName}”在那一天不存在或已撤销，不能作继承单位。");
            }

            if (unit.IsSite != division.IsSite || (!unit.IsSite && unit.Hi - unit.Lo != division.Hi - division.Lo))
            {
                throw ChangeRefusals.WrongSuccessor($"“{unit.FullName}”与“{division.FullName}”级别不同，不能作继承单位。");
            }
        }

        return found;
    }

    private static Division ParentOf(DivisionBook book, ChangeDraft draft, DivisionLevels level)
    {
        var parent = book.FindDivision(draft.ParentCode) ?? throw ChangeRefusals.WrongParent("没有这个上级区划，请选择上级。");
        return parent.ClosedOn is null && parent.OpenedOn <= draft.EffectiveOn && parent.Levels.HasFlag(level)
            ? parent
            : throw ChangeRefusals.WrongParent($"“{parent.FullName}”不能作它的上级：级别不符，或那一天不存在。");
    }

    private static (DivisionLevels Level, int Width, DivisionLevels Above) LevelOf(int code) =>
        code % 10_000_000 == 0 ? (DivisionLevels.Province, 9_999_999, DivisionLevels.Nation)
        : code % 100_000 == 0 ? (DivisionLevels.City, 99_999, DivisionLevels.Province)
        : code % 1000 == 0 ? (DivisionLevels.County, 999, DivisionLevels.City)
        : (DivisionLevels.Township, 0, DivisionLevels.County);

    private static int CodeNumber(string field, string code) =>
        code.Length == 9 && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 110_000_000
            ? number
            : throw ChangeRefusals.WrongCode(field, $"代码“{code}”不对，区划代码应为 9 位数字。");

    private static void CheckFree(DivisionBook book, string field, string code, DateOnly on, int divisionId)
    {
        if (book.UserOf(code, on, divisionId, Guid.Empty) is { } user)
        {
            throw ChangeRefusals.CodeTaken(field, code, user);
        }
    }

    private static void CheckPrefix(string field, string code, Division parent, int width)
    {
        var length = width == 0 ? 6 : width == 999 ? 4 : width == 99_999 ? 2 : 0;
        if (!code.AsSpan(0, length).SequenceEqual(parent.Code.AsSpan(0, length)))
        {
            throw ChangeRefusals.WrongCode(field, $"代码 {code} 不在“{parent.FullName}”（{parent.Code}）之下，前 {length} 位应为 {parent.Code[..length]}。");
        }
    }

    private static void CheckLasted(Division division, ChangeDraft draft)
    {
        if (draft.EffectiveOn <= division.OpenedOn)
        {
            throw ChangeRefusals.LaterChange(division.FullName, division.OpenedOn);
        }
    }
}
