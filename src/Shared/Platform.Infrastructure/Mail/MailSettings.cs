using MailKit.Security;

namespace Platform.Infrastructure.Mail;

/// <summary>Section <c>Mail</c> of the configuration. Mail is off while no host is given.</summary>
public sealed class MailSettings
{
    public const string Section = "Mail";

    public string? Host { get; set; }

    public int Port { get; set; } = 465;

    /// <summary><c>SslOnConnect</c>, <c>StartTls</c>, or <c>None</c> for a relay on the same machine.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.SslOnConnect;

    /// <summary>Empty: no sign-in at the mail server.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Address of the sender.</summary>
    public string? From { get; set; }

    /// <summary>Address under which people reach the platform, for links; empty: mails carry no links.</summary>
    public string? PublicAddress { get; set; }

    public bool Configured => !string.IsNullOrWhiteSpace(Host) && !string.IsNullOrWhiteSpace(From);
}
