using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Requests;

/// <summary>The copy was handed over, or the request was answered otherwise.</summary>
[Requires(CorePermissions.ManageDataRequests)]
[Endpoint(Verb.Put, "data-requests/{id}/answer", "记录申请已答复")]
internal sealed record AnswerDataRequest(Guid Id, int SiteId, string How) : ICommand, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => $"data-request:{Id}";
}

internal sealed class AnswerDataRequestValidator : AbstractValidator<AnswerDataRequest>
{
    public AnswerDataRequestValidator() => RuleFor(r => r.How).Must(h => h?.Trim().Length is >= 2 and <= 100).WithMessage("请写明怎样答复的，2 至 100 个字");
}

internal sealed class AnswerDataRequestHandler(DataRequestDesk desk, CoreDbContext db, Operation operation) : IRequestHandler<AnswerDataRequest, Unit>
{
    public async Task<Unit> Handle(AnswerDataRequest request, CancellationToken cancellationToken)
    {
        var asked = await desk.OpenAsync(request.Id, request.SiteId, cancellationToken);
        if (asked.IdentityChecked.Length == 0)
        {
            throw new RefusalException("IDENTITY_NOT_CHECKED", "还没有核对申请人的身份，不能答复。", RefusalKind.Refused);
        }

        (asked.AnsweredOn, asked.AnsweredHow) = (asked.AnsweredOn ?? operation.Today, request.How.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(asked.AnsweredOn <= asked.DueOn ? "按期答复查阅个人信息的申请" : "逾期答复查阅个人信息的申请");
        return Unit.Value;
    }
}
