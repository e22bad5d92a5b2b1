using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Granting;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>Accounts with a role inside the caller's scope. Three statements.</summary>
/// <param name="Text">Part of the sign-in name or of the display name.</param>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Get, "accounts", "本区划范围内的账号")]
internal sealed record ListAccounts(PageRequest Page, string? Text = null, string? Role = null, bool? Active = null, AccountState? State = null)
    : IQuery<Page<AccountRow>>;

/// <summary>What stands out about an account.</summary>
internal enum AccountState { Locked, PasswordDue, NeverSignedIn }

/// <param name="Roles">Chinese role names with their divisions, for example 乡镇经办人（中溪镇）.</param>
/// <param name="PasswordDue">The password is a first one or too old: it has to be changed at the next sign-in.</param>
/// <param name="PasswordEndsOn">The day from which the password no longer serves.</param>
/// <param name="Manageable">The caller may change this account.</param>
internal sealed record AccountRow(
    Guid Id,
    string UserName,
    string DisplayName,
    bool Active,
    bool LockedOut,
    IReadOnlyList<string> Roles,
    DateTimeOffset? LastSignInAt,
    bool PasswordDue,
    DateOnly PasswordEndsOn,
    bool Manageable);

internal sealed class ListAccountsHandler(CoreDbContext db, Operation operation, IOptions<PasswordSettings> passwords)
    : IRequestHandler<ListAccounts, Page<AccountRow>>
{
    public async Task<Page<AccountRow>> Handle(ListAccounts request, CancellationToken cancellationToken)
    {
        var accounts = AccountScope.Accounts(db, operation.Actor.Scope).AsNoTracking();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            accounts = accounts.Where(a => a.UserName!.Contains(text) || a.DisplayName.Contains(text));
        }

        if (request.Role is { Length: > 0 } role)
        {
            accounts = accounts.Where(a => db.Set<RoleAssignment>().Any(r => r.AccountId == a.Id && r.Role == role));
        }

        if (request.Active is { } active)
        {
            accounts = accounts.Where(a => a.Active == active);
        }

        var oldest = passwords.Value.OldestValid(operation.Today);
        accounts = request.State switch
        {
            AccountState.Locked => accounts.Where(a => a.LockoutEnd > operation.Now),
            AccountState.PasswordDue => accounts.Where(a => a.MustChangePassword || a.PasswordSetAt < oldest),
            AccountState.NeverSignedIn => accounts.Where(a => a.LastSignInAt == null),
            _ => accounts,
        };
        var total = await accounts.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "DisplayName" => accounts.OrderBy(a => a.DisplayName).ThenBy(a => a.Id),
            "-DisplayName" => accounts.OrderByDescending(a => a.DisplayName).ThenBy(a => a.Id),
            "LastSignInAt" => accounts.OrderBy(a => a.LastSignInAt).ThenBy(a => a.Id),
            "-LastSignInAt" => accounts.OrderByDescending(a => a.LastSignInAt).ThenBy(a => a.Id),
            "-UserName" => accounts.OrderByDescending(a => a.UserName),
            _ => accounts.OrderBy(a => a.UserName),
        };
        var rows = await sorted.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.Id).ToList();
        var held = (await db.Set<RoleAssignment>().AsNoTracking()
                .Where(r => ids.Contains(r.AccountId))
                .OrderBy(r => r.Id)
                .Select(r => new { Row = r, Division = db.Set<Division>().Where(d => d.Id == r.DivisionId).Select(d => d.Name).FirstOrDefault() })
                .ToListAsync(cancellationToken))
            .ToLookup(r => r.Row.AccountId);
        return new Page<AccountRow>(
            [.. rows.Select(a => new AccountRow(
                a.Id,
                a.UserName!,
                a.DisplayName,
                a.Active,
                a.LockoutEnd > operation.Now,
                [.. held[a.Id].Select(r => $"{Contracts.Access.Roles.Names.GetValueOrDefault(r.Row.Role, r.Row.Role)}（{r.Division ?? "全国"}）")],
                a.LastSignInAt,
                a.MustChangePassword || a.PasswordSetAt < oldest,
                passwords.Value.EndsOn(a.PasswordSetAt),
                a.Id != operation.Actor.AccountId && RoleGranting.MayManage(operation.Actor, held[a.Id].Select(r => r.Row))))],
            total);
    }
}
