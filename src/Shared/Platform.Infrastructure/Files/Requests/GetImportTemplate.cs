using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Writing;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>The empty sheet of a kind, or one filled in with what is known.</summary>
[SignedIn]
internal sealed record GetImportTemplate(string Kind, int SiteId, IReadOnlyDictionary<string, string> Options) : IQuery<DownloadFile>, ISiteRequest;

internal sealed class GetImportTemplateHandler(ImportDesk desk) : IRequestHandler<GetImportTemplate, DownloadFile>
{
    public async Task<DownloadFile> Handle(GetImportTemplate request, CancellationToken cancellationToken)
    {
        var definition = await desk.OpenAsync(request.Kind, request.SiteId, cancellationToken);
        var filled = await definition.FillAsync(new ImportContext(request.SiteId, Guid.Empty, "", request.Options), cancellationToken);
        return await TemplateSheet.WriteAsync(definition, filled, cancellationToken);
    }
}
