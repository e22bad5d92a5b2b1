using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Staff;

namespace Platform.Infrastructure.Protection.Requests;

/// <summary>Somebody of the staff list asked for a copy of the own data. Due on the fifteenth working day after.</summary>
[Requires(CorePermissions.ManageDataRequests)]
[Endpoint(Verb.Post, "data-requests", "登记一件本人查阅、复制个人信息的申请")]
internal sealed record RecordDataRequest(int SiteId, Guid StaffId, DateOnly AskedOn, DataRequestAsker AskedBy = DataRequestAsker.Self) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"staff:{StaffId}";
}

internal sealed class RecordDataRequestValidator : AbstractValidator<RecordDataRequest>
{
    public RecordDataRequestValidator()
    {
        RuleFor(r => r.StaffId).NotEmpty().WithMessage("请选择申请人");
        RuleFor(r => r.AskedOn).NotEmpty().WithMessage("请填写申请日期");
    }
}

internal sealed class RecordDataRequestHandler(CoreDbContext db, IWorkingDays days, Operation operation) : IRequestHandler<RecordDataRequest, Guid>
{
    private const int WorkingDays = 15;

    public async Task<Guid> Handle(RecordDataRequest request, CancellationToken cancellationToken)
    {
        if (request.AskedOn > operation.Today)
        {
            throw new RefusalException("DAY_IN_FUTURE", "申请日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.AskedOn), "不能晚于今天")]);
        }

        var name = await db.Set<StaffMember>().Where(s => s.Id == request.StaffId && s.SiteId == request.SiteId).Select(s => s.Name).FirstOrDefaultAsync(cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个人，或不在您的管辖范围内。", RefusalKind.NotFound);
        var asked = new DataRequest
        {
            SiteId = request.SiteId,
            SubjectRef = StaffFields.Phone.RefOf(request.StaffId),
            SubjectName = name,
            AskedOn = request.AskedOn,
            AskedBy = request.AskedBy,
            DueOn = Enumerable.Range(0, WorkingDays).Aggregate(request.AskedOn, (day, _) => days.Next(day)),
        };
        db.Add(asked);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记查阅个人信息的申请，{asked.DueOn:yyyy-MM-dd} 前答复");
        return asked.Id;
    }
}
