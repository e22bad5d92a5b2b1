using Microsoft.EntityFrameworkCore;
using Platform.ArchitectureTests.Planted;
using Platform.ArchitectureTests.Rules;
using Platform.Infrastructure.Data;
using Xunit;

namespace Platform.ArchitectureTests;

public class ModelTests
{
    private static readonly ModuleDbContext Bad = Found.Context(typeof(PlantedContext));

    public static TheoryData<Type> Contexts => [.. Found.ContextTypes];

    public static TheoryData<Type, DatabaseProvider> ContextsAndProviders =>
        [.. from c in Found.ContextTypes from p in Enum.GetValues<DatabaseProvider>() select (c, p)];

    [Theory, MemberData(nameof(Contexts))]
    public void The_model_keeps_the_rules(Type type)
    {
        using var db = Found.Context(type);
        Assert.NotEmpty(ModelRules.ModelOf(db).GetEntityTypes());
        Assert.Empty(ModelRules.Prefix(db));
        Assert.Empty(ModelRules.SiteFilter(db));
        Assert.Empty(ModelRules.NullableInUniqueIndex(db));
        Assert.Empty(ModelRules.GeneratedValues(db));
        Assert.Empty(ModelRules.ProviderTypes(db));
        Assert.Empty(ModelRules.Unprotected(db));
    }

    [Theory, MemberData(nameof(ContextsAndProviders))]
    public void The_migrations_say_all_that_the_model_says(Type type, DatabaseProvider provider)
    {
        using var db = Found.Context(type, provider);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"scripts/add-migration.sh {type.Assembly.GetName().Name} <Name>");
    }

    [Fact]
    public void Planted_faults_of_the_model_are_found()
    {
        Assert.Contains("Unfiltered", Assert.Single(ModelRules.Prefix(Bad)));
        Assert.Contains(ModelRules.SiteFilter(Bad), v => v.Contains("not ISiteOwned"));
        Assert.Contains(ModelRules.SiteFilter(Bad), v => v.StartsWith("FilterRemoved"));
        Assert.Contains(ModelRules.SiteFilter(Bad), v => v.StartsWith("SecondSiteUnsaid"));
        Assert.Contains(ModelRules.SiteFilter(Bad), v => v.StartsWith("SecondSiteUnfiltered"));
        Assert.Single(ModelRules.NullableInUniqueIndex(Bad));
        Assert.Contains(ModelRules.GeneratedValues(Bad), v => v.StartsWith("Unfiltered.Id"));
        Assert.Single(ModelRules.ProviderTypes(Bad));
        Assert.Equal(
            ["FilterRemoved.HomeAddress is personal and not a ProtectedText", "FilterRemoved.Phone has no [Protected]", "FilterRemoved.PhoneIndex is not [Sensitive]"],
            ModelRules.Unprotected(Bad).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_planted_model_change_is_pending() => Assert.True(Bad.Database.HasPendingModelChanges());
}
