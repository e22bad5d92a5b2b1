using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Granting;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>Makes a sign-in with one role in one division; answers the first password, which is shown once and changed at the first sign-in.</summary>
/// <param name="StaffId">The person on the staff list; empty when there is none.</param>
/// <param name="Reason">Needed for the three separated administrators.</param>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Post, "accounts", "新增账号，返回只显示一次的初始密码")]
internal sealed record CreateAccount(string UserName, string DisplayName, string Role, int DivisionId, Guid StaffId = default, string Reason = "")
    : ICommand<CreatedAccount>, ISiteRequest
{
    int ISiteRequest.SiteId => DivisionId;
}

/// <summary>A first password in clear, for the one time it is shown.</summary>
public sealed record CreatedAccount(Guid Id, string UserName, string Password);

internal sealed class CreateAccountValidator : AbstractValidator<CreateAccount>
{
    public CreateAccountValidator()
    {
        RuleFor(c => c.UserName).NotEmpty().WithMessage("请填写账号").Matches("^[a-z0-9._-]{3,60}$").WithMessage("账号为 3 至 60 个小写字母、数字或 . _ -");
        RuleFor(c => c.DisplayName).NotEmpty().WithMessage("请填写姓名").MaximumLength(50).WithMessage("姓名最多 50 字");
        RuleFor(c => c.Role).Must(r => r is not null && Roles.Names.ContainsKey(r)).WithMessage("请选择角色");
    }
}

internal sealed class CreateAccountHandler(UserManager<Account> users, CoreDbContext db, PasswordKeeper passwords, Operation operation)
    : IRequestHandler<CreateAccount, CreatedAccount>
{
    public async Task<CreatedAccount> Handle(CreateAccount request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.DivisionId, cancellationToken);
        RoleGranting.Demand(operation.Actor, request.Role, scope);
        RoleGranting.DemandReason(operation.Actor, request.Role, request.Reason);
        if (await users.FindByNameAsync(request.UserName) is not null)
        {
            throw new RefusalException("NAME_TAKEN", "这个账号已经有人使用，请换一个。", RefusalKind.Conflict, [new(nameof(request.UserName), "已有人使用")]);
        }

        var account = new Account { Id = Keys.New(), UserName = request.UserName, DisplayName = request.DisplayName, StaffId = request.StaffId, LockoutEnabled = true };
        var password = await passwords.MakeFirstAsync(account, cancellationToken);
        var result = await users.CreateAsync(account);
        if (!result.Succeeded)
        {
            throw new RefusalException("ACCOUNT_REFUSED", string.Join("；", result.Errors.Select(e => e.Description)));
        }

        db.Add(new RoleAssignment { AccountId = account.Id, Role = request.Role, DivisionId = scope.DivisionId, Lo = scope.Lo, Hi = scope.Hi });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"新增账号 {account.Id}，角色“{Roles.Names[request.Role]}”，区划 {scope.DivisionId}{RoleReason.Of(request.Reason)}");
        return new CreatedAccount(account.Id, request.UserName, password);
    }
}

internal static class RoleScopes
{
    /// <summary>The interval of a division; refuses one that does not exist. 0 is the nation.</summary>
    public static async Task<DivisionScope> OfAsync(CoreDbContext db, int divisionId, CancellationToken cancellationToken)
    {
        if (divisionId == 0)
        {
            return DivisionScope.Nation;
        }

        var division = await db.Set<Division>().Where(d => d.Id == divisionId).Select(d => new { d.Lo, d.Hi }).FirstOrDefaultAsync(cancellationToken)
            ?? throw new RefusalException("UNKNOWN_DIVISION", "没有这个区划，请从列表中选择。", RefusalKind.NotFound);
        return new DivisionScope(divisionId, division.Lo, division.Hi);
    }
}
