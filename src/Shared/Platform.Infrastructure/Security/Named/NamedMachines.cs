using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Named;

/// <summary>Named machines of the caller's scope. Two statements.</summary>
[Requires(CorePermissions.ViewSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Get, "security/machines", "登记的专机")]
internal sealed record ListNamedMachines(PageRequest Page, string? Text = null, bool? Current = null) : IQuery<Page<NamedMachineRow>>;

internal sealed record NamedMachineRow(
    Guid Id, string Division, string Name, string AssetNumber, string Place, string Addresses, string Responsible, DateOnly From, DateOnly? To, bool Current, Guid Version);

internal sealed class ListNamedMachinesHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListNamedMachines, Page<NamedMachineRow>>
{
    public async Task<Page<NamedMachineRow>> Handle(ListNamedMachines request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var rows = db.Set<NamedMachine>().AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            rows = rows.Where(m => m.Name.Contains(text) || m.AssetNumber.Contains(text) || m.Place.Contains(text) || m.Responsible.Contains(text));
        }

        if (request.Current is { } current)
        {
            rows = rows.Where(m => (m.To == null || m.To >= today) == current);
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(m => m.From).ThenBy(m => m.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(m => new { Row = m, Division = db.Set<Division>().Where(d => d.Id == m.SiteId).Select(d => d.Name).FirstOrDefault() }).ToListAsync(cancellationToken);
        return new Page<NamedMachineRow>(
            [.. page.Select(m => new NamedMachineRow(
                m.Row.Id, m.Division ?? "全国", m.Row.Name, m.Row.AssetNumber, m.Row.Place, m.Row.Addresses, m.Row.Responsible, m.Row.From, m.Row.To,
                m.Row.To is null || m.Row.To >= today, m.Row.Version))], total);
    }
}

/// <summary>Names a machine by the addresses it comes from.</summary>
[Requires(CorePermissions.ManageSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Post, "security/machines", "登记专机")]
internal sealed record AddNamedMachine(
    int SiteId, string Name, string AssetNumber, string Place, string Addresses, string Responsible, DateOnly? From, DateOnly? To = null) : ICommand<Guid>, ISiteRequest;

internal sealed class AddNamedMachineValidator : AbstractValidator<AddNamedMachine>
{
    public AddNamedMachineValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("请填写机器名称").MaximumLength(100).WithMessage("名称最多 100 字");
        RuleFor(c => c.AssetNumber).MaximumLength(60).WithMessage("资产编号最多 60 字");
        RuleFor(c => c.Place).NotEmpty().WithMessage("请填写放置地点").MaximumLength(100).WithMessage("地点最多 100 字");
        RuleFor(c => c.Addresses).NotEmpty().WithMessage("请填写网络地址").MaximumLength(500).WithMessage("地址最多 500 字")
            .Must(a => AddressList.Parse(a) is not null).WithMessage("地址写法不对，例如 192.168.1.20 或 10.3.0.0/16，用空格隔开");
        RuleFor(c => c.Responsible).NotEmpty().WithMessage("请填写责任人").MaximumLength(50).WithMessage("责任人最多 50 字");
        RuleFor(c => c.From).NotNull().WithMessage("请填写开始日期");
        RuleFor(c => c.To).GreaterThanOrEqualTo(c => c.From).WithMessage("结束日期不能早于开始日期");
    }
}

internal sealed class AddNamedMachineHandler(CoreDbContext db, Operation operation) : IRequestHandler<AddNamedMachine, Guid>
{
    public async Task<Guid> Handle(AddNamedMachine request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.SiteId, cancellationToken);
        var row = new NamedMachine
        {
            SiteId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            Name = request.Name.Trim(),
            AssetNumber = request.AssetNumber?.Trim() ?? "",
            Place = request.Place.Trim(),
            Addresses = AddressList.Normal(request.Addresses),
            Responsible = request.Responsible.Trim(),
            From = request.From!.Value,
            To = request.To,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记专机 {row.Name}");
        return row.Id;
    }
}

/// <summary>Ends the naming of a machine; the row stays.</summary>
[Requires(CorePermissions.ManageSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Post, "security/machines/{id}/end", "结束专机登记，须写明原因")]
internal sealed record EndNamedMachine(Guid Id, string Reason, Guid? Version = null) : ICommand, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"named-machine:{Id}";
}

internal sealed class EndNamedMachineValidator : AbstractValidator<EndNamedMachine>
{
    public EndNamedMachineValidator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明原因").Length(2, 200).WithMessage("原因为 2 至 200 字");
}

internal sealed class EndNamedMachineHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<EndNamedMachine>
{
    protected override async Task Handle(EndNamedMachine request, CancellationToken cancellationToken)
    {
        var row = await db.Set<NamedMachine>().FirstOrDefaultAsync(m => m.Id == request.Id, cancellationToken) ?? throw NamedRefusals.NotFound();
        NamedRefusals.CheckOpen(row.Version, request.Version, row.To, operation.Today);
        (row.To, row.EndReason) = (NamedRefusals.LastDay(row.From, operation.Today), request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"结束专机登记 {row.Name}");
    }
}
