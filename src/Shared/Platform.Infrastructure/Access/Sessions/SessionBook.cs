using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Sessions;

/// <summary>Opens and ends sign-ins and writes their history. Runs inside a command; the caller saves.</summary>
internal sealed class SessionBook(CoreDbContext db, AccountRoles roles, Operation operation, IOptions<SessionSettings> settings)
{
    /// <summary>Opens a session; those over the account's limit, oldest first, give way to it.</summary>
    public async Task<AccountSession> OpenAsync(Account account, CancellationToken cancellationToken)
    {
        await MakeRoomAsync(account, cancellationToken);
        var session = new AccountSession
        {
            AccountId = account.Id,
            StartedAt = operation.Now,
            LastSeenAt = operation.Now,
            Address = operation.Actor.RemoteAddress ?? "",
            Device = operation.Actor.Device,
        };
        db.Add(session);
        account.LastSignInAt = operation.Now;
        Record(account.Id, SignInEvent.SignedIn);
        return session;
    }

    /// <summary>Ends all open sessions of an account and says so once in its history.</summary>
    public async Task EndAllAsync(Guid accountId, SessionEnd end, CancellationToken cancellationToken)
    {
        await CloseAsync(OpenOf(accountId), end, cancellationToken);
        Record(accountId, EventOf(end));
    }

    /// <summary>Ends a session; one that ended meanwhile keeps its end and its line of history.</summary>
    public async Task EndAsync(AccountSession session, SessionEnd end, CancellationToken cancellationToken)
    {
        if (await CloseAsync(db.Set<AccountSession>().Where(s => s.Id == session.Id && s.EndedAt == null), end, cancellationToken) > 0)
        {
            Record(session, end);
        }
    }

    /// <summary>Ends sessions read by the caller, all or none: when one of them ended meanwhile, saving fails, and the next look ends the rest.</summary>
    public void EndRead(IReadOnlyCollection<AccountSession> read, Func<AccountSession, SessionEnd> endOf)
    {
        foreach (var session in read)
        {
            (session.EndedAt, session.End) = (operation.Now, endOf(session));
            Record(session, session.End);
        }
    }

    /// <param name="accountId">Empty: no account has the typed name.</param>
    public void Record(Guid accountId, SignInEvent what, string? address = null, string? device = null) => db.Add(new SignInRecord
    {
        At = operation.Now,
        AccountId = accountId,
        Event = what,
        Address = address ?? operation.Actor.RemoteAddress ?? "",
        Device = device ?? operation.Actor.Device,
    });

    private async Task MakeRoomAsync(Account account, CancellationToken cancellationToken)
    {
        // The demo's sign-ins are printed for all who try it out: there, nobody pushes anybody out.
        if (await db.Set<Setting>().AnyAsync(s => s.Key == Setting.DemoSeeded, cancellationToken))
        {
            return;
        }

        var held = await roles.OfAsync(db, account.Id, account.StaffId, cancellationToken);
        var most = Math.Max(1, AccountRoles.IncludeAdministrator(held) ? settings.Value.PerAdministrator : settings.Value.PerAccount);
        var open = await OpenOf(account.Id).AsNoTracking().OrderBy(s => s.StartedAt).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        foreach (var old in open.Take(Math.Max(0, open.Count - most + 1)))
        {
            await EndAsync(old, SessionEnd.Replaced, cancellationToken);
        }
    }

    private IQueryable<AccountSession> OpenOf(Guid accountId) => db.Set<AccountSession>().Where(s => s.AccountId == accountId && s.EndedAt == null);

    // One statement, so that what somebody does to an account never fails because its idle sessions are being ended at the same moment.
    private Task<int> CloseAsync(IQueryable<AccountSession> open, SessionEnd end, CancellationToken cancellationToken) =>
        open.ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, operation.Now).SetProperty(x => x.End, end), cancellationToken);

    private void Record(AccountSession session, SessionEnd end) => Record(session.AccountId, EventOf(end), session.Address, session.Device);

    private static SignInEvent EventOf(SessionEnd end) => end switch
    {
        SessionEnd.SignedOut => SignInEvent.SignedOut,
        SessionEnd.Idle => SignInEvent.Idle,
        SessionEnd.TooLong => SignInEvent.TooLong,
        SessionEnd.Replaced => SignInEvent.Replaced,
        SessionEnd.PasswordChanged => SignInEvent.PasswordChanged,
        SessionEnd.Disabled => SignInEvent.Disabled,
        SessionEnd.SecondFactorReset => SignInEvent.SecondFactorReset,
        _ => SignInEvent.ForcedOut,
    };
}
