using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Named;

/// <summary>Named operators of the caller's scope. Two statements.</summary>
/// <param name="Current">True: those of today; false: those that ended.</param>
[Requires(CorePermissions.ViewSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Get, "security/operators", "登记的专人")]
internal sealed record ListNamedOperators(PageRequest Page, string? Text = null, bool? Current = null) : IQuery<Page<NamedOperatorRow>>;

internal sealed record NamedOperatorRow(Guid Id, string Division, string Name, string Duty, DateOnly From, DateOnly? To, string EndReason, bool Current, Guid Version);

internal sealed class ListNamedOperatorsHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListNamedOperators, Page<NamedOperatorRow>>
{
    public async Task<Page<NamedOperatorRow>> Handle(ListNamedOperators request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var rows = db.Set<NamedOperator>().AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            rows = rows.Where(o => o.Name.Contains(text) || o.Duty.Contains(text));
        }

        if (request.Current is { } current)
        {
            rows = rows.Where(o => (o.To == null || o.To >= today) == current);
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(o => o.From).ThenBy(o => o.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(o => new { Row = o, Division = db.Set<Division>().Where(d => d.Id == o.SiteId).Select(d => d.Name).FirstOrDefault() }).ToListAsync(cancellationToken);
        return new Page<NamedOperatorRow>(
            [.. page.Select(o => new NamedOperatorRow(
                o.Row.Id, o.Division ?? "全国", o.Row.Name, o.Row.Duty, o.Row.From, o.Row.To, o.Row.EndReason, o.Row.To is null || o.Row.To >= today, o.Row.Version))], total);
    }
}

/// <summary>Names a person for a duty. Refuses UNKNOWN_ACCOUNT.</summary>
[Requires(CorePermissions.ManageSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Post, "security/operators", "登记专人")]
internal sealed record AddNamedOperator(int SiteId, Guid AccountId, string Duty, DateOnly? From, DateOnly? To = null) : ICommand<Guid>, ISiteRequest;

internal sealed class AddNamedOperatorValidator : AbstractValidator<AddNamedOperator>
{
    public AddNamedOperatorValidator()
    {
        RuleFor(c => c.AccountId).NotEmpty().WithMessage("请选择人员");
        RuleFor(c => c.Duty).NotEmpty().WithMessage("请填写职责").MaximumLength(200).WithMessage("职责最多 200 字");
        RuleFor(c => c.From).NotNull().WithMessage("请填写开始日期");
        RuleFor(c => c.To).GreaterThanOrEqualTo(c => c.From).WithMessage("结束日期不能早于开始日期");
    }
}

internal sealed class AddNamedOperatorHandler(CoreDbContext db, Operation operation) : IRequestHandler<AddNamedOperator, Guid>
{
    public async Task<Guid> Handle(AddNamedOperator request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.SiteId, cancellationToken);
        var account = await AccountScope.Accounts(db, operation.Actor.Scope).AsNoTracking().FirstOrDefaultAsync(a => a.Id == request.AccountId && a.Active, cancellationToken)
            ?? throw new RefusalException("UNKNOWN_ACCOUNT", "没有找到这个账号，或它不在您的管辖范围内。", RefusalKind.NotFound, [new(nameof(request.AccountId), "请重新选择")]);
        var row = new NamedOperator
        {
            SiteId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            AccountId = account.Id,
            StaffId = account.StaffId,
            Name = account.DisplayName,
            Duty = request.Duty.Trim(),
            From = request.From!.Value,
            To = request.To,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记专人，职责：{row.Duty}");
        return row.Id;
    }
}

/// <summary>Ends a naming on a day; the row stays.</summary>
[Requires(CorePermissions.ManageSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Post, "security/operators/{id}/end", "结束专人登记，须写明原因")]
internal sealed record EndNamedOperator(Guid Id, string Reason, Guid? Version = null) : ICommand, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"named-operator:{Id}";
}

internal sealed class EndNamedOperatorValidator : AbstractValidator<EndNamedOperator>
{
    public EndNamedOperatorValidator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明原因").Length(2, 200).WithMessage("原因为 2 至 200 字");
}

internal sealed class EndNamedOperatorHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<EndNamedOperator>
{
    protected override async Task Handle(EndNamedOperator request, CancellationToken cancellationToken)
    {
        var row = await db.Set<NamedOperator>().FirstOrDefaultAsync(o => o.Id == request.Id, cancellationToken) ?? throw NamedRefusals.NotFound();
        NamedRefusals.CheckOpen(row.Version, request.Version, row.To, operation.Today);
        (row.To, row.EndReason) = (NamedRefusals.LastDay(row.From, operation.Today), request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("结束专人登记");
    }
}

internal static class NamedRefusals
{
    public static RefusalException NotFound() => Refusals.NotFound("这条登记");

    public static void CheckOpen(Guid version, Guid? seen, DateOnly? to, DateOnly today)
    {
        Refusals.CheckVersion(seen, version, "这条登记");

        if (to < today)
        {
            throw new RefusalException("ENDED", "这条登记已经结束。", RefusalKind.Refused);
        }
    }

    /// <summary>Ended today, it does not count from today on; but it never ends before it began.</summary>
    public static DateOnly LastDay(DateOnly from, DateOnly today) => from > today.AddDays(-1) ? from : today.AddDays(-1);
}

/// <summary>Active accounts of the caller's scope, for choosing a named operator; at most 20.</summary>
[Requires(CorePermissions.ManageSecurity)]
[Endpoint(Verb.Get, "security/operators/candidates", "按姓名或账号查找可登记的人员")]
internal sealed record FindOperators(string Text) : IQuery<IReadOnlyList<AccountChoice>>;

internal sealed class FindOperatorsHandler(CoreDbContext db, Operation operation) : IRequestHandler<FindOperators, IReadOnlyList<AccountChoice>>
{
    public Task<IReadOnlyList<AccountChoice>> Handle(FindOperators request, CancellationToken cancellationToken) =>
        AccountChoices.FindAsync(db, operation.Actor.Scope, request.Text, cancellationToken);
}
