using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Infrastructure.Files.Attachments;

namespace Platform.Infrastructure.Web;

/// <summary>Downloads of attached files. Always saved, never opened inside the site: what an office uploads is not the platform's own content.</summary>
public static class AttachmentEndpoints
{
    public static void MapAttachmentEndpoints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/attachments/{id:guid}", async (Guid id, HttpContext http, IMediator mediator, CancellationToken ct) =>
            {
                var file = await mediator.Send(new OpenAttachment(id), ct);
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers.CacheControl = "no-store";
                return Results.File(file.Content, AttachmentTypes.MediaOf(file.Type), file.Name);
            })
            .WithTags("附件").WithName("DownloadAttachment").WithSummary("下载附件，每次下载都记入操作日志")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound);
}
