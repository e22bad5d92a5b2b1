using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Granting;

/// <summary>Gives an account one more role in a division. Errors: SEPARATED_ROLES, ROLE_TOO_HIGH, ROLE_HELD, REASON_MISSING, OWN_ACCOUNT.</summary>
/// <param name="Reason">Needed for the three separated administrators.</param>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Post, "accounts/{accountId}/roles", "给账号增加角色")]
internal sealed record AddRole(Guid AccountId, string Role, int DivisionId, string Reason = "") : ICommand, ISiteRequest, IRecordRequest
{
    int ISiteRequest.SiteId => DivisionId;

    string IRecordRequest.RecordRef => $"account:{AccountId}";
}

internal sealed class AddRoleValidator : AbstractValidator<AddRole>
{
    public AddRoleValidator() => RuleFor(c => c.Role).Must(r => r is not null && Roles.Names.ContainsKey(r)).WithMessage("请选择角色");
}

internal sealed class AddRoleHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<AddRole>
{
    protected override async Task Handle(AddRole request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        var scope = await RoleScopes.OfAsync(db, request.DivisionId, cancellationToken);
        RoleGranting.Demand(operation.Actor, request.Role, scope);
        RoleGranting.DemandReason(operation.Actor, request.Role, request.Reason);
        var held = await db.Set<RoleAssignment>().Where(r => r.AccountId == account.Id).ToListAsync(cancellationToken);
        if (held.Any(r => r.Role == request.Role && r.DivisionId == scope.DivisionId))
        {
            throw new RefusalException("ROLE_HELD", "这个账号在该区划已有此角色。", RefusalKind.Conflict);
        }

        RoleGranting.DemandSeparation(held.Select(r => r.Role), request.Role);
        db.Add(new RoleAssignment { AccountId = account.Id, Role = request.Role, DivisionId = scope.DivisionId, Lo = scope.Lo, Hi = scope.Hi });

        // Two administrators at once would each see only the other's absence: the account's stamp lets the second one fail.
        account.ConcurrencyStamp = Keys.New().ToString("N");
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"授予角色“{Roles.Names[request.Role]}”，区划 {scope.DivisionId}{RoleReason.Of(request.Reason)}");
    }
}

/// <summary>Takes one role of an account. The last one stays: an account that is no longer needed is disabled.</summary>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Post, "accounts/{accountId}/roles/{assignmentId}/removal", "收回账号的一个角色")]
internal sealed record RemoveRole(Guid AccountId, Guid AssignmentId, string Reason = "") : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"account:{AccountId}";
}

internal sealed class RemoveRoleHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<RemoveRole>
{
    protected override async Task Handle(RemoveRole request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        var held = await db.Set<RoleAssignment>().Where(r => r.AccountId == account.Id).ToListAsync(cancellationToken);
        var role = held.FirstOrDefault(r => r.Id == request.AssignmentId)
            ?? throw new RefusalException("UNKNOWN_ROLE", "这个账号没有此角色，请刷新后再试。", RefusalKind.NotFound);
        if (held.Count == 1)
        {
            throw new RefusalException("LAST_ROLE", "账号至少保留一个角色。不再使用的账号请停用；要换角色请先增加新的。", RefusalKind.Refused);
        }

        RoleGranting.DemandReason(operation.Actor, role.Role, request.Reason);
        db.Remove(role);
        account.ConcurrencyStamp = Keys.New().ToString("N");
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"收回角色“{Roles.Names.GetValueOrDefault(role.Role, role.Role)}”，区划 {role.DivisionId}{RoleReason.Of(request.Reason)}");
    }
}

internal static class RoleReason
{
    public static string Of(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $"，事由：{reason.Trim()}";
}
