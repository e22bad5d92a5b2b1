using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using QRCoder;

namespace Platform.Infrastructure.Access.SecondFactor;

/// <summary>How the caller's second factor stands.</summary>
[SignedIn]
[DuringEntry]
[Endpoint(Verb.Get, "me/second-factor", "自己的动态口令是否启用")]
internal sealed record GetMySecondFactor : IQuery<MySecondFactor>;

/// <param name="Demanded">A role of the account does not work without it.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
internal sealed record MySecondFactor(bool Enabled, bool Demanded, int CodesLeft);

internal sealed class GetMySecondFactorHandler(CoreDbContext db, AccountRoles roles, Operation operation) : IRequestHandler<GetMySecondFactor, MySecondFactor>
{
    public async Task<MySecondFactor> Handle(GetMySecondFactor request, CancellationToken cancellationToken)
    {
        var id = operation.Actor.AccountId;
        var held = await roles.OfAsync(db, id, operation.Actor.StaffId, cancellationToken);
        return new MySecondFactor(
            await db.Set<Account>().AnyAsync(a => a.Id == id && a.TwoFactorEnabled, cancellationToken),
            AccountRoles.IncludeAdministrator(held) && !await db.Set<Setting>().AnyAsync(s => s.Key == Setting.DemoSeeded, cancellationToken),
            await db.Set<RecoveryCode>().CountAsync(c => c.AccountId == id && c.UsedAt == null, cancellationToken));
    }
}

/// <summary>Offers a fresh secret to scan or type. Nothing is stored before a code proves that it arrived.</summary>
[SignedIn]
[DuringEntry]
[Endpoint(Verb.Post, "me/second-factor", "取得新的动态口令密钥和二维码，须再用口令确认")]
internal sealed record OfferSecondFactor : IQuery<SecondFactorOffer>;

/// <param name="Ticket">Goes back with the first code; good for 15 minutes.</param>
/// <param name="Secret">Base32, for typing by hand.</param>
/// <param name="Picture">The QR code as a data address.</param>
internal sealed record SecondFactorOffer(string Ticket, string Secret, string Uri, string Picture);

internal sealed class OfferSecondFactorHandler(CoreDbContext db, SecondFactorKeys keys, Operation operation) : IRequestHandler<OfferSecondFactor, SecondFactorOffer>
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(15);

    public async Task<SecondFactorOffer> Handle(OfferSecondFactor request, CancellationToken cancellationToken)
    {
        var id = operation.Actor.AccountId;
        var userName = await db.Set<Account>().Where(a => a.Id == id).Select(a => a.UserName!).SingleAsync(cancellationToken);
        var secret = SecondFactorKeys.NewSecret();
        var uri = SecondFactorKeys.Uri(userName, secret);
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return new SecondFactorOffer(
            keys.Ticket($"{id}|{secret}", operation.Now + Valid), secret, uri, "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(5)));
    }
}

/// <summary>Turns the second factor on with the first code. Errors: TICKET_EXPIRED, WRONG_CODE, SECOND_FACTOR_ON.</summary>
[SignedIn]
[DuringEntry]
[Endpoint(Verb.Put, "me/second-factor", "用第一个动态口令确认启用，返回只显示一次的恢复码")]
internal sealed record ConfirmSecondFactor(string Ticket, string Code) : ICommand<RecoveryCodes>;

internal sealed record RecoveryCodes(IReadOnlyList<string> Codes);

internal sealed class ConfirmSecondFactorValidator : AbstractValidator<ConfirmSecondFactor>
{
    public ConfirmSecondFactorValidator(SecondFactorKeys keys)
    {
        RuleFor(c => c.Code).NotEmpty().WithMessage("请填写动态口令");
        RuleFor(c => c.Ticket).NotEmpty().WithMessage("请先取得二维码").Must(_ =>
        {
            keys.Warm();
            return true;
        });
    }
}

internal sealed class ConfirmSecondFactorHandler(CoreDbContext db, SecondFactorKeys keys, SecondFactorDesk desk, SessionBook sessions, Operation operation)
    : IRequestHandler<ConfirmSecondFactor, RecoveryCodes>
{
    public async Task<RecoveryCodes> Handle(ConfirmSecondFactor request, CancellationToken cancellationToken)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == operation.Actor.AccountId, cancellationToken);
        if (account.TwoFactorEnabled)
        {
            throw new RefusalException("SECOND_FACTOR_ON", "动态口令已经启用。换手机请先停用，或请安全管理员重置。", RefusalKind.Conflict);
        }

        var content = keys.Open(request.Ticket, operation.Now)?.Split('|');
        if (content is not [var owner, var secret] || owner != account.Id.ToString())
        {
            throw new RefusalException("TICKET_EXPIRED", "二维码已过期，请刷新页面重新扫描。");
        }

        if (!SecondFactorKeys.VerifyPlain(secret, request.Code.Replace(" ", "", StringComparison.Ordinal).Trim(), operation.Now, out var step))
        {
            throw SecondFactorRefusals.WrongCode(nameof(request.Code));
        }

        account.SecondFactorSecret = keys.Protect(secret);
        account.SecondFactorStep = step;
        account.TwoFactorEnabled = true;
        var codes = await desk.MakeCodesAsync(account, cancellationToken);
        sessions.Record(account.Id, SignInEvent.SecondFactorEnrolled);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("启用动态口令");
        return new RecoveryCodes(codes);
    }
}

internal static class SecondFactorRefusals
{
    public static RefusalException WrongCode(string field) =>
        new("WRONG_CODE", "动态口令不正确。请核对手机时间，等出现新的口令后再试。", RefusalKind.Invalid, [new(field, "不正确")]);
}
