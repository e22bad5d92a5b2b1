using System.Security.Cryptography;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files.Reading;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>Keeps a file that was checked, so that it can be imported by its key.</summary>
[Label("上传并检查导入文件")]
[SignedIn]
internal sealed record StoreImport(
    string Kind, int SiteId, string FileName, FileContent Content, IReadOnlyDictionary<string, string> Options, int TotalRows, int GoodRows)
    : ICommand<Guid>, ISiteRequest;

internal sealed class StoreImportHandler(CoreDbContext db, FileVault vault, ImportDesk desk, Operation operation) : IRequestHandler<StoreImport, Guid>
{
    public async Task<Guid> Handle(StoreImport request, CancellationToken cancellationToken)
    {
        var definition = await desk.OpenAsync(request.Kind, request.SiteId, cancellationToken);
        var file = new StoredFile
        {
            SiteId = request.SiteId,
            Kind = request.Kind,
            Name = request.FileName.Length > 200 ? request.FileName[^200..] : request.FileName,
            Length = request.Content.Length,
            Sha256 = Hash(request.Content),
            Options = ImportOptions.Write(request.Options),
            UploadedBy = operation.Actor.AccountId,
            UploadedAt = operation.Now,
            ExpiresAt = operation.Now + ImportLimits.KeptFor,
            TotalRows = request.TotalRows,
            GoodRows = request.GoodRows,
        };
        db.Add(file);
        vault.Add(file.Id, file.SiteId, request.Content.Kept);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"检查{definition.Title}文件：{request.TotalRows} 行，可导入 {request.GoodRows} 行，SHA-256 {file.Sha256}");
        return file.Id;
    }

    private static string Hash(FileContent content)
    {
        using var stream = content.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
