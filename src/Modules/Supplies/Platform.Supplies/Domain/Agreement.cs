using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>Card: its balance is not what the lines add up to. BelowZero: a day's balance. Goods: what was counted last. ForeignLine: a line that the book never numbered.</summary>
internal enum DisagreementKind { Card, BelowZero, Goods, ForeignLine }

/// <summary>What the check of a site found on a night: book, cards and goods agree or do not (P3-STORAGE-04 帐卡物相符). Done again on the same day, it is replaced.</summary>
[NotTrailed]
internal sealed class AgreementCheck : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    /// <summary>Day on which it was done: it has seen everything entered for the day before.</summary>
    public DateOnly Night { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The nightly job did it, not only somebody who asked.</summary>
    public bool Nightly { get; init; }

    /// <summary>The newest of the site.</summary>
    public bool Latest { get; init; }

    /// <summary>Cards compared with the book.</summary>
    public int Cards { get; init; }

    /// <summary>Of them, compared with what was counted last.</summary>
    public int Counted { get; init; }

    /// <summary>Disagreements found.</summary>
    public int Open { get; init; }

    /// <summary>Newest night without any; <see cref="OpenEnd.Ever"/>: there was none.</summary>
    public DateOnly AgreedOn { get; init; }
}

/// <summary>A card that did not agree, from the night on which it was found to the night on which it was found no more.</summary>
[NotTrailed]
internal sealed class Disagreement : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid AccountId { get; init; }

    public DisagreementKind Kind { get; init; }

    /// <summary>What the lines add up to, in base units: today; of goods on the day of counting; below zero on that day.</summary>
    public long Book { get; init; }

    /// <summary>What the card says today.</summary>
    public long Card { get; init; }

    /// <summary>Null: nothing was counted.</summary>
    public long? Counted { get; init; }

    /// <summary>Day of the counting, or first day below zero; null: today.</summary>
    public DateOnly? Day { get; init; }

    public DateOnly Since { get; init; }

    /// <summary>Newest night on which it was found.</summary>
    public DateOnly SeenOn { get; init; }

    /// <summary>Night on which it was found no more; <see cref="OpenEnd.Never"/>: it is open.</summary>
    public DateOnly EndedOn { get; init; }
}

/// <summary>A disagreement as one check saw it.</summary>
internal sealed record FoundDisagreement(int SiteId, Guid AccountId, DisagreementKind Kind, long Book, long Card, long? Counted = null, DateOnly? Day = null);

/// <summary>Without database: properties are tested here.</summary>
internal static class AgreementRules
{
    /// <summary>Results of single nights are kept so long; disagreements stay.</summary>
    public const int KeptDays = 400;

    /// <summary>
    /// What a check makes of the rows there are: the same disagreement goes on, a new one begins, one that is gone ends. One that ended on the same day goes on, so
    /// that a night counts once however often it is checked.
    /// </summary>
    /// <param name="known">Of the sites checked: open ones, and those that ended on <paramref name="night"/>.</param>
    /// <returns>Rows that take the place of those known with the same id, and new ones.</returns>
    public static IReadOnlyList<Disagreement> Follow(IReadOnlyCollection<Disagreement> known, IEnumerable<FoundDisagreement> found, DateOnly night)
    {
        var before = known.ToDictionary(d => (d.AccountId, d.Kind));
        var rows = new List<Disagreement>();
        foreach (var now in found)
        {
            before.Remove((now.AccountId, now.Kind), out var same);
            rows.Add(new Disagreement
            {
                Id = same?.Id ?? Infrastructure.Keys.New(),
                SiteId = now.SiteId,
                AccountId = now.AccountId,
                Kind = now.Kind,
                Book = now.Book,
                Card = now.Card,
                Counted = now.Counted,
                Day = now.Day,
                Since = same?.Since ?? night,
                SeenOn = night,
                EndedOn = OpenEnd.Never,
            });
        }

        rows.AddRange(before.Values.Where(d => d.EndedOn == OpenEnd.Never).Select(d => new Disagreement
        {
            Id = d.Id,
            SiteId = d.SiteId,
            AccountId = d.AccountId,
            Kind = d.Kind,
            Book = d.Book,
            Card = d.Card,
            Counted = d.Counted,
            Day = d.Day,
            Since = d.Since,
            SeenOn = d.SeenOn,
            EndedOn = night,
        }));
        return rows;
    }
}
