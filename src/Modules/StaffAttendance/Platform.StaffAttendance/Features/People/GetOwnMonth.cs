using MediatR;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.People;

/// <summary>The signed-in person's own month, day by day, days to come included. Refuses NO_PERSON and OTHER_SITE.</summary>
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/months/{month}/own", "本人某月每天的考勤和合计")]
[Clauses("P4-ATTENDANCE-01", "P4-ATTENDANCE-02a")]
internal sealed record GetOwnMonth(int SiteId, YearMonth Month) : IQuery<OwnMonth>, ISiteRequest;

/// <param name="Post">As on the staff list.</param>
internal sealed record OwnMonth(string Name, string Number, string Post, YearMonth Month, IReadOnlyList<PersonDay> Days, PersonMonthFigures Figures);

internal sealed class GetOwnMonthHandler(OwnPerson own, PersonReader reader) : IRequestHandler<GetOwnMonth, OwnMonth>
{
    public async Task<OwnMonth> Handle(GetOwnMonth request, CancellationToken cancellationToken)
    {
        var person = await own.AtAsync(request.SiteId, cancellationToken);
        var days = await reader.DaysAsync(request.SiteId, person.Id, request.Month.FirstDay, request.Month.LastDay, cancellationToken);
        return new OwnMonth(person.Name, person.Number, person.Post, request.Month, days, PersonMonthFigures.Of(days));
    }
}
