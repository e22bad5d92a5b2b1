using CsCheck;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.ApiKeys;

/// <summary>What a key is and what it can never do.</summary>
public class KeyRuleTests
{
    private static readonly PermissionDefinition[] Known =
    [
        new("core.staff.view", "一"), new("core.staff.manage", "二"), new("core.accounts.manage", "三"), new("core.keys.manage", "四"), new("core.trail.view", "五"),
        new("people.reveal", "六"), new("people.view", "七") { ForKeys = false }, new("x.reveal", "八") { ForKeys = true },
    ];

    private static readonly string[] PeopleOnly = ["core.accounts.manage", "core.keys.manage", "core.trail.view", "people.reveal", "people.view"];

    private static readonly Gen<string[]> Codes = Gen.Int[0, Known.Length].Array[0, 12]
        .Select(picks => picks.Select(i => i == Known.Length ? "gone.module" : Known[i].Code).ToArray());

    private static readonly Gen<DivisionScope> Scopes = Gen.Int[0, 4].Select(i => i switch
    {
        0 => DivisionScope.Nation,
        1 => Places.County,
        2 => Places.Site(Places.FirstSite),
        3 => Places.Site(Places.ForeignSite),
        _ => DivisionScope.None,
    });

    [Fact]
    public void A_key_never_exceeds_its_grant_nor_its_owner_nor_the_owners_places() =>
        Gen.Select(Scopes, Codes, Gen.Select(Scopes, Codes).Array[0, 4]).Sample((key, granted, assignments) =>
        {
            var owner = assignments.Select(a => (a.Item1, (IReadOnlySet<string>)a.Item2.ToHashSet())).ToList();
            var may = KeyRights.Effective(key, granted, owner, Known);
            Assert.All(may, p =>
            {
                Assert.Contains(p, granted);
                Assert.Contains(assignments, a => a.Item1.Lo <= key.Lo && key.Hi <= a.Item1.Hi && a.Item2.Contains(p));
                Assert.DoesNotContain(p, PeopleOnly);
                Assert.NotEqual("gone.module", p);
            });
        });

    [Fact]
    public void Taking_from_the_owner_takes_from_the_key() => Gen.Select(Scopes, Codes, Codes, Gen.Int[0, 11]).Sample((key, granted, held, place) =>
    {
        var before = KeyRights.Effective(key, granted, [(DivisionScope.Nation, held.ToHashSet())], Known);
        var less = held.Where((_, i) => i != place).ToHashSet();
        Assert.Subset(before, KeyRights.Effective(key, granted, [(DivisionScope.Nation, less)], Known));
    });

    [Fact]
    public void A_key_is_long_random_and_recognised()
    {
        var prefix = KeyText.NewPrefix();
        var (first, second) = (KeyText.New(prefix), KeyText.New(prefix));
        Assert.NotEqual(first, second);
        Assert.True(KeyText.TryReadPrefix(first, out var read));
        Assert.Equal(prefix, read);
        Assert.True(KeyText.Fits(first, KeyText.Hash(first)));
        Assert.False(KeyText.Fits(second, KeyText.Hash(first)));
        Assert.DoesNotContain(first[^52..], KeyText.Hash(first));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pfk_")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.x")]
    [InlineData("pfk_ABCDEFGHIJ_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Other_texts_are_no_keys(string text) => Assert.False(KeyText.TryReadPrefix(text, out _));

    [Theory]
    [InlineData("", "10.1.2.3", true)]
    [InlineData("", null, true)]
    [InlineData("10.1.2.3/32", null, false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3，192.168.0.0/16", "192.168.7.1", true)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("2001:db8::/32", "2001:db8::1", true)]
    public void Addresses_are_read_as_people_write_them(string list, string? address, bool allowed) =>
        Assert.Equal(allowed, AddressList.Allows(AddressList.Normal(list), address));

    [Theory]
    [InlineData("办公室")]
    [InlineData("10.1.2.3/40")]
    public void What_is_no_address_is_said_so(string list) => Assert.Null(AddressList.Parse(list));
}
