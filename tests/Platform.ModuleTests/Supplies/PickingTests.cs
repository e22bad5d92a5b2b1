using CsCheck;
using Platform.Supplies.Domain;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>What leaves the store, and what stays and why.</summary>
public sealed class PickingTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void First_produced_leaves_first_and_unknown_dates_last()
    {
        PickCandidate[] batches =
        [
            Batch("无日期", null, null, 10), Batch("新", new(2026, 5, 1), new(2031, 5, 1), 10), Batch("旧", new(2025, 5, 1), new(2030, 5, 1), 10),
            Batch("过期", new(2020, 1, 1), new(2026, 11, 22), 10), Batch("将过期", new(2021, 1, 1), new(2026, 12, 22), 10), Batch("停用", new(2024, 1, 1), new(2031, 1, 1), 10) with { OnHold = true },
        ];
        var plan = PickingRules.Plan(25, batches, PickingOrder.FirstProduced, 30, 1, Today);
        Assert.Equal([("旧", 10L), ("新", 10L), ("无日期", 5L)], plan.Picks.Select(p => (p.Number, p.Quantity)));
        Assert.Equal([("过期", SkipReason.Expired), ("将过期", SkipReason.MinDaysLeft), ("停用", SkipReason.OnHold)], plan.Skipped.Select(s => (s.Number, s.Reason)));
        Assert.Equal(0, plan.Missing);
        Assert.Equal(7, PickingRules.Plan(37, batches, PickingOrder.FirstProduced, 30, 1, Today).Missing);
        Assert.Equal("将过期", PickingRules.Plan(1, batches, PickingOrder.FirstExpired, 29, 1, Today).Picks[0].Number);
        Assert.Equal("新", PickingRules.Plan(1, batches.Select(b => b with { FirstIn = b.Number == "新" ? Today.AddDays(-9) : Today }), PickingOrder.FirstIn, 30, 1, Today).Picks[0].Number);
    }

    [Fact]
    public void What_is_picked_skipped_and_missing_adds_up() =>
        Gen.Select(Gen.Long[0, 500], Gen.Select(Gen.Int[-20, 200], Gen.Long[0, 90], Gen.Bool).Array[0, 8], Gen.Int[1, 12]).Sample((wanted, stock, pack) =>
        {
            var batches = stock.Select((s, i) => Batch($"{i}", Today.AddDays(-i), Today.AddDays(s.Item1), s.Item2) with { OnHold = s.Item3 }).ToList();
            var plan = PickingRules.Plan(wanted, batches, PickingOrder.FirstExpired, 30, pack, Today);
            Assert.Equal(wanted, plan.Picks.Sum(p => p.Quantity) + plan.Missing);
            Assert.All(plan.Picks, p =>
            {
                var batch = batches.Single(b => b.Number == p.Number);
                Assert.True(p.Quantity <= batch.Available && p.Quantity % pack == 0 && PickingRules.Why(batch, 30, Today) is null);
            });
            // Nothing fit for use is left behind while something is missing, but what is no whole pack.
            var taken = plan.Picks.ToDictionary(p => p.Number, p => p.Quantity);
            Assert.True(plan.Missing == 0 || batches.Where(b => PickingRules.Why(b, 30, Today) is null).All(b => Math.Min(b.Available - taken.GetValueOrDefault(b.Number), plan.Missing) < pack));
        });

    [Theory]
    [InlineData("(01)06901234567892(17)281231(10)A12-3", "06901234567892", "A12-3", "2028-12-31", null)]
    [InlineData("]C1010690123456789210B7\u001d17290200", "06901234567892", "B7", "2029-02-28", null)]
    [InlineData("0106901234567892112311301729113010X9\u001d2100017", "06901234567892", "X9", "2029-11-30", "2023-11-30")]
    public void A_scanned_pack_says_what_it_is(string code, string gtin, string batch, string expires, string? produced)
    {
        var read = Gs1.Parse(code, Today, out var fault);
        Assert.Equal("", fault);
        Assert.Equal((gtin, batch, DateOnly.Parse(expires, System.Globalization.CultureInfo.InvariantCulture)), (read!.Gtin, read.Batch, read.ExpiresOn));
        Assert.Equal(produced is null ? null : DateOnly.Parse(produced, System.Globalization.CultureInfo.InvariantCulture), read.ProducedOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("你好")]
    [InlineData("(01)06901234567893")]
    [InlineData("(17)281331(10)A")]
    [InlineData("(99)123")]
    [InlineData("(01)069012")]
    public void What_is_no_such_code_is_said_in_words(string code)
    {
        Assert.Null(Gs1.Parse(code, Today, out var fault));
        Assert.NotEqual("", fault);
    }

    [Fact]
    public void No_text_breaks_the_reader() => Gen.String.Sample(text => Assert.True(Gs1.Parse(text, Today, out var fault) is null == fault.Length > 0));

    [Fact]
    public void Packs_show_the_same_quantity()
    {
        (string, int)[] packs = [("盒", 10), ("箱", 1000)];
        Assert.Equal("1250 只（1 箱 25 盒）", PackText.Of(1250, "只", packs));
        Assert.Equal("7 只", PackText.Of(7, "只", packs));
        Assert.Equal("-13 只（−1 盒 3 只）", PackText.Of(-13, "只", packs));
    }

    private static PickCandidate Batch(string number, DateOnly? produced, DateOnly? expires, long available) =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), number, produced, expires, Today.AddDays(-5), false, available);
}
