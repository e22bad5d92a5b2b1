using Autofac;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Composition;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.ModuleTests.Oversight;

/// <summary>Oversight on a real database with one contributing module; the clock stands at 2026-11-23 09:00 in China.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public static readonly DivisionScope County = new(341881000, 341881000, 341881999);
    public static readonly YearMonth October = new(2026, 10);
    public const int Site = 341881001;

    private readonly IContainer container;
    private readonly TestDatabase database;

    private Bench(TestDatabase database)
    {
        this.database = database;
        var builder = new ContainerBuilder();
        builder.RegisterInstance<TimeProvider>(Clock);
        builder.RegisterGeneric(typeof(NullLogger<>)).As(typeof(ILogger<>));
        builder.RegisterInstance(Substitute.For<ICallerSource>());
        builder.RegisterInstance(Queue);
        builder.RegisterInstance(WorkingDays());
        builder.RegisterModule(new InfrastructureModule(database.Options, new ProtectionOptions { Keys = { ["1"] = TestPlatform.ProtectionKey } }));
        builder.RegisterModule(new CoreModule());
        builder.RegisterModule(new OversightModule());
        builder.RegisterInstance(new ProbeModule()).As<IModule>();
        builder.RegisterInstance(Probe);
        builder.RegisterTypes(typeof(ProbeAudit), typeof(ProbeAppraisal), typeof(ProbeMeeting), typeof(ProbePlaces)).AsImplementedInterfaces().AsSelf();
        container = builder.Build();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)));

    public Probe Probe { get; } = new();

    public IRunQueue Queue { get; } = Substitute.For<IRunQueue>();

    public PlatformSender Sender => container.Resolve<PlatformSender>();

    public IRunWorker Worker() => container.Resolve<IRunWorker>();

    public static async Task<Bench> StartAsync(DatabaseKind kind)
    {
        var bench = new Bench(TestDatabase.Create(kind));
        foreach (var type in new[] { typeof(CoreDbContext), typeof(OversightDbContext) })
        {
            await using var scope = bench.Begin();
            await ((DbContext)scope.Resolve(type)).Database.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        }

        return bench;
    }

    public Task<T> Send<T>(IRequest<T> request, DivisionScope? scope = null) =>
        Sender.SendAs(Actor.System(scope ?? DivisionScope.Nation, ActorChannel.Job), request);

    public Task<T> SendAs<T>(string name, IRequest<T> request, params string[] permissions) => SendAs(name, Guid.Empty, request, permissions);

    /// <param name="person">Who of the staff stands behind the account.</param>
    public Task<T> SendAs<T>(string name, Guid person, IRequest<T> request, params string[] permissions) =>
        Sender.SendAs(new Actor(new Guid(name.Length, 0, 0, [.. name.PadRight(8, 'x').Take(8).Select(c => (byte)c)]), name, person, County, permissions.ToHashSet(), ActorChannel.Page), request);

    /// <summary>Publishes a fact as part of a command, as a module would.</summary>
    public async Task PublishAsync(IFact fact)
    {
        await using var scope = Begin();
        var transaction = scope.Resolve<OperationDatabase>();
        await transaction.BeginAsync(CancellationToken.None);
        await scope.Resolve<IMediator>().Publish((dynamic)fact);
        await transaction.CommitAsync(CancellationToken.None);
    }

    public async Task<List<T>> Rows<T>(DivisionScope? scope = null)
        where T : class
    {
        await using var operation = Begin(scope);
        return await operation.Resolve<OversightDbContext>().Set<T>().AsNoTracking().ToListAsync();
    }

    public async Task WriteAsync(Func<OversightDbContext, Task> write)
    {
        await using var scope = Begin();
        var transaction = scope.Resolve<OperationDatabase>();
        await transaction.BeginAsync(CancellationToken.None);
        var db = scope.Resolve<OversightDbContext>();
        await write(db);
        await db.SaveChangesAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Closes a month and works everything off.</summary>
    public async Task<Guid> CloseAsync(YearMonth month, DivisionScope? scope = null, bool revise = false)
    {
        var run = await Send(new Platform.Oversight.Features.Runs.CloseMonth(month, revise), scope ?? County);
        await Worker().ProcessAsync(run, CancellationToken.None);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await container.DisposeAsync();
        database.Dispose();
    }

    private ILifetimeScope Begin(DivisionScope? scope = null)
    {
        var lifetime = container.Resolve<OperationScopes>().Begin();
        var operation = lifetime.Resolve<Operation>();
        operation.ActorOrNull = Actor.System(scope ?? DivisionScope.Nation, ActorChannel.Job);
        operation.IsRunning = true;
        return lifetime;
    }

    private static IWorkingDays WorkingDays()
    {
        var days = Substitute.For<IWorkingDays>();
        days.Previous(Arg.Any<DateOnly>()).Returns(c => c.Arg<DateOnly>().AddDays(-1));
        days.IsWorkingDay(Arg.Any<DateOnly>()).Returns(true);
        days.OnOrAfter(Arg.Any<DateOnly>()).Returns(c => c.Arg<DateOnly>());
        return days;
    }
}
