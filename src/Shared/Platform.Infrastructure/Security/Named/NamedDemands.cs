using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Security.Named;

/// <summary>For each module with guarded requests: whether the division demands named operators and machines. One statement.</summary>
[Requires(CorePermissions.ViewSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Get, "security/named-demands", "一个区划对各模块的专人专机要求")]
internal sealed record GetNamedDemands(int SiteId) : IQuery<IReadOnlyList<NamedDemandRow>>, ISiteRequest;

/// <param name="On">Demanded here, by this division or by one above.</param>
/// <param name="Own">This division demands it itself.</param>
/// <param name="Since">Of the division's own last change.</param>
internal sealed record NamedDemandRow(string ModuleId, string Module, bool On, bool Own, DateTimeOffset? Since, string ByName, string Reason);

internal sealed class GetNamedDemandsHandler(CoreDbContext db, ModuleCatalog catalog) : IRequestHandler<GetNamedDemands, IReadOnlyList<NamedDemandRow>>
{
    public async Task<IReadOnlyList<NamedDemandRow>> Handle(GetNamedDemands request, CancellationToken cancellationToken)
    {
        var rules = await db.Set<NamedAccessRule>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(r => r.Lo <= request.SiteId && r.Hi >= request.SiteId).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        return
        [
            .. NamedDemands.Modules(catalog).Select(m =>
            {
                var here = rules.Where(r => r.ModuleId == m.Id).ToList();
                var own = here.LastOrDefault(r => r.SiteId == request.SiteId);
                return new NamedDemandRow(m.Id, m.Name, here.GroupBy(r => r.SiteId).Any(g => g.Last().On), own?.On ?? false, own?.At, own?.ByName ?? "", own?.Reason ?? "");
            }),
        ];
    }
}

/// <summary>Demands named operators and machines for a module from now on, or no longer.</summary>
[Requires(CorePermissions.ManageSecurity)]
[Clauses("P3-MIGPLATSEC-01")]
[Endpoint(Verb.Put, "security/named-demands/{moduleId}", "要求或不再要求专人、专机办理，须写明原因")]
internal sealed record SetNamedDemand(int SiteId, string ModuleId, bool On, string Reason) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class SetNamedDemandValidator : AbstractValidator<SetNamedDemand>
{
    public SetNamedDemandValidator(ModuleCatalog catalog)
    {
        RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明原因").Length(2, 200).WithMessage("原因为 2 至 200 字");
        RuleFor(c => c.ModuleId).Must(id => NamedDemands.Modules(catalog).Any(m => m.Id == id)).WithMessage("这个模块没有须由专人、专机办理的事项");
    }
}

internal sealed class SetNamedDemandHandler(CoreDbContext db, ModuleCatalog catalog, Operation operation) : AsyncRequestHandler<SetNamedDemand>
{
    protected override async Task Handle(SetNamedDemand request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.SiteId, cancellationToken);
        db.Add(new NamedAccessRule
        {
            SiteId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            ModuleId = request.ModuleId,
            On = request.On,
            At = operation.Now,
            ByName = operation.Actor.Name,
            Reason = request.Reason.Trim(),
        });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"“{catalog.Find(request.ModuleId)!.Name}”{(request.On ? "要求" : "不再要求")}专人、专机办理");
    }
}

internal static class NamedDemands
{
    /// <summary>Modules that have marked at least one request; without one there is nothing to demand.</summary>
    public static IEnumerable<Contracts.Modules.IModule> Modules(ModuleCatalog catalog) =>
        catalog.Modules.Where(m => m.GetType().Assembly.GetTypes().Any(t => t.IsDefined(typeof(NamedOperatorOnlyAttribute), false)));
}
