using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;

namespace Platform.StaffAttendance;

/// <summary>The person on the staff list behind the account that asks.</summary>
internal sealed class OwnPerson(IMediator mediator, Operation operation)
{
    /// <summary>Refuses NO_PERSON without one, OTHER_SITE when it belongs elsewhere or has left. One statement.</summary>
    public async Task<StaffRow> AtAsync(int siteId, CancellationToken cancellationToken)
    {
        var id = operation.Actor.StaffId;
        if (id == Guid.Empty)
        {
            throw new RefusalException("NO_PERSON", "您的账号没有对应到人员名册中的人，请与管理员联系。", RefusalKind.Refused);
        }

        return (await mediator.Send(new GetPeople([id]), cancellationToken)).SingleOrDefault(p => p.SiteId == siteId && p.Active)
            ?? throw new RefusalException("OTHER_SITE", "您不在这个乡镇（街道）的人员名册中。", RefusalKind.Refused);
    }
}
