using Autofac;
using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Staff;
using Platform.Migrants;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Inquiries;
using Platform.Migrants.Features.Register;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.Migrants;

/// <summary>Two townships with a village each, and their county.</summary>
internal static class Scene
{
    public const int Site = Places.FirstSite;
    public const int Second = Places.SecondSite;
    public const int County = Places.CountyId;

    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly Guid Village = new("0193517a-0000-7000-8000-00000000a001");
    public static readonly Guid Elsewhere = new("0193517a-0000-7000-8000-00000000a002");

    /// <summary>Another village of the first township.</summary>
    public static readonly Guid Next = new("0193517a-0000-7000-8000-00000000a003");

    public static readonly string[] Clerk = [MigrantPermissions.View, MigrantPermissions.Register, MigrantPermissions.Office, MigrantPermissions.Reveal];
    public static readonly string[] Director = [.. Clerk, MigrantPermissions.Direct];
    public static readonly string[] Bureau = [MigrantPermissions.View, MigrantPermissions.Direct, MigrantPermissions.Bureau];
    public static readonly string[] Officer = [MigrantPermissions.View, MigrantPermissions.Register];

    public static Task AddVillagesAsync(TestPlatform platform) => platform.Write<CoreDbContext>(db =>
    {
        db.AddRange(
            new Village { Id = Village, SiteId = Site, Code = "341881101201", Name = "前村" }, new Village { Id = Next, SiteId = Site, Code = "341881101202", Name = "后村" },
            new Village { Id = Elsewhere, SiteId = Second, Code = "341881102201", Name = "东村" });
        return Task.CompletedTask;
    });

    /// <summary>An account of a village officer who looks after one village.</summary>
    public static async Task<Actor> OfficerAsync(TestPlatform platform, Guid village)
    {
        var person = new StaffMember { SiteId = Site, Number = "V1", Name = "村专干" };
        await platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(person, new VillageLink { SiteId = Site, StaffId = person.Id, VillageId = village });
            return Task.CompletedTask;
        });
        return new Actor(Keys.New(), "村专干", person.Id, Places.Site(Site), Officer.ToHashSet(), ActorChannel.Page);
    }

    public static Task<T> As<T>(TestPlatform platform, IRequest<T> request, int site = Site, string[]? permissions = null) => platform.SendAs(Places.Site(site), permissions ?? Clerk, request);

    public static Task<T> AsCounty<T>(TestPlatform platform, IRequest<T> request) => platform.SendAs(Places.County, Bureau, request);

    /// <summary>An invented number of region 990000.</summary>
    public static string NumberOf(int n)
    {
        var digits = $"99000019900101{n:000}";
        return digits + IdentityNumbers.CheckOf(digits);
    }

    public static SaveMigrant Arrival(string name = "王小禾", string? number = null, string? reason = null, Guid? id = null) => new(
        Site, id, Village, Move.In, name, number, "13800000001", "样镇1前村1号", "安徽省阜阳市", "", new DateOnly(2026, 9, 1), Housing.Rented, reason);

    public static SaveMigrant Departure(string name, string? number) => new(
        Second, null, Elsewhere, Move.Out, name, number, null, null, "", "宁国市样镇1", new DateOnly(2026, 8, 30), Housing.Other);

    public static SaveInquiry Inquiry(string? consent = "同意书 2026-1", int other = Second) => new(
        Site, null, other, InquiryTopic.DocumentAuthenticity, "李明月", NumberOf(7), "证件“服务手册”第 12 号是否真实", consent);

    public static async Task<Guid> SentAsync(TestPlatform platform)
    {
        var id = await As(platform, Inquiry());
        await As(platform, new HandOverInquiries(Site));
        await AsCounty(platform, new SendInquiries(County));
        return id;
    }

    public static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;

    public static async Task<IReadOnlyList<T>> AskAsync<T>(TestPlatform platform, ContributionRequest<T> asked)
    {
        await using var operation = platform.Begin();
        await operation.Resolve<IMediator>().Publish(asked);
        Assert.Empty(asked.Failures);
        return asked.Answers;
    }
}
