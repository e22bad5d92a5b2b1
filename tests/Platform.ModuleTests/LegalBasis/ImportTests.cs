using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.LegalBasis;
using Platform.Infrastructure.Files;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;
using Platform.LegalBasis.Features.Import;
using Platform.ModuleTests.Files;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.LegalBasis;

/// <summary>A county brings its own rules as a table.</summary>
public class ImportTests
{
    private const string Header = "编号,名称,层级,适用区划代码,施行日期,失效日期,来源,条,条文要点,允许的行为\n";

    private const string Good =
        "NG-7,宁国市规程,规范性文件,341881000,2022-03-01,,市政府公报,1,应当登记,登记、受理; 生育登记\n"
        + "NG-7,宁国市规程,规范性文件,341881000,2022-03-01,,市政府公报,2,检查时出示证件,检查、取证\n";

    [Theory, DatabaseData]
    public async Task Lines_become_an_instrument_with_articles_that_wait_for_confirmation(DatabaseKind kind)
    {
        await using var register = await Register.OpenAsync(kind);
        var flow = Flow(register);
        const string Text = Header + Good;
        var check = await flow.CheckAsync("规程.csv", new MemoryStream(Sheets.Text(Text)), Silent.Progress, default);
        Assert.Empty(check.Issues);
        Assert.Equal(new ImportOutcome(2, 2, 0, 0), await flow.ImportAsync(check.Key, false, Silent.Progress, default));
        Assert.True((await register.Ask("NG-7/1", ActKind.BirthRegistration, Places.FirstSite, Register.Today)).Allowed);
        Assert.Equal(BasisCodes.Unconfirmed, (await register.Ask("NG-7/2", ActKind.Inspection, Places.FirstSite, Register.Today)).Code);

        var again = await flow.CheckAsync("规程.csv", new MemoryStream(Sheets.Text(Text)), Silent.Progress, default);
        Assert.Equal(new ImportOutcome(2, 0, 2, 0), await flow.ImportAsync(again.Key, false, Silent.Progress, default));
        Assert.Equal(1, await register.Platform.Read<LegalBasisDbContext, int>(db => db.Set<Instrument>().CountAsync(i => i.Code == "NG-7")));
    }

    [Fact]
    public async Task Wrong_lines_name_their_cell()
    {
        await using var register = await Register.OpenAsync();
        var text = Header
            + "L03,改写国家法律,法律,341881000,2022-03-01,,公报,1,要点,\n"
            + "NG-8,外省规程,规范性文件,440000000,2022-03-01,,公报,1,要点,\n"
            + "NG-9,全国文件,规范性文件,0,2022-03-01,,公报,1,要点,\n"
            + "NG-7,宁国市规程,规范性文件,341881000,2022-03-01,2021-01-01,公报,1,要点,\n"
            + "NG-6,宁国市办法,规范性文件,341881000,2022-03-01,,公报,1,要点,没有的行为\n"
            + "NG-5,宁国市办法,规范性文件,341881000,2022-03-01,,公报,1,要点,\n"
            + "NG-5,另一名称,规范性文件,341881000,2022-03-01,,公报,2,要点,\n"
            + "NG 4/1,宁国市办法,规范性文件,341881000,2022-03-01,,公报,1,要点,\n";
        var check = await Flow(register).CheckAsync("规程.csv", new MemoryStream(Sheets.Text(text)), Silent.Progress, default);
        Assert.Equal(
            [(2, "编号"), (3, "适用区划代码"), (4, "适用区划代码"), (5, "失效日期"), (6, "允许的行为"), (8, "编号"), (9, "编号")],
            check.Issues.Select(i => (i.Row, i.Column)).Order());
    }

    private static IImportFlow Flow(Register register) => new ImportFlows(new Caller(register)).For(LegalImport.KindName, Places.CountyId);

    /// <summary>The mediator as a page of the county's administrator has it.</summary>
    private sealed class Caller(Register register) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => register.AsFirst(request);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }

    private sealed class Silent : IProgress<ImportProgress>
    {
        public static readonly Silent Progress = new();

        public void Report(ImportProgress value)
        {
        }
    }
}
