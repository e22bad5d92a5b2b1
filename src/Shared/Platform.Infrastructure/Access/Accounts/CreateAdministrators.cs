using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Access.SecondFactor;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>
/// The first accounts of a deployment: one for each of the three separated administrators. Sent by the command line alone; refused with
/// ADMINISTRATORS_EXIST as soon as one is there.
/// </summary>
[Label("建立首批管理员")]
internal sealed record CreateAdministrators : ICommand<IReadOnlyList<CreatedAccount>>;

internal sealed class CreateAdministratorsHandler(CoreDbContext db, IMediator mediator, Operation operation)
    : IRequestHandler<CreateAdministrators, IReadOnlyList<CreatedAccount>>
{
    private static readonly (string UserName, string Role)[] Wanted =
        [("admin", Roles.SystemAdministrator), ("security", Roles.SecurityAdministrator), ("audit", Roles.AuditAdministrator)];

    public async Task<IReadOnlyList<CreatedAccount>> Handle(CreateAdministrators request, CancellationToken cancellationToken)
    {
        string[] separated = [.. Roles.Separated];
        if (await db.Set<RoleAssignment>().AnyAsync(r => separated.Contains(r.Role), cancellationToken))
        {
            throw new RefusalException(
                "ADMINISTRATORS_EXIST", "已有管理员账号，没有改动。忘记密码时请用 create-administrator --reset-password 账号名；其他管理员由安全管理员在“账号管理”中增加。", RefusalKind.Conflict);
        }

        var made = new List<CreatedAccount>();
        foreach (var (userName, role) in Wanted)
        {
            made.Add(await mediator.Send(new CreateAccount(userName, Roles.Names[role], role, 0), cancellationToken));
        }

        operation.Note("建立三类管理员账号");
        return made;
    }
}

/// <summary>
/// A new first password for one of the three separated administrators whose own is lost; the second factor is enrolled anew as well. Sent by the command line alone: whoever runs it has
/// the database in hand anyway. Errors: UNKNOWN_ACCOUNT, also for accounts of other roles.
/// </summary>
[Label("重置管理员密码")]
internal sealed record ResetAdministrator(string UserName) : ICommand<CreatedAccount>;

internal sealed class ResetAdministratorHandler(
    CoreDbContext db, UserManager<Account> users, PasswordKeeper passwords, SecondFactorDesk secondFactor, Operation operation)
    : IRequestHandler<ResetAdministrator, CreatedAccount>
{
    public async Task<CreatedAccount> Handle(ResetAdministrator request, CancellationToken cancellationToken)
    {
        string[] separated = [.. Roles.Separated];
        var account = await users.FindByNameAsync(request.UserName.Trim());
        if (account is null || !await db.Set<RoleAssignment>().AnyAsync(r => r.AccountId == account.Id && separated.Contains(r.Role), cancellationToken))
        {
            throw new RefusalException("UNKNOWN_ACCOUNT", $"没有叫“{request.UserName}”的系统、安全或审计管理员。其他账号请由安全管理员在“账号管理”中重置密码。", RefusalKind.NotFound);
        }

        var password = await passwords.MakeFirstAsync(account, cancellationToken);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        account.Active = true;
        await secondFactor.RemoveAsync(account, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"命令行重置管理员密码，账号 {account.Id}");
        return new CreatedAccount(account.Id, account.UserName!, password);
    }
}
