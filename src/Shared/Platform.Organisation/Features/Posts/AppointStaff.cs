using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Posts;

/// <summary>Puts a person on a post from a day on. Refuses POST_FULL, ALREADY_ON_POST, SECOND_MAIN_POST, REASON_FOR_PAST.</summary>
/// <param name="To">Last day; null: until further notice.</param>
/// <param name="IsMain">The main post, whose name stands on the staff list.</param>
/// <param name="Reason">Needed when it began before today.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/assignments", "任命：某人自某日起担任某岗位")]
[Clauses("P4-DIRECTOR-01", "P3-COMMPOST-00", "P3-DISTRIBUTION-02", "P3-SCHOOLDUTY-02", "P4-VILLAGELINK-05a", "P3-OFFICEDUTY-02a")]
internal sealed record AppointStaff(int SiteId, Guid PostId, Guid StaffId, DateOnly? From, DateOnly? To = null, bool IsMain = true, string Reason = "")
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"post:{PostId}";
}

internal sealed class AppointStaffValidator : AbstractValidator<AppointStaff>
{
    public AppointStaffValidator()
    {
        RuleFor(r => r.StaffId).NotEmpty().WithMessage("请选择人员");
        RuleFor(r => r.From).NotNull().WithMessage("请填写任职日期");
        RuleFor(r => r.Reason).MaximumLength(200).WithMessage("原因最多 200 字");
    }
}

internal sealed class AppointStaffHandler(AppointmentDesk desk, Operation operation) : IRequestHandler<AppointStaff, Guid>
{
    public async Task<Guid> Handle(AppointStaff request, CancellationToken cancellationToken)
    {
        var beginning = new Beginning(request.PostId, request.StaffId, request.From!.Value, request.To ?? OpenEnd.Never, request.IsMain, request.Reason ?? "");
        var made = await desk.ApplyAsync(request.SiteId, [], [beginning], Guid.Empty, cancellationToken);
        operation.Note($"任命：{Days.Span(beginning.From, beginning.To)}{(request.IsMain ? "" : "，兼任")}");
        return made[0];
    }
}
