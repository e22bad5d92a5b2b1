using Platform.Contracts.Messaging;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Corrections;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Records;
using Platform.StaffAttendance.Features.Settings;
using Platform.StaffAttendance.Features.Sheets;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Clock-ins added and made void, the lock date, and the revision of a confirmed sheet. The clock stands at 2026-11-23.</summary>
public sealed class CorrectionTests
{
    private static readonly DateOnly Thursday = new(2026, 11, 19);

    [Theory, DatabaseData]
    public async Task A_void_clock_in_does_not_come_back_and_its_incident_goes(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        var (file, late) = (new ImportClockIns(Office.Site, [new("002", Thursday, new TimeOnly(9, 0, 5)), new("002", Thursday, new TimeOnly(17, 40))]), new TimeOnly(9, 0, 5));
        await office.AsClerk(file);
        Assert.Single(await office.Incidents());
        await office.AsClerk(Correct(office, Thursday, new TimeOnly(7, 55), CorrectionKind.Added));
        Assert.Empty(await office.Incidents());
        await office.AsClerk(Correct(office, Thursday, late, CorrectionKind.Voided));
        Assert.Equal((0, 2), Counts(await office.AsClerk(file)));

        var day = Assert.Single((await office.AsDirector(new ListClockIns(new PageRequest(), Day: Thursday))).Items);
        Assert.Equal((7 * 3600) + 3300, day.Arrival);
        Assert.Contains("补录 07:55（忘记打卡，经办人 2026-11-23）；作废 09:00:05", day.Corrections, StringComparison.Ordinal);
        Assert.Equal("NO_SUCH_CLOCK_IN", await Code(() => office.AsClerk(Correct(office, Thursday, late, CorrectionKind.Voided))));
        Assert.Equal("ALREADY_THERE", await Code(() => office.AsClerk(Correct(office, Thursday, new TimeOnly(7, 55), CorrectionKind.Added))));

        // Added again by hand it stands.
        await office.AsClerk(Correct(office, Thursday, late, CorrectionKind.Added));
        Assert.Equal([ClockInSource.Correction, ClockInSource.Api, ClockInSource.Correction],
            (await office.AsDirector(new ListCorrections(PageRequest.All("Day")))).Items.OrderBy(c => c.Id).Select(c => c.Source));
    }

    [Fact]
    public async Task Nobody_corrects_the_own_record_nor_the_future()
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal("OWN_CORRECTION", await Code(() => office.AsDirector(Correct(office, Thursday, new TimeOnly(8, 0), CorrectionKind.Added), office.People[1])));
        Assert.Equal("IN_FUTURE", await Code(() => office.AsClerk(Correct(office, new DateOnly(2026, 11, 23), new TimeOnly(23, 59), CorrectionKind.Added))));
        Assert.Equal("VALIDATION", await Code(() => office.AsClerk(new CorrectClockIn(Office.Site, office.People[1], Thursday, new TimeOnly(8, 0), CorrectionKind.Added, ""))));
        Assert.Equal("NOT_FOUND", await Code(() => office.AsClerk(new CorrectClockIn(Office.Site, Platform.Infrastructure.Keys.New(), Thursday, new TimeOnly(8, 0), CorrectionKind.Added, "忘记打卡"))));
    }

    [Fact]
    public async Task After_the_lock_date_only_a_director_corrects_and_it_shows()
    {
        await using var office = await Office.OpenAsync();
        var correction = Correct(office, Office.Thursday, new TimeOnly(8, 0), CorrectionKind.Added);
        Assert.Equal("LOCKED", await Code(() => office.AsClerk(correction)));
        await office.AsDirector(correction);
        var row = Assert.Single((await office.AsClerk(new ListCorrections(new PageRequest(), AfterLock: true))).Items);
        Assert.Equal(("陈建平", "主任", new DateOnly(2026, 11, 23)), (row.Name, row.MadeByName, row.MadeOn));
        var sheet = await office.AsClerk(new GetSheet(Office.Site, Office.October));
        Assert.Equal(1, sheet.Lines.Single(l => l.StaffId == office.People[1]).LateCorrections);

        // A site may lock later.
        await office.AsDirector(new SaveAttendanceSettings(Office.Site, 5, LockDay: 23));
        await office.AsClerk(Correct(office, Office.Thursday, new TimeOnly(17, 30), CorrectionKind.Added));
        Assert.Single((await office.AsClerk(new ListCorrections(new PageRequest(), AfterLock: false))).Items);
    }

    [Theory, DatabaseData]
    public async Task A_confirmed_sheet_stays_and_its_correction_makes_a_new_revision(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await office.AsDirector(new SaveAttendanceSettings(Office.Site, 5, LockDay: 28));
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        Assert.Equal("LOCKED", await Code(() => office.AsClerk(Correct(office, Office.Thursday, new TimeOnly(8, 40), CorrectionKind.Added))));
        await office.AsDirector(Correct(office, Office.Thursday, new TimeOnly(8, 40), CorrectionKind.Added));
        await office.AsDirector(Correct(office, Office.Thursday, new TimeOnly(17, 40), CorrectionKind.Added));

        var signed = await office.AsDirector(new GetSheet(Office.Site, Office.October));
        Assert.Equal((1, 2, true), (signed.Revision, signed.Waiting, signed.InForce));
        Assert.Equal(0, Mine(signed).CompleteDays);
        var next = await office.AsDirector(new GetSheet(Office.Site, Office.October, 2));
        Assert.Equal((1, 2, false, 1), (Mine(next).CompleteDays, Mine(next).LateCorrections, next.IsConfirmed, next.Undecided));

        // What the correction showed is decided first; then the new revision takes the place of the old one, which stays readable.
        Assert.Equal("UNVERIFIED_INCIDENTS", await Code(() => office.AsDirector(new ConfirmSheet(Office.Site, Office.October))));
        await office.AsClerk(new DecideIncident(Assert.Single(await office.Incidents()).Id, true));
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        var now = await office.AsDirector(new GetSheet(Office.Site, Office.October));
        Assert.Equal((2, 0, 1), (now.Revision, now.Waiting, Mine(now).CompleteDays));
        Assert.Equal([SheetState.Superseded, SheetState.Confirmed], now.Revisions.Select(r => r.State));
        Assert.Equal("忘记打卡", now.Revisions[1].Reason);
        var old = await office.AsDirector(new GetSheet(Office.Site, Office.October, 1));
        Assert.Equal((0, 0, false), (Mine(old).CompleteDays, Mine(old).LateCorrections, old.InForce));
        Assert.Equal("NOT_FOUND", await Code(() => office.AsDirector(new GetSheet(Office.Site, Office.October, 3))));

        await office.AsDirector(new WithdrawSheet(Office.Site, Office.October, "少了一人"));
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        Assert.Equal((3, "少了一人"), ((await office.AsDirector(new GetSheet(Office.Site, Office.October))).Revision,
            (await office.AsDirector(new GetSheet(Office.Site, Office.October))).Revisions[2].Reason));
        Assert.Equal(3, (await office.AsDirector(new GetSheet(Office.Site, Office.October, 2))).Lines.Count);

        SheetLine Mine(Sheet sheet) => sheet.Lines.Single(l => l.StaffId == office.People[1]);
    }

    private static CorrectClockIn Correct(Office office, DateOnly day, TimeOnly time, CorrectionKind kind) => new(Office.Site, office.People[1], day, time, kind, "忘记打卡");

    private static (int, int) Counts(ClockInImportResult result) => (result.Added, result.Repeated);

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
