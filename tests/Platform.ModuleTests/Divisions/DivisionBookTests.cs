using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.History;
using Xunit;

namespace Platform.ModuleTests.Divisions;

/// <summary>What changes of divisions may do, and what stays true whatever is done.</summary>
public sealed class DivisionBookTests
{
    [Fact]
    public void A_renamed_county_reaches_the_full_names_below_and_the_days_before_keep_theirs()
    {
        var land = new Land();
        land.Apply(ChangeKind.Renamed, Land.FirstCounty, 10, "新县");
        Assert.Equal("341800000/新县", land.On(10).Single(d => d.Id == 341_881_000).FullName);
        Assert.Equal("341800000/县1", land.On(9).Single(d => d.Id == 341_881_000).FullName);
    }

    [Fact]
    public void A_recode_keeps_the_number_and_both_codes_are_found_on_their_days()
    {
        var land = new Land();
        land.Apply(ChangeKind.Recoded, "341881101", 10, newCode: "341881201");
        Assert.Equal("341881101", land.On(9).Single(d => d.Id == 341_881_101).Code);
        Assert.Equal("341881201", land.On(10).Single(d => d.Id == 341_881_101).Code);

        // The old code may go to a new township, which then needs another number.
        var added = land.Apply(ChangeKind.Added, "341881101", 10, "又一镇", parent: Land.FirstCounty);
        Assert.NotEqual(341_881_101, added.DivisionId);
        Assert.InRange(added.DivisionId, 341_881_001, 341_881_999);
    }

    [Fact]
    public void A_merged_township_hands_over_villages_and_accounts_and_its_heir_follows_later_mergers()
    {
        var land = new Land();
        land.Apply(ChangeKind.Merged, "341881101", 10, successors: "341881102");
        Assert.Equal(4, land.Villages.Count(v => v.SiteId == 341_881_102));
        Assert.Equal((341_881_101, 341_881_102), land.Book.Result.AccountMoves.Single());
        land.Apply(ChangeKind.Merged, "341881102", 20, successors: "341882101");
        Assert.Equal([(341_881_101, 341_882_101), (341_881_102, 341_882_101)], land.Book.Heirs.All.Select(h => (h.ClosedId, h.HeirId)).Order());
        Assert.Equal(6, land.Villages.Count(v => v.SiteId == 341_882_101));
    }

    [Fact]
    public void A_township_that_moves_to_another_county_goes_on_under_a_number_there()
    {
        var land = new Land();
        land.Apply(ChangeKind.Moved, "341881101", 10, newCode: "341882110", parent: Land.SecondCounty);
        var moved = Assert.Single(land.Book.Result.Divisions);
        Assert.Equal((341_882_110, 341_882_000, "镇1101"), (moved.Id, moved.ParentId, moved.Name));
        Assert.Equal(2, land.Villages.Count(v => v.SiteId == moved.Id));
        Assert.Equal((341_881_101, moved.Id), land.Book.Result.SwitchCopies.Single());
        Assert.False(land.On(10).Single(d => d.Id == 341_881_101).Exists);
        Assert.True(land.On(9).Single(d => d.Id == 341_881_101).Exists);
        Assert.False(land.On(9).Single(d => d.Id == moved.Id).Exists);
    }

    [Fact]
    public void Shares_of_a_split_add_up_and_the_first_named_is_the_main_heir()
    {
        var land = new Land();
        Refused("WRONG_SUCCESSOR", () => land.Apply(ChangeKind.Split, "341881101", 10, successors: "341881102"));
        Refused("WRONG_SUCCESSOR", () => land.Apply(ChangeKind.Split, "341881101", 10, successors: "341881102:60;341881103:30"));
        land.Apply(ChangeKind.Split, "341881101", 10, successors: "341881102:60;341881103:40");
        Assert.Equal(341_881_102, land.Book.Heirs.All.Single(h => h.IsMain).HeirId);
        Assert.Equal(2, land.Book.Heirs.All.Count);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var land = new Land();
        Refused("WRONG_SUCCESSOR", () => land.Apply(ChangeKind.Merged, "341881101", 10, successors: "341881101"));
        Refused("WRONG_SUCCESSOR", () => land.Apply(ChangeKind.Merged, "341881101", 10, successors: Land.SecondCounty));
        Refused("HAS_PARTS", () => land.Apply(ChangeKind.Merged, Land.FirstCounty, 10, successors: Land.SecondCounty));
        Refused("HAS_PARTS", () => land.Apply(ChangeKind.Closed, "341881101", 10));
        Refused("CODE_TAKEN", () => land.Apply(ChangeKind.Recoded, "341881101", 10, newCode: "341881102"));
        Refused("WRONG_CODE", () => land.Apply(ChangeKind.Recoded, "341881101", 10, newCode: "341882109"));
        Refused("NOT_CLOSED", () => land.Apply(ChangeKind.Reopened, "341881101", 10));
        land.Apply(ChangeKind.Merged, "341881101", 10, successors: "341881102");

        // A circle: the one it went into cannot go into it.
        Refused("WRONG_SUCCESSOR", () => land.Apply(ChangeKind.Merged, "341881102", 20, successors: "341881101"));
        Refused("UNIT_CLOSED", () => land.Apply(ChangeKind.Renamed, "341881101", 20, "新名"));
        Refused("CODE_TAKEN", () => land.Apply(ChangeKind.Added, "341881101", 20, "又一镇", parent: Land.FirstCounty));
        Refused("LATER_CHANGE", () => land.Apply(ChangeKind.Reopened, "341881101", 5));
        land.Apply(ChangeKind.Reopened, "341881101", 20);
        Assert.Empty(land.Book.Heirs.All);
        Assert.True(land.On(20).Single(d => d.Id == 341_881_101).Exists);
        Assert.False(land.On(15).Single(d => d.Id == 341_881_101).Exists);
        Assert.True(land.On(9).Single(d => d.Id == 341_881_101).Exists);
    }

    [Fact]
    public void A_village_is_not_reopened_below_a_township_that_is_gone()
    {
        var land = new Land();
        land.Apply(ChangeKind.Merged, "341881101201", 5, successors: "341881101202");
        land.Apply(ChangeKind.Merged, "341881101", 10, successors: "341881102");
        Refused("UNIT_CLOSED", () => land.Apply(ChangeKind.Reopened, "341881101201", 20));
        land.Apply(ChangeKind.Reopened, "341881101", 20);
        land.Apply(ChangeKind.Reopened, "341881101201", 20);
        Assert.Null(land.AllVillages.Single(v => v.Code == "341881101201").ClosedOn);
    }

    private static readonly string[] Codes =
    [
        .. from county in new[] { 341_881, 341_882 } from number in Enumerable.Range(101, 5) select $"{county}{number}",
    ];

    private static readonly string[] VillageCodes = [.. from code in Codes from number in new[] { 201, 202, 203 } select $"{code}{number}"];

    private static readonly Gen<Step> AnyStep =
        from kind in Gen.Enum<ChangeKind>()
        from village in Gen.Bool
        from unit in Gen.Int[0, 29]
        from other in Gen.Int[0, 29]
        from third in Gen.Int[0, 29]
        from day in Gen.Int[1, 40]
        select new Step(kind, village, unit, other, third, day);

    [Fact]
    public void Whatever_is_done_a_code_names_one_unit_a_day_and_every_closed_one_has_a_living_heir() =>
        AnyStep.Array[1, 40].Sample(steps =>
        {
            var land = new Land();
            var (done, day) = (0, 0);
            foreach (var step in steps)
            {
                // Mostly forward in time, sometimes on the same day, sometimes back.
                day = step.Day > 35 ? Math.Max(1, day - 3) : day + (step.Day % 3);
                done += Try(land, step, Math.Max(1, day)) ? 1 : 0;
            }

            for (var on = 0; on <= day + 2; on++)
            {
                var codes = land.On(on).Where(d => d.Exists).Select(d => d.Code).ToList();
                Assert.Equal(codes.Count, codes.Distinct().Count());
            }

            var living = land.All.Where(d => d.ClosedOn is null).Select(d => d.Id).ToHashSet();
            foreach (var closed in land.All.Where(d => d.ClosedOn is not null))
            {
                var heirs = land.Book.Heirs.All.Where(h => h.ClosedId == closed.Id).ToList();
                Assert.NotEmpty(heirs);
                Assert.All(heirs, h => Assert.Contains(h.HeirId, living));
                Assert.Single(heirs, h => h.IsMain);
            }

            Assert.DoesNotContain(land.Book.Heirs.All, h => living.Contains(h.ClosedId));
            Assert.All(land.AllVillages.Where(v => v.ClosedOn is null), v => Assert.Contains(v.SiteId, living));
            Assert.All(land.All.Where(d => d.ClosedOn is null), d => Assert.Contains(d.ParentId, living));
            Assert.Equal(land.Versions.Count(), land.Versions.DistinctBy(v => (v.DivisionId, v.VillageId, v.Until)).Count());
        });

    private static bool Try(Land land, Step step, int day)
    {
        var codes = step.Village ? VillageCodes : Codes;
        string Code(int number) => codes[number % codes.Length];
        try
        {
            land.Apply(
                step.Kind, Code(step.Unit), day, step.Kind is ChangeKind.Added or ChangeKind.Renamed ? $"名{step.Other}" : "",
                step.Kind is ChangeKind.Recoded or ChangeKind.Moved ? Code(step.Other) : "",
                step.Village ? Codes[step.Third % Codes.Length] : step.Third % 2 == 0 ? Land.FirstCounty : Land.SecondCounty,
                step.Kind switch
                {
                    ChangeKind.Merged => Code(step.Other),
                    ChangeKind.Split => $"{Code(step.Other)};{Code(step.Third)}",
                    ChangeKind.Closed when step.Third % 2 == 0 => Code(step.Other),
                    _ => "",
                });
            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    private static void Refused(string code, Action action) => Assert.Equal(code, Assert.Throws<RefusalException>(action).Code);

    private sealed record Step(ChangeKind Kind, bool Village, int Unit, int Other, int Third, int Day);
}
