using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Access.Passwords;

/// <summary>The day from which the caller's password no longer serves, and whether that is near.</summary>
[SignedIn]
[Endpoint(Verb.Get, "me/password", "自己的密码到哪一天失效")]
internal sealed record GetMyPasswordAge : IQuery<MyPasswordAge>;

internal sealed record MyPasswordAge(DateOnly EndsOn, bool EndsSoon);

internal sealed class GetMyPasswordAgeHandler(CoreDbContext db, Operation operation, IOptions<PasswordSettings> options) : IRequestHandler<GetMyPasswordAge, MyPasswordAge>
{
    public async Task<MyPasswordAge> Handle(GetMyPasswordAge request, CancellationToken cancellationToken)
    {
        var setAt = await db.Set<Account>().Where(a => a.Id == operation.Actor.AccountId).Select(a => a.PasswordSetAt).SingleAsync(cancellationToken);
        var end = options.Value.EndsOn(setAt);
        return new MyPasswordAge(end, end <= operation.Today.AddDays(options.Value.WarnDays));
    }
}

/// <summary>Says on the home page that the password has to be changed soon.</summary>
internal sealed class PasswordNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        var age = await mediator.Send(new GetMyPasswordAge(), ct);
        return age.EndsSoon ? [new NextThing("账号安全", "修改密码", "密码最多使用半年，到期后须先修改才能办事", age.EndsOn, Holds.PasswordPage)] : [];
    }
}
