using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Leave;
using Platform.StaffAttendance.Features.Rosters;
using Platform.StaffAttendance.Features.Swaps;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>A roster is drawn up, published, and changed by its people (P4-ATTENDANCE-01). Today is 2026-11-23.</summary>
public sealed class RosterTests
{
    private static readonly YearMonth Month = new(2026, 11);
    private static readonly DateOnly Later = new(2026, 11, 27);

    [Theory, DatabaseData]
    public async Task A_roster_is_drawn_up_published_and_then_changed_with_a_reason_only(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        Assert.Equal("NO_SHIFTS", await Code(() => office.AsClerk(new DraftRoster(Office.Site, Month))));
        await AddNightAsync(office);
        Assert.Equal(30, await office.AsClerk(new DraftRoster(Office.Site, Month)));
        var sheet = await office.AsClerk(new GetRoster(Office.Site, Month));
        Assert.Equal(RosterState.Draft, sheet.State);
        Assert.Equal([10, 10, 10], sheet.Totals.Select(t => t.Count));

        // A draft is drawn up again and changed without ado.
        await office.AsClerk(new DraftRoster(Office.Site, Month));
        sheet = await office.AsClerk(new GetRoster(Office.Site, Month));
        var turn = sheet.Days[26].Turns[0];
        var other = office.People.First(p => p != turn.StaffId);
        Assert.Equal("DOUBLE_SHIFT", await Code(() => office.AsClerk(new AddShift(Office.Site, Month, Later, turn.TemplateId, turn.StaffId))));
        Assert.Equal("OUTSIDE_MONTH", await Code(() => office.AsClerk(new AddShift(Office.Site, Month, new DateOnly(2026, 12, 1), turn.TemplateId, other))));
        await office.AsClerk(new AssignShift(turn.ShiftId, other, null, turn.Version));
        Assert.Equal("CHANGED_MEANWHILE", await Code(() => office.AsClerk(new AssignShift(turn.ShiftId, turn.StaffId, null, turn.Version))));

        await office.AsDirector(new PublishRoster(Office.Site, Month));
        Assert.Equal("ROSTER_PUBLISHED", await Code(() => office.AsClerk(new DraftRoster(Office.Site, Month))));
        Assert.Equal("REASON_REQUIRED", await Code(() => office.AsClerk(new AssignShift(turn.ShiftId, turn.StaffId))));
        Assert.Equal("REASON_REQUIRED", await Code(() => office.AsClerk(new RemoveShift(turn.ShiftId))));
        await office.AsClerk(new AssignShift(turn.ShiftId, turn.StaffId, "下村未归"));
        sheet = await office.AsDirector(new GetRoster(Office.Site, Month));
        Assert.Equal((RosterState.Published, "主任"), (sheet.State, sheet.PublishedByName));
        Assert.Equal("改派：下村未归", sheet.Days[26].Turns[0].ChangeNote);
        Assert.Equal("MONTH_OVER", await Code(() => office.AsClerk(new DraftRoster(Office.Site, new YearMonth(2026, 10)))));
    }

    [Theory, DatabaseData]
    public async Task A_colleague_who_agrees_takes_the_shift_and_the_director_takes_note(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        var (mine, theirs) = await PublishedAsync(office);
        Assert.Equal("NOT_YOURS", await Code(() => office.AsClerk(new AskSwap(mine.ShiftId, theirs.StaffId, "有事"), theirs.StaffId)));
        Assert.Equal("VALIDATION", await Code(() => office.AsClerk(new AskSwap(mine.ShiftId, theirs.StaffId, ""), mine.StaffId)));
        var swap = await office.AsClerk(new AskSwap(mine.ShiftId, theirs.StaffId, "家中有事", theirs.ShiftId), mine.StaffId);
        Assert.Equal("ALREADY_ASKED", await Code(() => office.AsClerk(new AskSwap(mine.ShiftId, theirs.StaffId, "有事"), mine.StaffId)));
        Assert.Equal("NOT_ASKED_OF_YOU", await Code(() => office.AsDirector(new AnswerSwap(swap, true), mine.StaffId)));
        Assert.Equal("NOT_ACCEPTED", await Code(() => office.AsDirector(new NoteSwap(swap))));
        await office.AsClerk(new AnswerSwap(swap, true), theirs.StaffId);
        Assert.Equal("ALREADY_ANSWERED", await Code(() => office.AsClerk(new AnswerSwap(swap, false, "不行"), theirs.StaffId)));

        var turns = (await office.AsDirector(new GetRoster(Office.Site, Month))).Days.SelectMany(d => d.Turns).ToDictionary(t => t.ShiftId);
        Assert.Equal((theirs.StaffId, mine.StaffId), (turns[mine.ShiftId].StaffId, turns[theirs.ShiftId].StaffId));
        Assert.EndsWith("调班", turns[mine.ShiftId].ChangeNote, StringComparison.Ordinal);
        Assert.Single((await office.AsDirector(new ListSwaps(new PageRequest(), Office.Site, Unseen: true))).Items);
        await office.AsDirector(new NoteSwap(swap));
        Assert.Empty((await office.AsDirector(new ListSwaps(new PageRequest(), Office.Site, Unseen: true))).Items);
        Assert.Equal("主任", Assert.Single((await office.AsDirector(new ListSwaps(new PageRequest(), Office.Site))).Items).SeenByName);
    }

    [Fact]
    public async Task A_change_of_the_roster_overtakes_what_nobody_has_answered()
    {
        await using var office = await Office.OpenAsync();
        var (mine, theirs) = await PublishedAsync(office);
        var third = office.People.First(p => p != mine.StaffId && p != theirs.StaffId);
        var swap = await office.AsClerk(new AskSwap(mine.ShiftId, theirs.StaffId, "家中有事"), mine.StaffId);
        await office.AsClerk(new AssignShift(mine.ShiftId, third, "临时安排"));
        Assert.Equal("ALREADY_ANSWERED", await Code(() => office.AsClerk(new AnswerSwap(swap, true), theirs.StaffId)));
        var row = Assert.Single((await office.AsClerk(new ListSwaps(new PageRequest(), Office.Site, Mine: true), mine.StaffId)).Items);
        Assert.Equal((SwapState.Withdrawn, "该班已经改派"), (row.State, row.Answer));

        // Of the past nothing is swapped, and a roster that is taken back allows none.
        var past = (await office.AsClerk(new GetRoster(Office.Site, Month))).Days[2].Turns[0];
        Assert.Equal("SHIFT_OVER", await Code(() => office.AsClerk(new AskSwap(past.ShiftId, office.People.First(p => p != past.StaffId), "有事"), past.StaffId)));
        await office.AsDirector(new WithdrawRoster(Office.Site, Month, "人员有变动"));
        Assert.Equal("ROSTER_NOT_PUBLISHED", await Code(() => office.AsClerk(new AskSwap(theirs.ShiftId, third, "有事"), theirs.StaffId)));
    }

    [Theory, DatabaseData]
    public async Task Personal_leave_on_a_duty_day_needs_a_swap_and_other_leave_leaves_the_shift_open(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        var (mine, theirs) = await PublishedAsync(office);
        var personal = new AskLeave(Office.Site, LeaveKind.Personal, Later, DayHalf.Morning, Later, DayHalf.Morning, "家中有事");
        Assert.Equal("SWAP_REQUIRED", await Code(() => office.AsClerk(personal, mine.StaffId)));
        var preview = await office.AsClerk(new PreviewLeave(Office.Site, LeaveKind.Personal, Later, DayHalf.Morning, Later, DayHalf.Morning), mine.StaffId);
        Assert.Equal((true, "2026-11-27 夜班"), (preview.NeedsSwap, Assert.Single(preview.Shifts)));

        await office.AsClerk(personal with { Kind = LeaveKind.Sick, Reason = "发烧" }, mine.StaffId);
        Assert.Equal(mine.ShiftId, Assert.Single(await office.AsDirector(new ListOpenShifts(Office.Site))).ShiftId);
        Assert.True((await office.AsDirector(new GetRoster(Office.Site, Month))).Days[26].Turns[0].OnLeave);
        await office.AsClerk(new AssignShift(mine.ShiftId, theirs.StaffId, "补班"));
        Assert.Empty(await office.AsDirector(new ListOpenShifts(Office.Site)));
    }

    private static async Task<(RosterTurn Mine, RosterTurn Theirs)> PublishedAsync(Office office)
    {
        await AddNightAsync(office);
        await office.AsClerk(new DraftRoster(Office.Site, Month));
        await office.AsDirector(new PublishRoster(Office.Site, Month));
        var days = (await office.AsClerk(new GetRoster(Office.Site, Month))).Days;
        var mine = days[26].Turns[0];
        return (mine, days.Skip(24).SelectMany(d => d.Turns).First(t => t.StaffId != mine.StaffId));
    }

    private static Task<Guid> AddNightAsync(Office office) =>
        office.AsClerk(new SaveShiftTemplate(Office.Site, null, "夜班", new TimeOnly(17, 30), new TimeOnly(8, 0), 1, ShiftDays.All, Active: true));

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
