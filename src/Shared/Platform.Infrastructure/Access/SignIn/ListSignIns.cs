using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.SignIn;

/// <param name="UserName">Empty when no account has the typed name.</param>
internal sealed record SignInRow(Guid Id, DateTimeOffset At, string UserName, string DisplayName, string What, string Address, string Device);

/// <summary>The caller's own sign-in history, newest first.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
[SignedIn]
[Endpoint(Verb.Get, "me/sign-ins", "自己的登录记录")]
internal sealed record ListMySignIns(PageRequest Page, SignInEvent? Event = null, DateOnly? From = null, DateOnly? To = null) : IQuery<Page<SignInRow>>;

internal sealed class ListMySignInsHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListMySignIns, Page<SignInRow>>
{
    public Task<Page<SignInRow>> Handle(ListMySignIns request, CancellationToken cancellationToken) => SignInHistory.PageAsync(
        db, db.Set<SignInRecord>().Where(r => r.AccountId == operation.Actor.AccountId), request.Page, request.Event, request.From, request.To, cancellationToken);
}

/// <summary>The sign-in history of the accounts in the caller's scope. Attempts with unknown names are seen by the nation's security administrator.</summary>
/// <param name="Text">Part of the sign-in name or of the display name.</param>
[Requires(CorePermissions.ManageSessions)]
[Clauses("P3-MIGPLATSEC-02")]
[Endpoint(Verb.Get, "sign-ins", "本区划范围内账号的登录记录")]
internal sealed record ListSignIns(PageRequest Page, string? Text = null, SignInEvent? Event = null, DateOnly? From = null, DateOnly? To = null) : IQuery<Page<SignInRow>>;

internal sealed class ListSignInsHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListSignIns, Page<SignInRow>>
{
    public Task<Page<SignInRow>> Handle(ListSignIns request, CancellationToken cancellationToken)
    {
        var accounts = AccountScope.Accounts(db, operation.Actor.Scope);
        var records = db.Set<SignInRecord>().AsQueryable();
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            records = records.Where(r => accounts.Any(a => a.Id == r.AccountId && (a.UserName!.Contains(text) || a.DisplayName.Contains(text))));
        }
        else
        {
            var nation = operation.Actor.Scope.Contains(DivisionScope.Nation);
            records = records.Where(r => (nation && r.AccountId == Guid.Empty) || accounts.Any(a => a.Id == r.AccountId));
        }

        return SignInHistory.PageAsync(db, records, request.Page, request.Event, request.From, request.To, cancellationToken);
    }
}

internal static class SignInHistory
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static async Task<Page<SignInRow>> PageAsync(
        CoreDbContext db, IQueryable<SignInRecord> records, PageRequest page, SignInEvent? what, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        if (what is { } one)
        {
            records = records.Where(r => r.Event == one);
        }

        if (from is { } first)
        {
            var begin = new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), China);
            records = records.Where(r => r.At >= begin);
        }

        if (to is { } last)
        {
            var end = new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), China);
            records = records.Where(r => r.At < end);
        }

        var total = await records.CountAsync(cancellationToken);
        var sorted = page.Sort == "At" ? records.OrderBy(r => r.At).ThenBy(r => r.Id) : records.OrderByDescending(r => r.At).ThenByDescending(r => r.Id);
        var rows = await sorted.AsNoTracking().Skip(page.Skip).Take(page.Take)
            .Select(r => new
            {
                Record = r,
                UserName = db.Set<Account>().Where(a => a.Id == r.AccountId).Select(a => a.UserName).FirstOrDefault(),
                DisplayName = db.Set<Account>().Where(a => a.Id == r.AccountId).Select(a => a.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new Page<SignInRow>(
            [.. rows.Select(r => new SignInRow(
                r.Record.Id, r.Record.At, r.UserName ?? "", r.DisplayName ?? "", SignInEvents.Names[r.Record.Event], r.Record.Address, r.Record.Device))],
            total);
    }
}
