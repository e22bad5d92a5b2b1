using System.Text;
using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Protection;
using Platform.Statistics;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.Statistics;

/// <summary>A township with two villages, and people who work there.</summary>
internal static class StatisticsWorld
{
    public const int Site = Places.FirstSite;

    public static readonly DateOnly Today = new(2026, 11, 23);

    public static readonly string[] All =
    [
        StatisticsPermissions.View, StatisticsPermissions.People, StatisticsPermissions.Edit, StatisticsPermissions.Reports, StatisticsPermissions.Review, StatisticsPermissions.Approve, StatisticsPermissions.Forms,
    ];

    public static async Task<(Guid First, Guid Second)> VillagesAsync(TestPlatform platform, int site = Site)
    {
        var (first, second) = (new Village { SiteId = site, Code = $"{site}201", Name = "东村" }, new Village { SiteId = site, Code = $"{site}202", Name = "西村" });
        await platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(first, second);
            return Task.CompletedTask;
        });
        return (first.Id, second.Id);
    }

    public static Task AddVillageAsync(TestPlatform platform, string name) => platform.Write<CoreDbContext>(db =>
    {
        db.Add(new Village { SiteId = Site, Code = $"{Site}203", Name = name });
        return Task.CompletedTask;
    });

    public static Task<T> As<T>(TestPlatform platform, IRequest<T> request, int site = Site) => platform.SendAs(Places.Site(site), All, request);

    /// <summary>Somebody else of the same office or of the county.</summary>
    public static Task<T> Other<T>(TestPlatform platform, IRequest<T> request, DivisionScope? scope = null, Guid? account = null) =>
        platform.Sender.SendAs(new Actor(account ?? Colleague, "另一人", Guid.Empty, scope ?? Places.Site(Site), All.ToHashSet(), ActorChannel.Page), request);

    public static readonly Guid Colleague = Keys.New();

    public static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;

    /// <summary>A valid number of the invented region 990000.</summary>
    public static string Number(DateOnly birth, int order)
    {
        var digits = $"990000{birth:yyyyMMdd}{order:000}";
        return digits + IdentityNumbers.CheckOf(digits);
    }

    public static IImportFlow Flow(TestPlatform platform, string kind, Dictionary<string, string> options, DivisionScope? scope = null) =>
        new ImportFlows(new Caller(platform, scope ?? Places.Site(Site))).For(kind, scope?.DivisionId ?? Site, options);

    public static MemoryStream Csv(string text, Encoding? encoding = null) => new((encoding ?? Encoding.UTF8).GetBytes(text));

    /// <summary>The mediator as a page of the office has it.</summary>
    private sealed class Caller(TestPlatform platform, DivisionScope scope) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => platform.SendAs(scope, All, request);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }

    public sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
