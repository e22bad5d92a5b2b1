using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Personal;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Requests;

/// <summary>
/// Collects from all modules what is kept about the person, in full, because it is the person's own. Only after the identity was checked, and each time with
/// an entry in the trail.
/// </summary>
[Requires(CorePermissions.ManageDataRequests)]
[Endpoint(Verb.Post, "data-requests/{id}/document", "汇集一个人的全部个人信息，供本人查阅、复制")]
internal sealed record OpenPersonalData(Guid Id, int SiteId) : ICommand<PersonalDocument>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"data-request:{Id}";
}

internal sealed record PersonalDocument(string Name, DateOnly AskedOn, DateOnly MadeOn, IReadOnlyList<PersonalDataSection> Sections);

internal sealed class OpenPersonalDataHandler(DataRequestDesk desk, IMediator mediator, Operation operation) : IRequestHandler<OpenPersonalData, PersonalDocument>
{
    public async Task<PersonalDocument> Handle(OpenPersonalData request, CancellationToken cancellationToken)
    {
        var asked = await desk.OpenAsync(request.Id, request.SiteId, cancellationToken);
        if (asked.IdentityChecked.Length == 0)
        {
            throw new RefusalException("IDENTITY_NOT_CHECKED", "还没有核对申请人的身份。请先核对，再汇集个人信息。", RefusalKind.Refused);
        }

        var collected = new PersonalDataRequested(asked.SubjectRef, asked.SiteId);
        await mediator.Publish(collected, cancellationToken);
        operation.Note($"汇集个人信息供本人查阅，共 {collected.Sections.Count} 部分");
        return new PersonalDocument(asked.SubjectName, asked.AskedOn, operation.Today, collected.Sections);
    }
}
