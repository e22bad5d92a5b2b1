using System.Text;
using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Protection.Keys;
using Xunit;

namespace Platform.ModuleTests.Protection;

/// <summary>What holds for every protected value.</summary>
public class ProtectorTests
{
    private static readonly KeyRing Ring = new(
        new ProtectionOptions { Keys = { ["1"] = Key(1), ["2"] = Key(2) } }, new DatabaseOptions());

    private static readonly Protector Protector = new(Ring);
    private static readonly ProtectedField<Household> Address = ProtectedField<Household>.Of(nameof(Household.Address));
    private static readonly ProtectedField<Household> Phone = ProtectedField<Household>.Of(nameof(Household.Phone));

    // Any text without lone surrogates, Hanzi of four bytes among it.
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[1, 0xD7FF], Gen.Int[0xE000, 0xFFFD], Gen.Int[0x20000, 0x2A6DF], Gen.Int[0x4E00, 0x9FFF])
        .Select(c => new Rune(c).ToString()).Array[0, 100].Select(string.Concat);

    private static readonly Gen<string> Phones = Gen.Select(Gen.Char["3456789"], Gen.Char["0123456789"].Array[9, 9]).Select((a, b) => $"1{a}{new string(b)}");

    private static readonly Gen<string> IdentityNumberTexts = Gen.Select(Gen.Int[110000, 829999], Gen.Date[new DateTime(1900, 1, 1), new DateTime(2026, 11, 23)], Gen.Int[0, 999])
        .Select((area, day, order) => $"{area}{day:yyyyMMdd}{order:000}").Select(n => n + IdentityNumbers.CheckOf(n));

    [Fact]
    public void Every_text_comes_back() => Texts.Sample(text =>
    {
        var household = new Household();
        Protector.Set(Address, household, text);
        var expected = PersonalKinds.Tidy(PersonalKind.Address, text);
        return Protector.Open(Address, household.Id, household.Address) == expected
            && household.Address.Stored.Length <= ProtectedText.MaxStored
            && (expected.Length < 4 || !household.Address.Stored.Contains(expected, StringComparison.Ordinal));
    });

    [Fact]
    public void A_fingerprint_is_recognised_after_a_change_of_keys_and_tells_purposes_apart() => Texts.Sample(text =>
    {
        var before = new Protector(new KeyRing(new ProtectionOptions { Keys = { ["1"] = Key(1) } }, new DatabaseOptions()));
        var kept = Assert.Single(before.Fingerprints("row", text));
        var now = Protector.Fingerprints("row", text);
        return now.Count == 2 && now[0] != kept && now[1] == kept && !Protector.Fingerprints("other", text).Contains(kept);
    });

    [Fact]
    public void The_longest_text_of_four_byte_characters_fits_its_column()
    {
        var household = new Household();
        Protector.Set(Address, household, string.Concat(Enumerable.Repeat("𠮷", 100)));
        Assert.InRange(household.Address.Stored.Length, 1, ProtectedText.MaxStored);
        Assert.Equal("VALIDATION", Assert.Throws<RefusalException>(() => Protector.Set(Address, household, new string('长', 201))).Code);
    }

    [Fact]
    public void The_same_text_is_never_sealed_twice_alike() => Phones.Sample(text =>
    {
        var (one, two) = (new Household(), new Household());
        Protector.Set(Phone, one, text);
        Protector.Set(Phone, two, text);
        Protector.Set(Address, one, text);
        return one.Phone != two.Phone && one.Phone.Stored != one.Address.Stored && one.PhoneIndex == two.PhoneIndex && one.PhoneIndex.Stored != one.AddressIndex.Stored;
    });

    [Fact]
    public void A_changed_or_moved_value_does_not_open() => Gen.Select(Phones, Gen.Int[0, 1000], Gen.Int[1, 255]).Sample((text, at, flip) =>
    {
        var household = new Household();
        Protector.Set(Phone, household, text);
        var content = household.Phone.Content();
        content[3 + (at % (content.Length - 3))] ^= (byte)flip;
        Refused(() => Protector.Open(Phone, household.Id, new ProtectedText(content)));
        Refused(() => Protector.Open(Phone, Guid.CreateVersion7(), household.Phone));
        Refused(() => Protector.Open(Address, household.Id, household.Phone));
    });

    [Fact]
    public void A_blind_index_is_the_same_exactly_for_the_same_number() => Gen.Select(Phones, Phones).Sample((one, two) =>
    {
        var typed = $" +86 {one[..3]}-{one[3..7]} {one[7..]}";
        var wide = string.Concat(one.Select(c => (char)(c + 0xFEE0)));
        var index = Protector.Index(Phone, one, 1);
        return Protector.Index(Phone, typed, 1) == index && Protector.Index(Phone, wide, 1) == index
            && (Protector.Index(Phone, two, 1) == index) == (one == two)
            && Protector.Index(Phone, one, 2) != index && Protector.Indexes(Phone, typed).Count == 2;
    });

    [Fact]
    public void A_mask_shows_no_more_than_it_may() => Gen.Select(Phones, IdentityNumberTexts, Texts).Sample((phone, identity, text) =>
    {
        Assert.Equal(phone[..3] + "****" + phone[7..], PersonalKinds.Mask(PersonalKind.Phone, phone));
        Assert.Equal(identity[..4] + "**********" + identity[14..], PersonalKinds.Mask(PersonalKind.IdentityNumber, identity));
        var mask = PersonalKinds.Mask(PersonalKind.Address, text);
        Assert.EndsWith("****", mask);
        Assert.DoesNotContain(mask, char.IsDigit);
        Assert.Equal(8, PersonalKinds.Mask(PersonalKind.Phone, "12345").Count(c => c == '*'));
    });

    [Theory]
    [InlineData("安徽省宁国市中溪镇狮桥村12号", "安徽省宁国市中溪镇狮桥村****")]
    [InlineData("宁国市西津街道凤形社区青龙巷3栋501室", "宁国市西津街道凤形社区****")]
    [InlineData("三里镇五里村二组", "三里镇五里村****")]
    [InlineData("宁国市西津街道宁阳路100号", "宁国市西津街道****")]
    [InlineData("中溪镇狮桥村", "****")]
    [InlineData("某处12号", "****")]
    public void An_address_is_shown_as_far_as_the_village(string address, string mask) => Assert.Equal(mask, PersonalKinds.Mask(PersonalKind.Address, address));

    [Theory]
    [InlineData("990000190001010016", null)]
    [InlineData("990000190001010024", null)]
    [InlineData("99000019000101018X", null)]
    [InlineData("990000190001010017", "校验位")]
    [InlineData("990000190013010016", "出生日期")]
    [InlineData("99000019000101001", "18 位")]
    [InlineData("99000019000101001Y", "数字或 X")]
    public void Identity_numbers_are_checked(string number, string? says)
    {
        var fault = PersonalKinds.FaultOf(PersonalKind.IdentityNumber, PersonalKinds.Tidy(PersonalKind.IdentityNumber, number));
        Assert.True(says is null ? fault is null : fault!.Contains(says, StringComparison.Ordinal), fault);
    }

    [Theory]
    [InlineData("99000019000101018x", "99000019000101018X")]
    [InlineData(" 990000 19000101-0016 ", "990000190001010016")]
    [InlineData("９９００００１９０００１０１００１６", "990000190001010016")]
    public void Identity_numbers_are_tidied(string typed, string tidy) => Assert.Equal(tidy, PersonalKinds.Tidy(PersonalKind.IdentityNumber, typed));

    [Fact]
    public void What_was_withdrawn_keeps_its_content_and_shows_nothing()
    {
        var household = new Household();
        Protector.Set(Phone, household, "13800000000");
        var withdrawn = household.Phone.Withdraw();
        Assert.Equal(ProtectedState.Withdrawn, withdrawn.State);
        Assert.Equal("已撤回", Protector.Mask(Phone, household.Id, withdrawn));
        Assert.Equal("（已撤回）", $"{withdrawn}");
        Assert.Equal(2, withdrawn.KeyVersion);
    }

    [Fact]
    public void Key_files_are_the_owners_alone_and_a_new_one_is_noticed()
    {
        var folder = Directory.CreateTempSubdirectory("keys").FullName;
        try
        {
            var ring = new KeyRing(new ProtectionOptions { KeyDirectory = folder }, new DatabaseOptions());
            Assert.Equal("NO_PROTECTION_KEY", Assert.Throws<RefusalException>(() => ring.Current).Code);
            ring.Files.Create(1);
            ring.Files.Create(1);
            var file = Assert.Single(Directory.GetFiles(folder));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            Assert.Equal(1, ring.Current);

            var beside = new KeyRing(new ProtectionOptions { KeyDirectory = folder }, new DatabaseOptions());
            beside.Files.Create(2);
            var content = Sealing.Seal(beside, "p", "x", "内容"u8);
            Assert.Equal(2, Sealing.VersionOf(content));
            Assert.Equal("内容", Encoding.UTF8.GetString(Sealing.Open(ring, "p", "x", content)));

            File.WriteAllText(Path.Combine(folder, "platform-3.key"), "short");
            Assert.Equal("PROTECTION_KEY_MALFORMED", Assert.Throws<RefusalException>(() => beside.Reload()).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Refused(Action work) => Assert.Equal("PROTECTED_VALUE_DAMAGED", Assert.Throws<RefusalException>(work).Code);

    private static string Key(byte fill) => Convert.ToBase64String([.. Enumerable.Repeat(fill, 32)]);

    /// <summary>A record with an address, as modules of residents will have them.</summary>
    private sealed class Household : Entity
    {
        [Protected("household.address", "住址", PersonalKind.Address, "依据", "p", "p")]
        public ProtectedText Address { get; set; }

        public BlindIndex AddressIndex { get; set; }

        [Protected("household.phone", "电话", PersonalKind.Phone, "依据", "p", "p")]
        public ProtectedText Phone { get; set; }

        public BlindIndex PhoneIndex { get; set; }
    }
}
