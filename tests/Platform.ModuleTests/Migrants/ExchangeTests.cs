using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Exchange;
using Platform.Migrants.Features.Inquiries;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Migrants.Scene;

namespace Platform.ModuleTests.Migrants;

/// <summary>Two deployments write to each other by signed files: the same file twice changes nothing, a changed one is refused.</summary>
public sealed class ExchangeTests
{
    [Theory, DatabaseData]
    public async Task A_question_goes_out_and_its_answer_comes_back_by_signed_files(DatabaseKind kind)
    {
        await using var here = await TestPlatform.StartAsync(kind);
        await using var there = await TestPlatform.StartAsync();
        var (partner, asker) = await MeetAsync(here, there);
        var outside = Inquiry() with { PartnerId = partner };
        Assert.Equal("NOT_FOUND", await Code(() => As(here, outside with { PartnerId = asker })));
        var id = await As(here, outside);
        await As(here, new HandOverInquiries(Site));
        Assert.Equal("NOTHING_TO_EXPORT", await Code(() => AsCounty(here, new ExportInquiryFile(County, partner, ExchangeKind.Answers, "发给对方"))));
        var file = await AsCounty(here, new ExportInquiryFile(County, partner, ExchangeKind.Questions, "发给对方"));
        Assert.Equal(1, file.Count);

        // At the other side: read once, however often it is read; the same inquiry in a later file is known.
        Assert.Equal(new ImportedFile("甲县", ExchangeKind.Questions, 1, 0, 0), await AsCounty(there, new ImportInquiryFile(County, file.Content)));
        Assert.Equal(new ImportedFile("甲县", ExchangeKind.Questions, 0, 1, 0), await AsCounty(there, new ImportInquiryFile(County, file.Content)));
        var again = await AsCounty(here, new ExportInquiryFile(County, partner, ExchangeKind.Questions, "对方没有收到"));
        Assert.Equal(new ImportedFile("甲县", ExchangeKind.Questions, 0, 1, 0), await AsCounty(there, new ImportInquiryFile(County, again.Content)));
        Assert.Equal("UNKNOWN_SITE", await Code(() => AsCounty(there, new AssignInquiry(County, id, Places.ForeignSite))));
        await AsCounty(there, new AssignInquiry(County, id, Second));
        var row = Assert.Single((await As(there, new ListInquiries(new PageRequest(), Second, ToAnswer: true), Second)).Items);
        Assert.Equal((id, "甲县", InquiryRoute.Incoming, Today), (row.Id, row.Asker, row.Route, row.ReceivedOn!.Value));
        Assert.Equal("李明月", (await As(there, new OpenInquiry(Second, id), Second)).SubjectName);
        await As(there, new AnswerInquiry(Second, id, InquiryResult.Confirmed, "属实"), Second);
        var answer = await AsCounty(there, new ExportInquiryFile(County, asker, ExchangeKind.Answers, "答复对方"));

        Assert.Equal("SIGNATURE_INVALID", await Code(() => AsCounty(there, new ImportInquiryFile(County, answer.Content))));
        Assert.Equal(new ImportedFile("乙县", ExchangeKind.Answers, 1, 0, 0), await AsCounty(here, new ImportInquiryFile(County, answer.Content)));
        Assert.Equal(new ImportedFile("乙县", ExchangeKind.Answers, 0, 1, 0), await AsCounty(here, new ImportInquiryFile(County, answer.Content)));
        row = Assert.Single((await As(here, new ListInquiries(new PageRequest(), Site))).Items);
        Assert.Equal((InquiryState.Answered, InquiryResult.Confirmed, "乙县"), (row.State, row.Result, row.Answerer));
        Assert.Equal("（受保护）", (await here.Read<MigrantsDbContext, ExchangeKey>(db => db.Set<ExchangeKey>().SingleAsync())).PrivateKey.ToString());
    }

    [Theory, DatabaseData]
    public async Task A_changed_file_is_refused_and_nothing_of_it_is_taken(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await AsCounty(platform, new SavePartner(County, null, "甲县", key.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("BAD_PUBLIC_KEY", await Code(() => AsCounty(platform, new SavePartner(County, null, "乙县", "不是公钥"))));
        using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP384))
        {
            Assert.Equal("BAD_PUBLIC_KEY", await Code(() => AsCounty(platform, new SavePartner(County, null, "乙县", other.ExportSubjectPublicKeyInfoPem()))));
        }

        ExchangeQuestion good = new(Infrastructure.Keys.New(), "查1", InquiryTopic.ServiceContinuity, "李明月", NumberOf(7), "服务怎样衔接", "同意书 1", $"{Second}");
        var file = SignedFile.Write(Content([good, good with { Id = Infrastructure.Keys.New(), ConsentReference = "" }]), key);
        foreach (var broken in Broken(file))
        {
            Assert.Contains(await Code(() => AsCounty(platform, new ImportInquiryFile(County, broken))), new[] { "SIGNATURE_INVALID", "FILE_UNREADABLE" });
        }

        using (var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            Assert.Equal("SIGNATURE_INVALID", await Code(() => AsCounty(platform, new ImportInquiryFile(County, SignedFile.Write(Content([good]), stranger)))));
        }

        Assert.Equal(0, await platform.Read<MigrantsDbContext, int>(db => db.Set<Inquiry>().CountAsync()));

        // What has no consent reference is not taken, the rest is, and goes straight to the township it names.
        Assert.Equal(new ImportedFile("甲县", ExchangeKind.Questions, 1, 0, 1), await AsCounty(platform, new ImportInquiryFile(County, file)));
        Assert.Equal("查1", Assert.Single((await As(platform, new ListInquiries(new PageRequest(), Second, ToAnswer: true), Second)).Items).Number);
    }

    private static ExchangeContent Content(IReadOnlyList<ExchangeQuestion> questions) =>
        new(ExchangeContent.FormatName, Infrastructure.Keys.New(), ExchangeContent.QuestionsKind, "甲县", Today, questions, []);

    // Another name with the old signature; bytes of the text turned; a signature cut short.
    private static IEnumerable<byte[]> Broken(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file);
        var (content, _) = SignedFile.Open(file)!.Value;
        var renamed = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("platform-inquiries/1", "platform-inquiries/2", StringComparison.Ordinal)));
        yield return Encoding.UTF8.GetBytes(text.Replace(Convert.ToBase64String(content), renamed, StringComparison.Ordinal));
        foreach (var at in new[] { 20, file.Length / 2, file.Length - 10 })
        {
            var turned = (byte[])file.Clone();
            turned[at] = turned[at] == (byte)'A' ? (byte)'B' : (byte)'A';
            yield return turned;
        }

        yield return file[..^20];
        yield return "{}"u8.ToArray();
    }

    // Each enters the other's public key. Answers the partner here and the one there.
    private static async Task<(Guid Partner, Guid Asker)> MeetAsync(TestPlatform here, TestPlatform there)
    {
        Assert.Equal("NO_EXCHANGE_KEY", await Code(async () => await AsCounty(here, new ExportInquiryFile(
            County, await AsCounty(here, new SavePartner(County, null, "丙县", await AsCounty(there, new MakeExchangeKey(County)))), ExchangeKind.Questions, "试一试"))));
        var partner = await AsCounty(here, new SavePartner(County, null, "乙县", await AsCounty(there, new MakeExchangeKey(County))));
        await AsCounty(here, new SavePartner(County, (await AsCounty(here, new GetExchange(County))).Partners.Single(p => p.Name == "丙县").Id, "丙县", null, Ended: true));
        return (partner, await AsCounty(there, new SavePartner(County, null, "甲县", await AsCounty(here, new MakeExchangeKey(County)))));
    }
}
