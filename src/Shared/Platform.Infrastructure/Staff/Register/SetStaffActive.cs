using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>Somebody left the post, or is back. Nothing is deleted.</summary>
[Requires(CorePermissions.ManageStaff)]
[Endpoint(Verb.Put, "staff/{id}/active", "停用或恢复人员，不删除任何记录")]
internal sealed record SetStaffActive(Guid Id, int SiteId, bool Active) : ICommand, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => $"staff:{Id}";
}

internal sealed class SetStaffActiveHandler(CoreDbContext db, Operation operation) : IRequestHandler<SetStaffActive, Unit>
{
    public async Task<Unit> Handle(SetStaffActive request, CancellationToken cancellationToken)
    {
        var person = await db.Set<StaffMember>().FirstOrDefaultAsync(p => p.Id == request.Id && p.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个人，或不在您的管辖范围内。", RefusalKind.NotFound);
        (person.Active, person.LeftOn) = (request.Active, request.Active ? null : operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Active ? "恢复人员" : "停用人员");
        return Unit.Value;
    }
}
