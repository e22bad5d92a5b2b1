using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Register;

/// <summary>Somebody who came has left, or somebody who left is back. Refuses NOT_FOUND, CHANGED_MEANWHILE, NOT_YOUR_VILLAGE, WRONG_STATE and BEFORE_MOVED.</summary>
[Label("结束流动人口登记")]
[Requires(MigrantPermissions.Register)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/records/{id}/end", "登记离开或返回的日期")]
[Clauses("P3-MIGCERT-02b", "P3-MIGSERVICE-04")]
internal sealed record EndMigrant(int SiteId, Guid Id, DateOnly? On, Guid? Version = null) : ICommand, ISiteRequest;

/// <summary>A registration made by mistake: it stays in the trail and counts nowhere. Refuses NOT_FOUND, CHANGED_MEANWHILE, NOT_YOUR_VILLAGE and WRONG_STATE.</summary>
[Label("作废流动人口登记")]
[Requires(MigrantPermissions.Register)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/records/{id}/void", "作废一条登记错误的记录，写明原因")]
[Clauses("P3-MIGCERT-02b")]
internal sealed record VoidMigrant(int SiteId, Guid Id, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class EndMigrantValidator : AbstractValidator<EndMigrant>
{
    public EndMigrantValidator() => RuleFor(c => c.On).NotNull().WithMessage("请填写离开或返回的日期。");
}

internal sealed class VoidMigrantValidator : AbstractValidator<VoidMigrant>
{
    public VoidMigrantValidator() => RuleFor(c => c.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明作废原因，2 至 200 字。");
}

internal sealed class EndMigrantHandlers(MigrantsDbContext db, MigrantDesk desk, Operation operation) : IRequestHandler<EndMigrant, Unit>, IRequestHandler<VoidMigrant, Unit>
{
    public async Task<Unit> Handle(EndMigrant request, CancellationToken cancellationToken)
    {
        var record = await CurrentAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (request.On < record.MovedOn || request.On > operation.Today)
        {
            throw new RefusalException(
                "BEFORE_MOVED", $"日期应在流动日期（{record.MovedOn:yyyy-MM-dd}）之后，不晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.On), "日期不对")]);
        }

        (record.State, record.EndedOn) = (RecordState.Ended, request.On);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(VoidMigrant request, CancellationToken cancellationToken)
    {
        var record = await CurrentAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        record.State = RecordState.Void;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"作废登记 {record.Number}");
        return Unit.Value;
    }

    private async Task<MigrantRecord> CurrentAsync(int site, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var record = await desk.RecordAsync(site, id, version, cancellationToken);
        return record.State == RecordState.Current
            ? record
            : throw new RefusalException("WRONG_STATE", $"登记 {record.Number} {MigrantRules.Of(record.State)}，不能再办理。", RefusalKind.Conflict);
    }
}
