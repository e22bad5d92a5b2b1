using System.Text;
using Platform.Benchmarks;
using Platform.TestKit.Databases;

// Measurements, each against something it can be compared with. Run alone, in Release:
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- close-month 1000 Sqlite
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- import 1000000 PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- sheets 41352 PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- supplies issues PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- supplies backdated Sqlite
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- supplies receipt Sqlite
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- supplies reconciliation PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- statistics intake PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- statistics reports PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- statistics search PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- trail 10000000 PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- deadlines 1000000 PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- clocks 100000 PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- crash-import 100 Sqlite
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- crash-close 100 Sqlite
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- protected-import 100000 Sqlite
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- per-site-jobs 1000 Sqlite
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- endpoints 200 PostgreSql
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- circuits 20
//   dotnet run -c Release --project tests/Benchmarks/Platform.Benchmarks -- cold-start
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
var kind = args is [not (CloseMonthBenchmark.Child or ImportBenchmark.Child or SheetsBenchmark.Child or AgreementBenchmark.Child), _, var named, ..] ? Enum.Parse<DatabaseKind>(named, ignoreCase: true) : DatabaseKind.Sqlite;
switch (args)
{
    case ["close-month", var sites, ..]:
        await CloseMonthBenchmark.RunAsync(int.Parse(sites, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case [CloseMonthBenchmark.Child, ..]:
        await CloseMonthBenchmark.RunChildAsync(args);
        break;
    case ["import", var rows, ..]:
        await ImportBenchmark.RunAsync(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case [ImportBenchmark.Child, ..]:
        await ImportBenchmark.RunChildAsync(args);
        break;
    case ["sheets", var sites, ..]:
        await SheetsBenchmark.RunAsync(int.Parse(sites, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case [SheetsBenchmark.Child, ..]:
        await SheetsBenchmark.RunChildAsync(args);
        break;
    case ["supplies", var part, ..]:
        await SuppliesBenchmark.RunAsync(part, kind);
        break;
    case ["statistics", var part, ..]:
        await StatisticsBenchmark.RunAsync(part, kind);
        break;
    case [AgreementBenchmark.Child, ..]:
        await AgreementBenchmark.RunChildAsync(args);
        break;
    case ["trail", var entries, ..]:
        await TrailBenchmark.RunAsync(int.Parse(entries, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case ["deadlines", var rows, ..]:
        await DeadlineBenchmark.RunAsync(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case ["clocks", var inquiries, ..]:
        await ClocksBenchmark.RunAsync(int.Parse(inquiries, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case ["crash-import", var times, ..]:
        await CrashImportBenchmark.RunAsync(int.Parse(times, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case ["crash-close", var kills, ..]:
        await CrashCloseBenchmark.RunAsync(int.Parse(kills, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case ["protected-import", var rows, ..]:
        await ProtectedImportBenchmark.RunAsync(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case ["per-site-jobs", var sites, ..]:
        await PerSiteJobsBenchmark.RunAsync(int.Parse(sites, System.Globalization.CultureInfo.InvariantCulture), kind);
        break;
    case ["endpoints", var sites, ..]:
        await EndpointBenchmark.RunAsync(int.Parse(sites, System.Globalization.CultureInfo.InvariantCulture), kind, args.ElementAtOrDefault(3) ?? "");
        break;
    case ["circuits", var pages]:
        await CircuitBenchmark.RunAsync(int.Parse(pages, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["cold-start", ..]:
        await ColdStartBenchmark.RunAsync();
        break;
    default:
        Console.Error.WriteLine(
            "close-month SITES | sheets SITES | per-site-jobs SITES | endpoints SITES [Sqlite|PostgreSql [PART]] | import ROWS | trail ENTRIES | deadlines ROWS | clocks INQUIRIES | protected-import ROWS | crash-import TIMES | crash-close TIMES | supplies issues|backdated|receipt|reconciliation | statistics intake|reports|search, each with [Sqlite|PostgreSql]; circuits PAGES; cold-start");
        return 2;
}

return 0;
