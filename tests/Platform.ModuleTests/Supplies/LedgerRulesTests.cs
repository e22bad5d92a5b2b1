using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Supplies.Domain;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>Whatever is entered in whatever order: no balance of any day is below zero, and what was counted stays.</summary>
public sealed class LedgerRulesTests
{
    private const int Days = 12;
    private static readonly DateOnly First = new(2026, 11, 12);

    // An entry of a quantity on a day, or (no quantity) a count of that day.
    private static readonly Gen<(int Day, long? Quantity)[]> Acts =
        Gen.Select(Gen.Int[0, Days - 1], Gen.Long[-40, 60], Gen.Int[0, 9]).Select((day, quantity, kind) => (day, kind == 0 ? (long?)null : quantity)).Array[1, 60];

    [Fact]
    public void No_day_is_ever_below_zero_and_what_was_counted_stays() => Acts.Sample(acts =>
    {
        var book = new List<(DateOnly Day, long Quantity)>();
        var counts = new HashSet<DateOnly>();
        foreach (var (index, quantity) in acts)
        {
            var day = First.AddDays(index);
            if (quantity is not { } units)
            {
                counts.Add(day);
                continue;
            }

            var before = Enumerable.Range(0, Days).Select(d => At(book, First.AddDays(d))).ToList();
            var countedOn = counts.Where(c => c > day).Select(c => (DateOnly?)c).Min();
            try
            {
                var entered = LedgerRules.Enter(At(book, First.AddDays(Days)), day, units, Later(book, day), countedOn, "样品");
                book.AddRange(entered.Select(e => (e.Day, e.Quantity)));
                Assert.Equal(before[index] + units, At(book, day));
                foreach (var counted in counts.Where(c => c > day))
                {
                    Assert.Equal(before[counted.DayNumber - First.DayNumber], At(book, counted));
                }
            }
            catch (RefusalException refusal)
            {
                // Refused for a reason: with the line, a day up to the count would be below zero, or nothing was to be entered.
                var last = countedOn is { } until ? until.DayNumber - First.DayNumber : Days;
                Assert.True(
                    units == 0 || Enumerable.Range(index, last - index).Any(d => (d < Days ? before[d] : before[^1]) + units < 0), $"{refusal.Code} without need");
            }

            Assert.All(Enumerable.Range(0, Days), d => Assert.True(At(book, First.AddDays(d)) >= 0));
        }
    });

    [Fact]
    public void An_entry_below_a_later_count_leaves_every_balance_from_the_count_on() =>
        Gen.Select(Gen.Long[1, 1000], Gen.Long[-500, 500], Gen.Int[1, Days - 2]).Sample((stock, quantity, gap) =>
        {
            var counted = First.AddDays(gap);
            List<(DateOnly Day, long Quantity)> book = [(First, stock), (counted, 0)];
            if (quantity == 0 || stock + quantity < 0)
            {
                return;
            }

            book.AddRange(LedgerRules.Enter(stock, First, quantity, Later(book, First), counted, "样品").Select(e => (e.Day, e.Quantity)));
            Assert.Equal(stock + quantity, At(book, First));
            Assert.Equal(stock, At(book, counted));
            Assert.Equal(stock, At(book, First.AddDays(Days)));
        });

    [Fact]
    public void Too_large_a_number_is_refused_before_anything_overflows()
    {
        Assert.Equal("NUMBER_TOO_LARGE", Code(() => LedgerRules.Enter(0, First, long.MaxValue, [], null, "样品")));
        Assert.Equal("NUMBER_TOO_LARGE", Code(() => LedgerRules.Enter(LedgerRules.Most, First, 1, [], null, "样品")));
        Assert.Equal("INSUFFICIENT_STOCK", Code(() => LedgerRules.Enter(3, First, -4, [], null, "样品")));
        var refusal = Assert.Throws<RefusalException>(() => LedgerRules.Enter(1, First, -3, [(First.AddDays(1), -4L), (First.AddDays(2), 1L)], null, "样品"));
        Assert.Equal("NEGATIVE_LATER_BALANCE", refusal.Code);
        Assert.Contains("2026-11-13 的结存将为 -3", refusal.Detail, StringComparison.Ordinal);
    }

    private static string Code(Action action) => Assert.Throws<RefusalException>(action).Code;

    private static long At(List<(DateOnly Day, long Quantity)> book, DateOnly day) => book.Where(e => e.Day <= day).Sum(e => e.Quantity);

    private static List<(DateOnly Day, long Sum)> Later(List<(DateOnly Day, long Quantity)> book, DateOnly day) =>
        [.. book.Where(e => e.Day > day).GroupBy(e => e.Day).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(e => e.Quantity)))];
}
