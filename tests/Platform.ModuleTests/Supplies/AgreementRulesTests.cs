using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Supplies.Domain;
using Xunit;

namespace Platform.ModuleTests.Supplies;

public sealed class AgreementRulesTests
{
    private static readonly Guid[] Accounts = [.. Enumerable.Range(0, 3).Select(_ => Keys.New())];

    [Fact]
    public void What_a_night_found_is_open_and_nothing_else_however_often_it_is_checked()
    {
        var found = Gen.Select(Gen.Int[0, 2], Gen.Enum<DisagreementKind>()).List[0, 5];
        Gen.Select(Gen.Int[0, 1], found).List[1, 8].Sample(checks =>
        {
            var rows = new Dictionary<Guid, Disagreement>();
            var night = new DateOnly(2026, 11, 1);
            foreach (var (later, seen) in checks)
            {
                night = night.AddDays(later);
                var now = seen.Distinct().Select(s => new FoundDisagreement(1, Accounts[s.Item1], s.Item2, 1, 2)).ToList();
                foreach (var row in AgreementRules.Follow([.. rows.Values.Where(r => r.EndedOn == OpenEnd.Never || r.EndedOn == night)], now, night))
                {
                    rows[row.Id] = row;
                }

                var open = rows.Values.Where(r => r.EndedOn == OpenEnd.Never).ToList();
                Assert.Equal(now.Select(n => (n.AccountId, n.Kind)).ToHashSet(), open.Select(o => (o.AccountId, o.Kind)).ToHashSet());
                Assert.Equal(now.Count, open.Count);
                Assert.All(open, o => Assert.Equal(night, o.SeenOn));
                Assert.All(rows.Values, r => Assert.True(r.Since <= r.SeenOn && r.SeenOn <= r.EndedOn));
                // The unique index of the table.
                Assert.Equal(rows.Count, rows.Values.Select(r => (r.AccountId, r.Kind, r.EndedOn)).Distinct().Count());
            }
        });
    }
}
