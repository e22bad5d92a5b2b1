using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Features.Meetings;

/// <summary>Convenes the meeting of a month by hand, where no close has done it.</summary>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Post, "oversight/meetings", "召集一次月度例会")]
[Clauses("P3-WORKRULES-01")]
internal sealed record CreateMeeting(int SiteId, YearMonth Month) : ICommand<Guid>, ISiteRequest;

internal sealed class CreateMeetingHandler(OversightDbContext db, AgendaWriter agenda) : IRequestHandler<CreateMeeting, Guid>
{
    public async Task<Guid> Handle(CreateMeeting request, CancellationToken cancellationToken)
    {
        if (await db.Set<Meeting>().AnyAsync(m => m.SiteId == request.SiteId && m.Period == request.Month.FirstDay, cancellationToken))
        {
            throw new RefusalException("MEETING_EXISTS", $"{request.Month.ToChinese()}的例会已经召集。", RefusalKind.Conflict);
        }

        var meeting = MeetingFactory.Create(request.SiteId, request.Month);
        db.Add(meeting);
        db.AddRange(await agenda.ItemsAsync(
            request.Month.AddMonths(-1), request.SiteId, request.SiteId, new Dictionary<int, Meeting> { [request.SiteId] = meeting }, [], cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return meeting.Id;
    }
}
