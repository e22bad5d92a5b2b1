using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Platform.Infrastructure.Mail;

/// <summary>Speaks with the mail server: one connection for a batch.</summary>
internal sealed class MailPost(IOptions<MailSettings> settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<MailResult>> SendAsync(IReadOnlyList<ClaimedMail> mails, CancellationToken cancellationToken)
    {
        var to = settings.Value;
        var results = new List<MailResult>(mails.Count);
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(to.Host!, to.Port, to.Security, cancellationToken);
            if (!string.IsNullOrEmpty(to.UserName))
            {
                await client.AuthenticateAsync(to.UserName, to.Password ?? "", cancellationToken);
            }

            foreach (var mail in mails)
            {
                results.Add(await SendAsync(client, mail, cancellationToken));
            }

            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The server cannot be reached, or hung up: what has not gone waits.
            var done = results.Select(r => r.Id).ToHashSet();
            results.AddRange(mails.Where(m => !done.Contains(m.Id)).Select(m => new MailResult(m.Id, $"邮件服务器连接失败（{exception.GetType().Name}）", Final: false)));
        }

        return results;
    }

    private async Task<MailResult> SendAsync(SmtpClient client, ClaimedMail mail, CancellationToken cancellationToken)
    {
        if (mail.To.Length == 0)
        {
            return new MailResult(mail.Id, "账号没有已确认的邮箱", Final: true);
        }

        try
        {
            await client.SendAsync(Write(mail), cancellationToken);
            return new MailResult(mail.Id, "", Final: true);
        }
        catch (SmtpCommandException refusal)
        {
            // 5xx is a lasting refusal, 4xx a passing one.
            return new MailResult(mail.Id, $"邮件服务器拒收（{(int)refusal.StatusCode}）", Final: (int)refusal.StatusCode >= 500);
        }
    }

    private MimeMessage Write(ClaimedMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, MessageId = $"{mail.Id:N}@platform" };
        message.From.Add(MailboxAddress.Parse(settings.Value.From!));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var link = string.IsNullOrWhiteSpace(settings.Value.PublicAddress) || mail.Path.Length == 0 ? "" : $"\n\n{settings.Value.PublicAddress.TrimEnd('/')}{mail.Path}";
        message.Body = new TextPart("plain") { Text = mail.Text + link + "\n\n本邮件由平台自动发出，请勿回复。\n" };
        return message;
    }
}
