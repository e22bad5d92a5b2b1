using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Enforcement;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Enforcement.Features.Cases;
using Platform.Infrastructure;
using Platform.Infrastructure.Files.Attachments;
using Platform.LegalBasis.Features.Register;
using Platform.ModuleTests.LegalBasis;
using Platform.Organisation.Features.Qualifications;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Enforcement;

/// <summary>A township with a director, two certified officers, one whose certificate ran out, and a clerk. The clock stands at 2026-11-23.</summary>
internal sealed class CaseTown : IAsyncDisposable
{
    public const int Site = Places.FirstSite;

    /// <summary>A national law that two people confirmed; its article 1 allows penalties.</summary>
    public const string Law = "LAW";
    public const string LawArticle = "LAW/1";
    public static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly string[] Clerks = [EnforcementPermissions.View, EnforcementPermissions.Handle];
    private static readonly string[] Directors = [.. Clerks, EnforcementPermissions.Direct, EnforcementPermissions.Powers];

    private readonly Dictionary<Guid, Guid> accounts = [];

    private CaseTown(TestPlatform platform) => (Platform, Register) = (platform, new Register(platform));

    public TestPlatform Platform { get; }

    public Register Register { get; }

    public Guid Director { get; private set; }

    public Guid First { get; private set; }

    public Guid Second { get; private set; }

    /// <summary>Holds a certificate that ran out.</summary>
    public Guid Old { get; private set; }

    public Guid Clerk { get; private set; }

    public static AttachmentDraft File(string text) => new("文书.txt", System.Text.Encoding.UTF8.GetBytes(text));

    public static async Task<CaseTown> StartAsync(DatabaseKind kind)
    {
        var town = new CaseTown(await TestPlatform.StartAsync(kind));
        var people = await town.Platform.Send(
            new SaveStaff(Site, [new("1", "方主任", "主任", ""), new("2", "钱一", "专干", ""), new("3", "孙二", "专干", ""), new("4", "李旧", "专干", ""), new("5", "周办", "统计员", "")]), Places.Site(Site));
        (town.Director, town.First, town.Second, town.Old, town.Clerk) = (people["1"], people["2"], people["3"], people["4"], people["5"]);
        foreach (var (person, number, last) in new[] { (town.First, "P1", new DateOnly(2028, 1, 1)), (town.Second, "P2", new DateOnly(2028, 1, 1)), (town.Old, "P3", new DateOnly(2026, 11, 22)) })
        {
            await town.Platform.Send(new SaveQualification(Site, null, person, QualificationKind.EnforcementOfficer, number, "省政府", IssuerLevel.Province, new(2024, 1, 1), last), Places.Site(Site));
        }

        await town.Register.AddAsync(Law, Register.Fields(0, title: "样例法"), Register.Provides("", ActKind.Penalty, ActKind.StaffSanction), confirm: true);
        return town;
    }

    /// <summary>The province's decision that leaves penalties to the townships.</summary>
    public async Task GrantAsync()
    {
        await Register.AddAsync("AH-GRANT", Register.Fields(340_000_000), Register.Provides("", ActKind.Penalty), confirm: true);
        await AsDirector(new Platform.Enforcement.Features.Powers.AddPower(Site, CaseKind.IllegalProcedure, "AH-GRANT/1", Today));
    }

    public static LeadFields Lead(CaseKind kind = CaseKind.IllegalProcedure, DateOnly? fact = null, Guid? accused = null) => new(
        kind, "接举报，无证开展手术", fact ?? new DateOnly(2026, 10, 1), Today, "样村", accused is null ? PartyKind.Organisation : PartyKind.Staff, "样例诊所", CaseSource.Report, PartyStaffId: accused);

    /// <summary>A filed case with two officers.</summary>
    public async Task<Guid> FiledAsync()
    {
        var id = await AsClerk(new RegisterCase(Site, Lead()));
        await AsDirector(new AssignOfficers(Site, id, [First, Second]));
        await AsDirector(new FileCase(Site, id, LawArticle));
        return id;
    }

    /// <summary>With an inquiry and a piece of evidence; answers its id.</summary>
    public async Task<Guid> InvestigateAsync(Guid id)
    {
        await AsFirst(new RecordInquiry(Site, id, Today, "样村", AskedRole.Witness, "证人甲", [First, Second], true, "问：…答：…", "已签字"));
        return await AsFirst(new AddEvidence(Site, id, EvidenceKind.Document, "登记簿复印件", Today, "现场提取", [File("登记簿")]));
    }

    public Task<T> AsDirector<T>(IRequest<T> request) => As(Director, Directors, request);

    public Task<T> AsFirst<T>(IRequest<T> request) => As(First, Clerks, request);

    public Task<T> AsClerk<T>(IRequest<T> request) => As(Clerk, Clerks, request);

    public Task<T> As<T>(Guid staff, bool director, IRequest<T> request) => As(staff, director ? Directors : Clerks, request);

    public Task<EnforcementCase> CaseAsync(Guid id) => Platform.Read<EnforcementDbContext, EnforcementCase>(db => db.Set<EnforcementCase>().SingleAsync(c => c.Id == id));

    public static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private Task<T> As<T>(Guid staff, string[] permissions, IRequest<T> request)
    {
        if (!accounts.TryGetValue(staff, out var account))
        {
            accounts[staff] = account = Keys.New();
        }

        return Platform.Sender.SendAs(new Actor(account, "办理人", staff, Places.Site(Site), permissions.ToHashSet(), ActorChannel.Page), request);
    }
}
