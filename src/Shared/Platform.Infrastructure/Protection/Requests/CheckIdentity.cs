using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Requests;

/// <summary>Records how the identity of the person was checked. No number of a paper: how is enough.</summary>
[Requires(CorePermissions.ManageDataRequests)]
[Endpoint(Verb.Put, "data-requests/{id}/identity", "记录申请人的身份是怎样核对的")]
internal sealed record CheckIdentity(Guid Id, int SiteId, string How) : ICommand, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => $"data-request:{Id}";
}

internal sealed class CheckIdentityValidator : AbstractValidator<CheckIdentity>
{
    public CheckIdentityValidator() => RuleFor(r => r.How).Must(h => h?.Trim().Length is >= 2 and <= 100).WithMessage("请写明怎样核对的，2 至 100 个字");
}

internal sealed class CheckIdentityHandler(DataRequestDesk desk, CoreDbContext db, Operation operation) : IRequestHandler<CheckIdentity, Unit>
{
    public async Task<Unit> Handle(CheckIdentity request, CancellationToken cancellationToken)
    {
        (await desk.OpenAsync(request.Id, request.SiteId, cancellationToken)).IdentityChecked = request.How.Trim();
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("核对申请人身份");
        return Unit.Value;
    }
}
