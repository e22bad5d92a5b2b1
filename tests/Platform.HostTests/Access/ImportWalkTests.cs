using System.Net;
using Autofac;
using Platform.Infrastructure.Files;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Access;

/// <summary>Files up and down: templates, checked files and error files of every kind of import, as every role.</summary>
[Collection("access walk")]
public class ImportWalkTests(World world, ITestOutputHelper output)
{
    [Fact]
    public async Task Templates_and_uploads_need_the_permission_of_their_kind_and_the_site()
    {
        var kinds = await KindsAsync();
        var walk = new Walk(output, "imports x roles x divisions");
        var cases = from kind in kinds
                    from walker in world.Everybody
                    from site in new[] { walker.Home, Places.ForeignSite, Places.CountyId }.Distinct()
                    from upload in new[] { false, true }
                    select (kind, walker, site, upload);
        await walk.EachAsync(cases, async c =>
        {
            var answer = await c.walker.TryAsync(() => c.upload ? Upload(c.kind.Kind, c.site) : new HttpRequestMessage(HttpMethod.Get, $"/api/imports/{c.kind.Kind}/template?siteId={c.site}"));
            walk.Count(((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
            HttpStatusCode[] right = c.walker switch
            {
                { IsNobody: true } => [HttpStatusCode.Unauthorized],
                _ when !c.walker.Scope.Contains(c.site) => [HttpStatusCode.NotFound, .. c.walker.Has(c.kind.Permission) ? Array.Empty<HttpStatusCode>() : [HttpStatusCode.Forbidden]],
                _ when !c.walker.Has(c.kind.Permission) => [HttpStatusCode.Forbidden],
                _ => [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity],
            };
            return right.Contains(answer.Status) && (!answer.Leaks || c.walker.Scope.Contains(Places.ForeignSite))
                ? null
                : $"{(c.upload ? "upload" : "template")} {c.kind.Kind} as {c.walker} about {c.site}: {answer}, expected {string.Join(" or ", right)}";
        });
        walk.End(100);
    }

    [Fact]
    public async Task A_file_is_there_for_whom_it_uploaded_and_nobody_else()
    {
        var kind = (await KindsAsync())[0].Kind;
        var walk = new Walk(output, "files of others");
        Guid[] files = [.. world.OwnRows.Concat(world.ForeignRows).Where(r => r.Table == "StoredFile").Select(r => r.Id)];
        Assert.Equal(2, files.Length);
        var cases = from walker in world.Everybody
                    from file in files
                    from path in new[] { $"GET /api/imports/{kind}/ID/errors", $"POST /api/imports/{kind}/ID/apply", $"POST /api/imports/{kind}/ID/apply?goodRowsOnly=true" }
                    select (walker, file, path);
        await walk.EachAsync(cases, async c =>
        {
            var answer = await c.walker.TryAsync(() => Of(c.path, c.file));
            var unknown = await c.walker.TryAsync(() => Of(c.path, Guid.CreateVersion7()));
            var wanted = c.walker.IsNobody ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound;
            return answer.Status == wanted && Walker.Plain(answer.Text, c.file) == Walker.Plain(unknown.Text, c.file) ? null : $"{c.path} as {c.walker}: {answer}, a file that is not there: {unknown}";
        });
        walk.End(80);
    }

    private async Task<IReadOnlyList<(string Kind, string Permission)>> KindsAsync()
    {
        await world.ReadyAsync();
        await using var operation = world.Platform.Begin();
        var kinds = operation.Resolve<IEnumerable<ImportDefinition>>().Select(d => (d.Kind, d.Permission)).ToList();
        Assert.NotEmpty(kinds);
        return kinds;
    }

    private static HttpRequestMessage Of(string path, Guid file) => new(new HttpMethod(path.Split(' ')[0]), path.Split(' ')[1].Replace("ID", file.ToString(), StringComparison.Ordinal));

    private static HttpRequestMessage Upload(string kind, int site) => new(HttpMethod.Post, $"/api/imports/{kind}")
    {
        Content = new MultipartFormDataContent
        {
            { new StringContent(site.ToString(System.Globalization.CultureInfo.InvariantCulture)), "siteId" },
            { new ByteArrayContent("列\n值\n"u8.ToArray()), "file", "a.csv" },
        },
    };
}
