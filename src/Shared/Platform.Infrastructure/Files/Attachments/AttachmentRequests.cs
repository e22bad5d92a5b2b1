using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Files.Attachments;

/// <summary>Files of one record. Two statements.</summary>
[SignedIn, ByKey]
[Endpoint(Verb.Get, "sites/{siteId}/attachments/{kind}", "查询一条记录的附件")]
internal sealed record GetAttachments(int SiteId, string Kind, string RecordRef) : IQuery<IReadOnlyList<AttachmentRow>>, ISiteRequest;

internal sealed class GetAttachmentsHandler(AttachmentDesk desk) : IRequestHandler<GetAttachments, IReadOnlyList<AttachmentRow>>
{
    public async Task<IReadOnlyList<AttachmentRow>> Handle(GetAttachments request, CancellationToken cancellationToken)
    {
        var kind = await desk.OpenAsync(request.Kind, request.SiteId, write: false, cancellationToken);
        await kind.CheckReadAsync(request.SiteId, request.RecordRef, cancellationToken);
        var files = await desk.OfAsync(request.Kind, [request.RecordRef], cancellationToken);
        return [.. files[request.RecordRef]];
    }
}

/// <summary>Attaches files to a record that is there, where its kind allows it.</summary>
[Label("上传附件")]
[SignedIn, ByKey]
[Endpoint(Verb.Post, "sites/{siteId}/attachments/{kind}", "给一条记录上传附件，内容为 base64")]
internal sealed record AddAttachments(int SiteId, string Kind, string RecordRef, IReadOnlyList<AttachmentDraft> Files) : ICommand, ISiteRequest, IRecordRequest;

internal sealed class AddAttachmentsValidator : AbstractValidator<AddAttachments>
{
    public AddAttachmentsValidator()
    {
        RuleFor(r => r.RecordRef).NotEmpty().WithMessage("请指明所属的记录").MaximumLength(AttachmentLimits.RecordRefLength).WithMessage("记录编号太长");
        RuleFor(r => r.Files).NotEmpty().WithMessage("请选择要上传的文件");
    }
}

internal sealed class AddAttachmentsHandler(AttachmentDesk desk) : IRequestHandler<AddAttachments, Unit>
{
    public async Task<Unit> Handle(AddAttachments request, CancellationToken cancellationToken)
    {
        var kind = await desk.OpenAsync(request.Kind, request.SiteId, write: true, cancellationToken);
        await kind.CheckWriteAsync(request.SiteId, request.RecordRef, cancellationToken);
        await desk.AddAsync(request.Kind, request.SiteId, request.RecordRef, request.Files, cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Takes a file from its record, with a reason. The content is deleted; that it was there stays in the trail.</summary>
[Label("移除附件")]
[SignedIn, ByKey]
[Endpoint(Verb.Post, "attachments/{id}/remove", "移除附件，须写明原因")]
internal sealed record RemoveAttachment(Guid Id, string Reason) : ICommand, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"attachment:{Id}";
}

internal sealed class RemoveAttachmentValidator : AbstractValidator<RemoveAttachment>
{
    public RemoveAttachmentValidator() => RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字");
}

internal sealed class RemoveAttachmentHandler(AttachmentDesk desk, Operation operation) : IRequestHandler<RemoveAttachment, Unit>
{
    public async Task<Unit> Handle(RemoveAttachment request, CancellationToken cancellationToken)
    {
        var (file, kind) = await desk.FindAsync(request.Id, write: true, cancellationToken);
        await kind.CheckWriteAsync(file.SiteId, file.RecordRef, cancellationToken);
        await desk.RemoveAsync([file], request.Reason.Trim(), cancellationToken);
        operation.Note($"移除{kind.Title}附件 1 个");
        return Unit.Value;
    }
}

/// <summary>Opens a file for download; it is a command because each download stands in the trail.</summary>
[Label("下载附件")]
[SignedIn, ByKey]
internal sealed record OpenAttachment(Guid Id) : ICommand<AttachmentContent>, IIdempotent, IRecordRequest
{
    string IRecordRequest.RecordRef => $"attachment:{Id}";
}

internal sealed record AttachmentContent(string Name, AttachmentType Type, byte[] Content)
{
    public override string ToString() => $"{Content.Length} bytes";
}

internal sealed class OpenAttachmentHandler(AttachmentDesk desk, Operation operation) : IRequestHandler<OpenAttachment, AttachmentContent>
{
    public async Task<AttachmentContent> Handle(OpenAttachment request, CancellationToken cancellationToken)
    {
        var (file, kind) = await desk.FindAsync(request.Id, write: false, cancellationToken);
        await kind.CheckReadAsync(file.SiteId, file.RecordRef, cancellationToken);
        var content = await desk.ReadAsync(file.Id, cancellationToken);
        operation.Note($"下载{kind.Title}附件，SHA-256 {file.Sha256}");
        return new AttachmentContent(file.Name, file.Type, content);
    }
}
