using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Staff.Register;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Divisions;

/// <summary>Rows of a closed township are read under its successor, in another county too, and written by nobody any more.</summary>
public sealed class ReadingUnderSuccessorTests
{
    [Theory, DatabaseData]
    public async Task The_successor_reads_the_rows_of_the_closed_one_and_cannot_write_them(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        await platform.Send(new SaveStaffMember(Places.FirstSite, null, "A1", "旧镇人", "经办"));
        await platform.Send(new SaveStaffMember(Places.ForeignSite, null, "B1", "新镇人", "经办"));
        await platform.Send(new SaveStaffMember(Places.SecondSite, null, "C1", "外镇人", "经办"));
        using var heir = await platform.SignInAsync(Roles.OfficeClerk, Places.ForeignSite);
        using var mover = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        using var county = await platform.SignInAsync(Roles.CountyAdministrator, Places.CountyId);
        using var other = await platform.SignInAsync(Roles.OfficeClerk, Places.SecondSite);
        Assert.Equal(["B1"], await Numbers(heir));
        Assert.Equal(HttpStatusCode.OK, await Save(mover, Places.FirstSite, "A2"));

        await platform.Send(new RecordDivisionChange(new(ChangeKind.Merged, "341881101", new(2026, 11, 23), "文件", Successors: "341882101")));
        Assert.Equal(["A1", "A2", "B1"], await Numbers(heir));
        Assert.Equal(["A1", "A2", "B1"], await Numbers(mover));
        Assert.Equal(["A1", "A2", "C1"], await Numbers(county));
        Assert.Equal(["C1"], await Numbers(other));

        foreach (var client in new[] { heir, mover, county })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await Save(client, Places.FirstSite, "A3"));
        }

        Assert.Contains("由“邻县镇”继承", await Refusal(heir, Places.FirstSite));
        Assert.Equal(HttpStatusCode.NotFound, await Save(other, Places.FirstSite, "A3"));
        Assert.Equal(HttpStatusCode.OK, await Save(mover, Places.ForeignSite, "B2"));

        // To look at the closed one alone, with all its pages.
        Assert.Equal(HttpStatusCode.NoContent, (await heir.PutAsJsonAsync("/api/me/scope", new { DivisionId = Places.FirstSite })).StatusCode);
        Assert.Equal(["A1", "A2"], await Numbers(heir));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Save(heir, Places.FirstSite, "A4"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.PutAsJsonAsync("/api/me/scope", new { DivisionId = Places.FirstSite })).StatusCode);
    }

    [Theory, DatabaseData]
    public async Task Only_the_heirs_own_queries_know_of_closed_divisions(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        Assert.DoesNotContain(" OR ", Sql(platform, Actor.NothingInherited));
        Assert.Contains(" OR ", Sql(platform, new HashSet<int> { Places.FirstSite }));
        Assert.DoesNotContain(" OR ", Sql(platform, Actor.NothingInherited));
    }

    private static string Sql(TestPlatform platform, IReadOnlySet<int> inherited)
    {
        using var scope = platform.Begin(Places.Site(Places.ForeignSite));
        var operation = scope.Resolve<Operation>();
        operation.ActorOrNull = operation.Actor with { Inherited = inherited };
        return scope.Resolve<CoreDbContext>().Set<Village>().Where(v => v.Name == "x").ToQueryString();
    }

    private static async Task<IEnumerable<string>> Numbers(HttpClient client)
    {
        var page = await client.GetFromJsonAsync<JsonObject>("/api/staff");
        return [.. page!["items"]!.AsArray().Select(i => i!["number"]!.GetValue<string>()).Order()];
    }

    private static async Task<HttpStatusCode> Save(HttpClient client, int site, string number) => (await PostAsync(client, site, number)).StatusCode;

    private static async Task<string> Refusal(HttpClient client, int site) => await (await PostAsync(client, site, "Z")).Content.ReadAsStringAsync();

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, int site, string number) =>
        client.PostAsJsonAsync("/api/staff", new { SiteId = site, Number = number, Name = "新人", Post = "经办" });
}
