using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.ArchitectureTests.Planted;
using Platform.ArchitectureTests.Rules;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Data;
using Xunit;

namespace Platform.ArchitectureTests;

/// <summary>rights.md as tests: what has no name here cannot be kept, done or counted.</summary>
public partial class VocabularyTests
{
    [Fact]
    public void No_table_or_column_is_forbidden()
    {
        var names = Found.ContextTypes.SelectMany(t => NamesOf(Found.Context(t))).ToList();
        Assert.True(names.Count > 50, "the models were not read");
        Assert.Empty(Vocabulary.Forbidden(names));
    }

    [Fact]
    public void No_request_permission_duty_check_menu_or_job_is_forbidden()
    {
        var requests = RequestRules.RequestsIn(Found.Assemblies.SelectMany(a => a.GetTypes())).ToList();
        List<string> names =
        [
            .. requests.Select(t => Words(t.Name)),
            .. requests.SelectMany(t => t.GetProperties()).Select(p => Words(p.Name)),
            .. requests.SelectMany(t => t.GetCustomAttributes(typeof(EndpointAttribute), false).Cast<EndpointAttribute>()).SelectMany(e => new[] { e.Route, e.Summary }),
            .. Found.Modules.SelectMany(m => m.Permissions).SelectMany(p => new[] { p.Code, p.Name }),
            .. Found.Modules.SelectMany(m => m.Duties).SelectMany(d => new[] { d.Code, d.Name, d.Evidence }),
            .. Found.Modules.SelectMany(m => m.AuditChecks).SelectMany(c => new[] { c.Code, c.Name, c.Explanation }),
            .. Found.Modules.SelectMany(m => m.Menu).SelectMany(e => new[] { e.Text, e.Href }),
            .. Found.Modules.SelectMany(m => m.Jobs).SelectMany(j => new[] { j.Id, j.Name }),
        ];
        Assert.True(names.Count > 50, "the modules were not read");
        Assert.Empty(Vocabulary.Forbidden(names));
    }

    [Fact]
    public void Indicators_measure_the_office_only()
    {
        var indicators = Found.Modules.SelectMany(m => m.Indicators).ToList();
        Assert.NotEmpty(indicators);
        Assert.All(indicators, i => Assert.True(Enum.IsDefined(i.Kind), i.Code));
        Assert.Empty(Vocabulary.ForbiddenToScore(indicators.SelectMany(i => new[] { i.Code, i.Name, i.NumeratorName, i.DenominatorName })));
    }

    [Fact]
    public void The_kinds_of_indicators_are_those_of_the_law() =>
        Assert.Equal(
            ["Accuracy", "ComplaintsUpheld", "Completeness", "Punctuality", "RepliesInTime", "StockCover", "TrainingHeld"],
            Enum.GetNames<IndicatorKind>().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("pop_Person.PregnancyCheckedOn")]
    [InlineData("contraceptive_method")]
    [InlineData("IUD fitted")]
    [InlineData("birth-quota")]
    [InlineData("孕情检查")]
    [InlineData("引产人数")]
    [InlineData("计划外生育")]
    [InlineData("罚款金额")]
    public void A_planted_name_is_found(string name) => Assert.Single(Vocabulary.Forbidden([name]));

    [Theory]
    [InlineData("出生登记数")]
    [InlineData("手术例数")]
    [InlineData("births-registered")]
    [InlineData("fees collected")]
    public void A_planted_indicator_is_found(string name) => Assert.Single(Vocabulary.ForbiddenToScore([name]));

    [Fact]
    public void A_planted_column_is_found() =>
        Assert.Contains(Vocabulary.Forbidden(NamesOf(Found.Context(typeof(PlantedContext)))), n => n.Contains("Pregnancy"));

    [Theory]
    [InlineData("出生登记")]
    [InlineData("药具发放")]
    [InlineData("Studio radius period")]
    [InlineData("ovs_Duty Obligation")]
    public void An_innocent_name_passes(string name) => Assert.Empty(Vocabulary.Forbidden([name]));

    private static IEnumerable<string> NamesOf(ModuleDbContext db) =>
        ModelRules.ModelOf(db).GetEntityTypes().SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{Words(p.Name)}").Append(Words(e.GetTableName()!)));

    // StandingOrder -> Standing Order
    private static string Words(string identifier) => Hump().Replace(identifier, "$1 $2");

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Hump();
}
