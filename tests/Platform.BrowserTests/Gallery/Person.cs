using Platform.Contracts.Messaging;

namespace Platform.BrowserTests.Gallery;

/// <summary>An invented person of the sample list.</summary>
internal sealed record Person(int Id, string Name, string Village, DateOnly Day, int Minutes, bool Verified)
{
    public static readonly IReadOnlyList<Person> All =
    [
        .. Enumerable.Range(1, 237).Select(i => new Person(
            i,
            $"{"张王李赵陈"[i % 5]}晓{"东明芳敏"[i % 4]}",
            new[] { "甲路村", "庄村村", "石口社区" }[i % 3],
            new DateOnly(2026, 10, 1).AddDays(i % 31),
            30 + (i % 60),
            i % 3 > 0)),
    ];

    public static Page<Person> Find(PageRequest page, string? name, bool? verified, DateOnly? until)
    {
        var found = All.Where(p => (name is null || p.Name.Contains(name, StringComparison.Ordinal))
            && (verified is null || p.Verified == verified)
            && (until is null || p.Day <= until));
        found = page.Sort switch
        {
            "Minutes" => found.OrderBy(p => p.Minutes).ThenBy(p => p.Id),
            "-Minutes" => found.OrderByDescending(p => p.Minutes).ThenBy(p => p.Id),
            _ => found.OrderBy(p => p.Id),
        };
        var rows = found.ToList();
        return new Page<Person>([.. rows.Skip(page.Skip).Take(page.Take)], rows.Count);
    }
}
