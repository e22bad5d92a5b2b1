using System.Diagnostics;
using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Staff;
using Platform.Infrastructure.Staff.Register;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>Imports the same staff list twice, without and with telephone and identity number: what the two protected fields cost.</summary>
internal static class ProtectedImportBenchmark
{
    private const int Values = 200_000;

    public static async Task RunAsync(int rows, DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await ImportAsync(platform, Places.Sites[7], Math.Min(rows, 5_000), withNumbers: true);
        var bare = await ImportAsync(platform, Places.FirstSite, rows, withNumbers: false);
        var full = await ImportAsync(platform, Places.SecondSite, rows, withNumbers: true);
        Console.WriteLine($"two protected fields: {full / bare:0.00} times as long, {(full - bare).TotalMilliseconds * 1000 / (2.0 * rows):0.0} µs a value");
        Single(platform.App.Services.GetRequiredService<Protector>());
    }

    private static async Task<TimeSpan> ImportAsync(TestPlatform platform, int site, int rows, bool withNumbers)
    {
        var flow = new ImportFlow(new SystemMediator(platform), StaffImport.KindName, site, new Dictionary<string, string>());
        var content = new MemoryStream(File(rows, withNumbers));
        var watch = Stopwatch.StartNew();
        var check = await flow.CheckAsync("名册.csv", content, new Progress<ImportProgress>(), CancellationToken.None);
        var outcome = await flow.ImportAsync(check.Key, goodRowsOnly: false, new Progress<ImportProgress>(), CancellationToken.None);
        Console.WriteLine($"{outcome.Imported:N0} people {(withNumbers ? "with" : "without")} protected fields: {watch.Elapsed.TotalSeconds:0.0} s");
        return watch.Elapsed;
    }

    private static byte[] File(int rows, bool withNumbers)
    {
        var text = new StringBuilder(withNumbers ? "工号,姓名,岗位,手机号,身份证号\n" : "工号,姓名,岗位\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i:000000},林晓梅,专干");
            if (withNumbers)
            {
                var digits = string.Create(CultureInfo.InvariantCulture, $"990000{1900 + (i / 10_000)}{1 + (i / 900 % 12):00}{1 + (i / 1_000 % 28):00}{i % 1_000:000}");
                text.Append(CultureInfo.InvariantCulture, $",139{i:00000000},{digits}{IdentityNumbers.CheckOf(digits)}");
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Single(Protector protector)
    {
        var person = new StaffMember { Number = "1", Name = "林晓梅" };
        Time("seal and index", () => protector.Set(StaffFields.Phone, person, "13900000000"));
        Time("open and mask", () => protector.Mask(StaffFields.Phone, person.Id, person.Phone));
        Time("blind index", () => protector.Indexes(StaffFields.Phone, "13900000000"));
    }

    private static void Time(string what, Action work)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Values; i++)
        {
            work();
        }

        Console.WriteLine($"{what}: {watch.Elapsed.TotalMicroseconds / Values:0.0} µs");
    }

    private sealed class SystemMediator(TestPlatform platform) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            platform.Sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), request, cancellationToken);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
