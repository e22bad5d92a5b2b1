using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Security.Weaknesses;

/// <summary>The report to the body above: to whom, when, by whom, with which paper.</summary>
[Requires(CorePermissions.HandleWeakness)]
[Clauses("P3-MIGPLATSEC-03")]
[Endpoint(Verb.Post, "security/weaknesses/{id}/report", "登记向上级主管部门的报告")]
internal sealed record ReportWeakness(Guid Id, string ReportedTo, DateOnly? ReportedOn, string ReportedBy, string? Document, Guid? Version = null) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"weakness:{Id}";
}

internal sealed class ReportWeaknessValidator : AbstractValidator<ReportWeakness>
{
    public ReportWeaknessValidator(ChinaTime time)
    {
        RuleFor(c => c.ReportedTo).NotEmpty().WithMessage("请填写报告的部门").MaximumLength(100).WithMessage("部门最多 100 字");
        RuleFor(c => c.ReportedOn).NotNull().WithMessage("请填写报告日期").Must(d => d is null || d <= time.Today).WithMessage("报告日期不能晚于今天");
        RuleFor(c => c.ReportedBy).NotEmpty().WithMessage("请填写报告人").MaximumLength(50).WithMessage("报告人最多 50 字");
        RuleFor(c => c.Document).MaximumLength(100).WithMessage("文号最多 100 字");
    }
}

internal sealed class ReportWeaknessHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<ReportWeakness>
{
    protected override async Task Handle(ReportWeakness request, CancellationToken cancellationToken)
    {
        var weakness = await WeaknessDesk.OpenAsync(db, request.Id, request.Version, cancellationToken);
        WeaknessDesk.NotBefore(request.ReportedOn!.Value, weakness.FoundOn, nameof(request.ReportedOn));
        weakness.Report(request.ReportedTo.Trim(), request.ReportedOn.Value, request.ReportedBy.Trim(), request.Document?.Trim() ?? "");
        WeaknessDesk.Step(db, operation, weakness, WeaknessAct.Reported, request.ReportedOn.Value, $"报 {weakness.ReportedTo} {weakness.ReportDocument}".TrimEnd());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"报告上级：{weakness.ReportedTo}");
    }
}

/// <summary>Whom a breach of personal data was told to (个人信息保护法 art. 57).</summary>
[Requires(CorePermissions.HandleWeakness)]
[Clauses("P3-MIGPLATSEC-03")]
[Endpoint(Verb.Post, "security/weaknesses/{id}/notices", "登记个人信息泄露的通知情况")]
internal sealed record NotifyBreach(Guid Id, DateOnly? AuthorityToldOn, string PersonsTold, Guid? Version = null) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"weakness:{Id}";
}

internal sealed class NotifyBreachValidator : AbstractValidator<NotifyBreach>
{
    public NotifyBreachValidator(ChinaTime time)
    {
        RuleFor(c => c.AuthorityToldOn).NotNull().WithMessage("请填写通知主管部门的日期").Must(d => d is null || d <= time.Today).WithMessage("日期不能晚于今天");
        RuleFor(c => c.PersonsTold).NotEmpty().WithMessage("请写明是否通知当事人、如何通知；未通知的写明理由").MaximumLength(500).WithMessage("最多 500 字");
    }
}

internal sealed class NotifyBreachHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<NotifyBreach>
{
    protected override async Task Handle(NotifyBreach request, CancellationToken cancellationToken)
    {
        var weakness = await WeaknessDesk.OpenAsync(db, request.Id, request.Version, cancellationToken);
        WeaknessDesk.NotBefore(request.AuthorityToldOn!.Value, weakness.FoundOn, nameof(request.AuthorityToldOn));
        weakness.Notify(request.AuthorityToldOn.Value, request.PersonsTold.Trim());
        WeaknessDesk.Step(db, operation, weakness, WeaknessAct.Notified, request.AuthorityToldOn.Value, weakness.PersonsTold);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("登记通知主管部门和当事人的情况");
    }
}

/// <summary>The measures taken, who answers for them and until when.</summary>
[Requires(CorePermissions.HandleWeakness)]
[Clauses("P3-MIGPLATSEC-03")]
[Endpoint(Verb.Post, "security/weaknesses/{id}/measures", "登记采取的措施")]
internal sealed record TakeMeasures(Guid Id, string Measures, string Owner, DateOnly? DueOn, DateOnly? TakenOn, Guid? Version = null) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"weakness:{Id}";
}

internal sealed class TakeMeasuresValidator : AbstractValidator<TakeMeasures>
{
    public TakeMeasuresValidator(ChinaTime time)
    {
        RuleFor(c => c.Measures).NotEmpty().WithMessage("请填写措施").MaximumLength(2000).WithMessage("措施最多 2000 字");
        RuleFor(c => c.Owner).NotEmpty().WithMessage("请填写责任人").MaximumLength(50).WithMessage("责任人最多 50 字");
        RuleFor(c => c.TakenOn).NotNull().WithMessage("请填写采取措施的日期").Must(d => d is null || d <= time.Today).WithMessage("日期不能晚于今天");
    }
}

internal sealed class TakeMeasuresHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<TakeMeasures>
{
    protected override async Task Handle(TakeMeasures request, CancellationToken cancellationToken)
    {
        var weakness = await WeaknessDesk.OpenAsync(db, request.Id, request.Version, cancellationToken);
        WeaknessDesk.NotBefore(request.TakenOn!.Value, weakness.FoundOn, nameof(request.TakenOn));
        weakness.Take(request.Measures.Trim(), request.Owner.Trim(), request.DueOn, request.TakenOn.Value, operation.Actor.AccountId);
        WeaknessDesk.Step(db, operation, weakness, WeaknessAct.Measures, request.TakenOn.Value, weakness.Measures);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("登记采取的措施");
    }
}

/// <summary>Somebody else than the one who entered the measures looks again: closed, or returned with a reason.</summary>
[Requires(CorePermissions.HandleWeakness)]
[Clauses("P3-MIGPLATSEC-03")]
[Endpoint(Verb.Post, "security/weaknesses/{id}/recheck", "复查：销号或退回")]
internal sealed record RecheckWeakness(Guid Id, bool Good, string? Note, Guid? Version = null) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"weakness:{Id}";
}

internal sealed class RecheckWeaknessValidator : AbstractValidator<RecheckWeakness>
{
    public RecheckWeaknessValidator()
    {
        RuleFor(c => c.Note).MaximumLength(500).WithMessage("意见最多 500 字");
        RuleFor(c => c.Note).NotEmpty().When(c => !c.Good).WithMessage("退回时请写明原因");
    }
}

internal sealed class RecheckWeaknessHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<RecheckWeakness>
{
    protected override async Task Handle(RecheckWeakness request, CancellationToken cancellationToken)
    {
        var weakness = await WeaknessDesk.OpenAsync(db, request.Id, request.Version, cancellationToken);
        weakness.Recheck(request.Good, operation.Today, operation.Actor.AccountId);
        WeaknessDesk.Step(db, operation, weakness, request.Good ? WeaknessAct.Closed : WeaknessAct.Returned, operation.Today, request.Note?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Good ? "复查合格，销号" : "复查不合格，退回");
    }
}

internal static class WeaknessDesk
{
    /// <summary>Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public static async Task<Weakness> OpenAsync(CoreDbContext db, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var weakness = await db.Set<Weakness>().FirstOrDefaultAsync(w => w.Id == id, cancellationToken) ?? throw NotFound();
        Refusals.CheckVersion(version, weakness.Version, "这条登记");
        return weakness;
    }

    public static RefusalException NotFound() => Refusals.NotFound("这条登记");

    public static void NotBefore(DateOnly day, DateOnly found, string field)
    {
        if (day < found)
        {
            throw new RefusalException("BEFORE_FOUND", $"日期不能早于发现日期 {found:yyyy-MM-dd}。", RefusalKind.Invalid, [new(field, $"不能早于 {found:yyyy-MM-dd}")]);
        }
    }

    public static void Step(CoreDbContext db, Operation operation, Weakness weakness, WeaknessAct act, DateOnly on, string note) => db.Add(new WeaknessEvent
    {
        WeaknessId = weakness.Id,
        SiteId = weakness.SiteId,
        Act = act,
        On = on,
        At = operation.Now,
        ByName = operation.Actor.Name,
        Note = note,
    });
}
