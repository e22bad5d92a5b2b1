using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>Accounts with a role inside the caller's scope. Three statements.</summary>
/// <param name="Text">Part of the sign-in name or of the display name.</param>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Get, "accounts", "本区划范围内的账号")]
internal sealed record ListAccounts(PageRequest Page, string? Text = null, string? Role = null, bool? Active = null) : IQuery<Page<AccountRow>>;

/// <param name="Roles">Chinese role names with their divisions, for example 乡镇经办人（中溪镇）.</param>
internal sealed record AccountRow(Guid Id, string UserName, string DisplayName, bool Active, bool LockedOut, IReadOnlyList<string> Roles);

internal sealed class ListAccountsHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListAccounts, Page<AccountRow>>
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

        var total = await accounts.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "DisplayName" => accounts.OrderBy(a => a.DisplayName).ThenBy(a => a.Id),
            "-DisplayName" => accounts.OrderByDescending(a => a.DisplayName).ThenBy(a => a.Id),
            "-UserName" => accounts.OrderByDescending(a => a.UserName),
            _ => accounts.OrderBy(a => a.UserName),
        };
        var rows = await sorted.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.Id).ToList();
        var roles = (await db.Set<RoleAssignment>().AsNoTracking()
                .Where(r => ids.Contains(r.AccountId))
                .OrderBy(r => r.Id)
                .Select(r => new { r.AccountId, r.Role, Division = db.Set<Division>().Where(d => d.Id == r.DivisionId).Select(d => d.Name).FirstOrDefault() })
                .ToListAsync(cancellationToken))
            .ToLookup(r => r.AccountId, r => $"{Contracts.Access.Roles.Names.GetValueOrDefault(r.Role, r.Role)}（{r.Division ?? "全国"}）");
        return new Page<AccountRow>(
            [.. rows.Select(a => new AccountRow(a.Id, a.UserName!, a.DisplayName, a.Active, a.LockoutEnd > operation.Now, [.. roles[a.Id]]))], total);
    }
}
