using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Meetings;

/// <summary>
/// Writes lines of the sign-in sheet: somebody of the staff, or a guest by name, is present, late or absent with a reason. Lines not sent stay as they are, so
/// two phones at the door do not overwrite each other; the same lines twice are once.
/// </summary>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Put, "oversight/meetings/sign-in", "登记会议签到")]
[Clauses("P3-WORKRULES-01", "P3-STREETSUPPLY-07a")]
internal sealed record RecordSignIn(int SiteId, Guid Id, IReadOnlyList<SignInLine> Lines) : ICommand, ISiteRequest, IRecordRequest, IIdempotent
{
    public string RecordRef => $"meeting:{Id}";
}

/// <param name="StaffId">Empty for a guest.</param>
/// <param name="Name">Of a guest; of somebody of the staff the list's name is taken.</param>
/// <param name="State">Null: the line is taken off the sheet.</param>
/// <param name="Reason">Needed for somebody absent.</param>
internal sealed record SignInLine(Guid StaffId, string? Name, string? Post, Attendance? State, string? Reason);

internal sealed class RecordSignInValidator : AbstractValidator<RecordSignIn>
{
    public RecordSignInValidator()
    {
        RuleFor(r => r.Lines).NotEmpty().WithMessage("没有改动的签到").Must(l => l.Count <= 500).WithMessage("一次最多登记500人");
        RuleForEach(r => r.Lines).SetValidator(new SignInLineValidator());
    }
}

internal sealed class SignInLineValidator : AbstractValidator<SignInLine>
{
    public SignInLineValidator()
    {
        RuleFor(l => l.Name).NotEmpty().When(l => l.StaffId == Guid.Empty).WithMessage("请填写来宾姓名").MaximumLength(100).WithMessage("姓名不超过100字");
        RuleFor(l => l.Post).MaximumLength(200).WithMessage("单位、职务不超过200字");
        RuleFor(l => l.Reason).NotEmpty().When(l => l.State == Attendance.Absent).WithMessage(l => $"{(string.IsNullOrWhiteSpace(l.Name) ? "" : l.Name + "：")}缺席请写明原因")
            .MaximumLength(200).WithMessage("原因不超过200字");
    }
}

internal sealed class RecordSignInHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<RecordSignIn, Unit>
{
    public async Task<Unit> Handle(RecordSignIn request, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id && m.SiteId == request.SiteId, cancellationToken) ?? throw MeetingRefusals.NotFound();
        if (meeting.State == MeetingState.Held)
        {
            throw new RefusalException("MEETING_HELD", "会议记录已经确认，签到表不能再改。漏签的请由主任“补签”。", RefusalKind.Conflict);
        }

        await SignInSheet.WriteAsync(db, mediator, operation, meeting, request.Lines, false, cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Somebody was there and was forgotten on the sheet: added after the minutes were confirmed, with a reason, and marked as such. Proofs stay.</summary>
[Requires(OversightPermissions.HoldMeeting)]
[Endpoint(Verb.Post, "oversight/meetings/sign-in/late", "会议记录确认后补签")]
[Clauses("P3-WORKRULES-01")]
internal sealed record AddLateSignIn(int SiteId, Guid Id, SignInLine Line, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed class AddLateSignInValidator : AbstractValidator<AddLateSignIn>
{
    public AddLateSignInValidator()
    {
        RuleFor(r => r.Line).SetValidator(new SignInLineValidator());
        RuleFor(r => r.Line.State).NotNull().WithMessage("请选择到会情况").OverridePropertyName("State");
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明补签原因").MaximumLength(200).WithMessage("原因不超过200字");
    }
}

internal sealed class AddLateSignInHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<AddLateSignIn, Unit>
{
    public async Task<Unit> Handle(AddLateSignIn request, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id && m.SiteId == request.SiteId, cancellationToken) ?? throw MeetingRefusals.NotFound();
        if (meeting.State != MeetingState.Held)
        {
            throw new RefusalException("MEETING_NOT_HELD", "会议记录还没有确认，请直接在签到表中登记。", RefusalKind.Conflict);
        }

        var line = request.Line;
        var name = line.Name?.Trim() ?? "";
        if (await db.Set<MeetingAttendee>().AnyAsync(a => a.MeetingId == meeting.Id && a.StaffId == line.StaffId && (line.StaffId != Guid.Empty || a.Name == name), cancellationToken))
        {
            throw new RefusalException("ALREADY_SIGNED", "签到表上已经有这个人。", RefusalKind.Conflict);
        }

        await SignInSheet.WriteAsync(db, mediator, operation, meeting, [line], true, cancellationToken);
        operation.Note("补签：" + request.Reason);
        return Unit.Value;
    }
}

/// <summary>Writes lines of a sign-in sheet over what stands there.</summary>
internal static class SignInSheet
{
    public static async Task WriteAsync(
        OversightDbContext db, IMediator mediator, Operation operation, Meeting meeting, IReadOnlyList<SignInLine> lines, bool afterwards, CancellationToken cancellationToken)
    {
        var staff = (await mediator.Send(new GetStaff([meeting.SiteId]), cancellationToken)).ToDictionary(s => s.Id);
        var known = await db.Set<MeetingAttendee>().Where(a => a.MeetingId == meeting.Id).ToListAsync(cancellationToken);
        foreach (var line in lines.DistinctBy(l => l.StaffId == Guid.Empty ? (l.StaffId, l.Name?.Trim()) : (l.StaffId, null)))
        {
            var name = line.Name?.Trim() ?? "";
            var row = known.Find(a => a.StaffId == line.StaffId && (line.StaffId != Guid.Empty || a.Name == name));
            if (line.State is null)
            {
                if (row is not null)
                {
                    db.Remove(row);
                }

                continue;
            }

            if (row is null)
            {
                var person = line.StaffId == Guid.Empty ? null : staff.GetValueOrDefault(line.StaffId)
                    ?? throw new RefusalException("UNKNOWN_PERSON", "签到人不在本乡镇（街道）的人员名册中，请刷新后重试，或按来宾登记姓名。", RefusalKind.Invalid);
                db.Add(row = new MeetingAttendee
                {
                    SiteId = meeting.SiteId,
                    MeetingId = meeting.Id,
                    StaffId = line.StaffId,
                    Name = person?.Name ?? name,
                    Post = person?.Post ?? line.Post?.Trim() ?? "",
                    Afterwards = afterwards,
                });
            }

            (row.State, row.Reason, row.SignedAt) = (line.State.Value, line.State == Attendance.Present ? "" : line.Reason?.Trim() ?? "", operation.Now);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
