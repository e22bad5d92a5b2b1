using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Supplies.Domain;
using Xunit;

namespace Platform.ModuleTests.Supplies;

/// <summary>Goods move before, while and after they are counted, and papers come late: the balance ends as what was counted and what moved since (P3-STREETSUPPLY-10a).</summary>
public sealed class CountRulesTests
{
    private const int Days = 10;
    private static readonly DateOnly First = new(2026, 11, 12);

    private enum Act { NextDay, Move, LatePaper, Count, Sign }

    private static readonly Gen<(Act Act, int Back, long Quantity)[]> Acts =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[1, 4], Gen.Long[-30, 50]).Select((act, back, quantity) => (act, back, quantity)).Array[1, 60];

    [Fact]
    public void Whatever_moves_meanwhile_the_balance_ends_as_counted_and_moved_since() => Acts.Sample(acts =>
    {
        // Sequence, day, quantity, compensates: one page of the book. The goods are what the counting finds, plus or minus what moves.
        var book = new List<(long Sequence, DateOnly Day, long Quantity, bool Compensates)> { (1, First, 100, false) };
        var today = First;
        var goods = 100L;
        var (counted, marks) = (default((long Counted, long Book, long Sequence, DateOnly Day)?), new SortedDictionary<DateOnly, long>());
        foreach (var (act, back, quantity) in acts)
        {
            switch (act)
            {
                case Act.NextDay when today < First.AddDays(Days):
                    today = today.AddDays(1);
                    break;
                case Act.Move when quantity != 0 && goods + quantity >= 0 && Enter(book, today, quantity, marks):
                    goods += quantity;
                    break;
                case Act.LatePaper when quantity != 0:
                    // Moved long ago, only now written down: where the page was counted since, the counting has found it already.
                    var day = today.AddDays(-back);
                    if (Enter(book, day, quantity, marks) && !(counted is { } c && day < c.Day) && !marks.Keys.Any(m => m > day))
                    {
                        goods += quantity;
                    }

                    break;
                case Act.Count:
                    // Some goods are gone or turn up: the count says what is there.
                    goods = Math.Max(0, goods + (quantity / 5));
                    counted = (goods, book.Sum(e => e.Quantity), book[^1].Sequence, today);
                    break;
                case Act.Sign when counted is { } sheet:
                    var late = book.Where(e => e.Sequence > sheet.Sequence && (e.Day < sheet.Day || (e.Day == sheet.Day && e.Compensates))).Sum(e => e.Quantity);
                    var difference = CountRules.Difference(sheet.Counted, sheet.Book, late);
                    if (difference == 0 || Enter(book, sheet.Day, difference, marks))
                    {
                        marks[sheet.Day] = sheet.Counted;
                        counted = null;
                        Assert.Equal(goods, book.Sum(e => e.Quantity));
                    }

                    break;
            }

            Assert.True(counted is not null || marks.Count == 0 || goods == book.Sum(e => e.Quantity));
        }
    });

    [Fact]
    public void Quarters()
    {
        Assert.Equal(new DateOnly(2026, 10, 1), CountRules.QuarterOf(new(2026, 12, 31)));
        Assert.Equal(new DateOnly(2026, 1, 1), CountRules.QuarterOf(new(2026, 3, 1)));
        Assert.Equal("2026年第4季度", CountRules.QuarterText(new(2026, 10, 1)));
    }

    private static bool Enter(List<(long Sequence, DateOnly Day, long Quantity, bool Compensates)> book, DateOnly day, long quantity, SortedDictionary<DateOnly, long> marks)
    {
        try
        {
            var later = book.Where(e => e.Day > day).GroupBy(e => e.Day).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(e => e.Quantity))).ToList();
            DateOnly? countedOn = marks.Keys.Where(m => m > day).Select(m => (DateOnly?)m).Min();
            foreach (var entry in LedgerRules.Enter(book.Sum(e => e.Quantity), day, quantity, later, countedOn, "样品"))
            {
                book.Add((book[^1].Sequence + 1, entry.Day, entry.Quantity, entry.Compensates));
            }

            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }
}
