using System.Net;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Access;

/// <summary>Downloads of attached files, as every role: a file that is not yours is like none.</summary>
[Collection("access walk")]
public class AttachmentWalkTests(World world, ITestOutputHelper output)
{
    [Fact]
    public async Task A_foreign_file_is_like_one_that_is_not_there()
    {
        await world.ReadyAsync();
        var walk = new Walk(output, "attachments of others");
        var foreign = Assert.Single(world.ForeignRows, r => r.Table == "Attachment").Id;
        await walk.EachAsync(world.Everybody.Where(w => !w.Scope.Contains(Places.ForeignSite)), async walker =>
        {
            var answer = await walker.TryAsync(() => Download(foreign));
            var unknown = await walker.TryAsync(() => Download(Guid.CreateVersion7()));
            var wanted = walker.IsNobody ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound;
            return answer.Status == wanted && answer.Status == unknown.Status && !answer.Leaks ? null : $"{walker}: {answer}, a file that is not there: {unknown}";
        });
        walk.End(5);
    }

    private static HttpRequestMessage Download(Guid id) => new(HttpMethod.Get, $"/api/attachments/{id}");
}
