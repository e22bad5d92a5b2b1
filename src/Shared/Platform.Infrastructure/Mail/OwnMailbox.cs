using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Mail;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Mail;

/// <summary>Gives an address for mails to the caller's account and sends a code to it. An address given before no longer serves.</summary>
[SignedIn]
[Label("填写提醒邮箱")]
[Endpoint(Verb.Put, "me/mailbox", "填写提醒邮箱，系统向它发送验证码")]
internal sealed record SetOwnMailbox(string Address) : ICommand
{
    /// <summary>Without the address: requests end up in logs.</summary>
    public override string ToString() => nameof(SetOwnMailbox);
}

internal sealed class SetOwnMailboxValidator : AbstractValidator<SetOwnMailbox>
{
    public SetOwnMailboxValidator() =>
        RuleFor(r => r.Address).Must(IsAddress).WithMessage("请填写完整的邮箱地址，例如 zhangsan@example.cn");

    private static bool IsAddress(string? text) => text?.Trim() is { Length: > 2 and <= 200 } trimmed && trimmed.All(c => c is > ' ' and < (char)127)
        && MailAddress.TryCreate(trimmed, out var address) && address.Address == trimmed && address.Host.Contains('.', StringComparison.Ordinal);
}

/// <summary>The address is the caller's: types in the code that was sent to it.</summary>
[SignedIn]
[Label("确认提醒邮箱")]
[Endpoint(Verb.Post, "me/mailbox/confirmation", "输入验证码，确认提醒邮箱")]
internal sealed record ConfirmOwnMailbox(string Code) : ICommand<bool>
{
    public override string ToString() => nameof(ConfirmOwnMailbox);
}

/// <summary>Takes the caller's address out of the platform: no mail goes to it any more. Idempotent.</summary>
[SignedIn]
[Label("删除提醒邮箱")]
[Endpoint(Verb.Delete, "me/mailbox", "删除提醒邮箱")]
internal sealed record RemoveOwnMailbox : ICommand;

internal sealed class OwnMailboxHandlers(CoreDbContext db, Operation operation, IOptions<MailSettings> settings) :
    IRequestHandler<GetOwnMailbox, OwnMailbox>, IRequestHandler<SetOwnMailbox, Unit>, IRequestHandler<ConfirmOwnMailbox, bool>, IRequestHandler<RemoveOwnMailbox, Unit>
{
    private const int MostCodesPerDay = 5;
    private const int MostWrongCodes = 5;
    private static readonly TimeSpan CodeServes = TimeSpan.FromMinutes(30);

    public async Task<OwnMailbox> Handle(GetOwnMailbox request, CancellationToken cancellationToken)
    {
        var box = await FindAsync(cancellationToken);
        return new OwnMailbox(settings.Value.Configured, box?.Address ?? "", box?.ConfirmedAt is not null);
    }

    public async Task<Unit> Handle(SetOwnMailbox request, CancellationToken cancellationToken)
    {
        if (!settings.Value.Configured)
        {
            throw new RefusalException("MAIL_OFF", "本平台没有开通邮件。", RefusalKind.Refused);
        }

        var box = await FindAsync(cancellationToken);
        if (box is null)
        {
            db.Add(box = new Mailbox { AccountId = operation.Actor.AccountId });
        }

        box.CodesToday = DateOnly.FromDateTime(ChinaTime.ToChina(box.CodeSentAt).DateTime) == operation.Today ? box.CodesToday + 1 : 1;
        if (box.CodesToday > MostCodesPerDay)
        {
            throw new RefusalException("TOO_MANY_CODES", $"今天已发送 {MostCodesPerDay} 次验证码，请明天再试。", RefusalKind.Refused);
        }

        var code = RandomNumberGenerator.GetString("0123456789", 6);
        (box.Address, box.ConfirmedAt, box.CodeHash, box.CodeSentAt, box.WrongCodes) = (request.Address.Trim(), null, Hash(box, code), operation.Now, 0);
        db.Add(new OutgoingMail
        {
            Key = $"confirm:{box.AccountId:N}:{operation.Now.UtcTicks}",
            AccountId = box.AccountId,
            Subject = "提醒邮箱验证码",
            Text = $"验证码：{code}，{CodeServes.TotalMinutes:0} 分钟内有效。如果不是您本人填写的邮箱，请不必理会。",
            Confirmation = true,
            QueuedAt = operation.Now,
            NextAt = operation.Now,
        });
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    // Answers false instead of refusing, so that a wrong code is counted.
    public async Task<bool> Handle(ConfirmOwnMailbox request, CancellationToken cancellationToken)
    {
        var box = await FindAsync(cancellationToken);
        if (box is null || box.CodeHash.Length == 0 || box.CodeSentAt + CodeServes < operation.Now || box.WrongCodes >= MostWrongCodes)
        {
            throw new RefusalException("CODE_ENDED", "验证码已失效，请重新获取。", RefusalKind.Invalid, [new(nameof(request.Code), "已失效")]);
        }

        var right = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(box, request.Code?.Trim() ?? "")), Encoding.ASCII.GetBytes(box.CodeHash));
        if (right)
        {
            (box.ConfirmedAt, box.CodeHash) = (operation.Now, "");
            operation.Note("确认提醒邮箱");
        }
        else
        {
            box.WrongCodes++;
        }

        await db.SaveChangesAsync(cancellationToken);
        return right;
    }

    public async Task<Unit> Handle(RemoveOwnMailbox request, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } box)
        {
            (box.Address, box.ConfirmedAt, box.CodeHash) = ("", null, "");
            await db.SaveChangesAsync(cancellationToken);
        }

        return Unit.Value;
    }

    private Task<Mailbox?> FindAsync(CancellationToken cancellationToken) => db.Set<Mailbox>().FirstOrDefaultAsync(b => b.AccountId == operation.Actor.AccountId, cancellationToken);

    private static string Hash(Mailbox box, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{box.Id:N}:{code}")));
}
