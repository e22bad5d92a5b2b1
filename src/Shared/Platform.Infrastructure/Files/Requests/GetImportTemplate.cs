using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Writing;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>The empty sheet of a kind.</summary>
[SignedIn]
internal sealed record GetImportTemplate(string Kind, int SiteId) : IQuery<DownloadFile>, ISiteRequest;

internal sealed class GetImportTemplateHandler(ImportDesk desk) : IRequestHandler<GetImportTemplate, DownloadFile>
{
    public async Task<DownloadFile> Handle(GetImportTemplate request, CancellationToken cancellationToken) =>
        await TemplateSheet.WriteAsync(await desk.OpenAsync(request.Kind, request.SiteId, cancellationToken), cancellationToken);
}
