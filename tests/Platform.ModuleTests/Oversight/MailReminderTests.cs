using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Mail;
using Platform.Oversight;
using Platform.Oversight.Features.Proofs;
using Platform.Oversight.Features.Reminders;
using Platform.TestKit;
using Platform.TestKit.Databases;
using SmtpServer.Protocol;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>Duties by mail, through the real host and a mail server.</summary>
public partial class MailReminderTests
{
    [Theory, DatabaseData]
    public async Task A_clerk_confirms_an_address_and_is_reminded_once_before_and_once_on_the_day(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var platform = await TestPlatform.StartAsync(kind, serve: true, settings: server.Settings);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        await SubscribeAsync(platform, server, clerk);

        // On Tuesday: last week's meeting is late. On Wednesday there is nothing to say.
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await MorningAsync(platform);
        Assert.Contains("11 月 22 日　每周例会", Assert.Single(server.Mails).TextBody);
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await MorningAsync(platform);
        Assert.Single(server.Mails);
        server.Mails.Clear();

        // Friday: the month's duties end on Monday, so this is the last working day before.
        platform.Clock.Advance(TimeSpan.FromDays(2));
        await MorningAsync(platform);
        await MorningAsync(platform);
        var reminder = Assert.Single(server.Mails);
        Assert.Equal("clerk@example.cn", reminder.To.Mailboxes.Single().Address);
        Assert.Contains("即将到期", reminder.TextBody);
        Assert.Contains("11 月 30 日　月度工作例会（2026年11月）", reminder.TextBody);
        Assert.Contains($"https://platform.example.cn/oversight/tasks?site={Places.FirstSite}", reminder.TextBody);
        server.Mails.Clear();

        // On Monday what was done meanwhile is not asked for again.
        await platform.Send(new FileProof(Places.FirstSite, OversightDuties.WorkMeeting, new(2026, 11, 27), "例会"));
        platform.Clock.Advance(TimeSpan.FromDays(3));
        await MorningAsync(platform);
        var day = Assert.Single(server.Mails);
        Assert.Contains("今天到期", day.TextBody);
        Assert.Contains("月度学习", day.TextBody);
        Assert.DoesNotContain("月度工作例会", day.TextBody);
        server.Mails.Clear();

        // The day after it is late, once.
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await MorningAsync(platform);
        Assert.Contains("已经逾期", Assert.Single(server.Mails).TextBody);
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await MorningAsync(platform);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Nothing_goes_to_an_account_that_was_disabled_or_on_a_day_off()
    {
        await using var server = new MailServer();
        await using var platform = await TestPlatform.StartAsync(serve: true, settings: server.Settings);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        await SubscribeAsync(platform, server, clerk);
        platform.Clock.Advance(TimeSpan.FromDays(5));
        await MorningAsync(platform);
        Assert.Empty(server.Mails);
        await platform.Write<CoreDbContext>(async db =>
        {
            foreach (var account in await db.Set<Account>().ToListAsync())
            {
                account.Active = false;
            }
        });
        platform.Clock.Advance(TimeSpan.FromDays(2));
        await MorningAsync(platform);
        Assert.Empty(server.Mails);
    }

    [Theory, DatabaseData]
    public async Task A_mail_the_server_puts_off_goes_later_and_one_of_unknown_fate_is_not_sent_again(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var platform = await TestPlatform.StartAsync(kind, serve: true, settings: server.Settings);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        await SubscribeAsync(platform, server, clerk);
        platform.Clock.Advance(TimeSpan.FromDays(4));
        server.Answer = new SmtpResponse(SmtpReplyCode.Aborted, "try later");
        await MorningAsync(platform);
        Assert.Empty(server.Mails);
        server.Answer = SmtpResponse.Ok;
        await MorningAsync(platform);
        Assert.Empty(server.Mails);
        platform.Clock.Advance(TimeSpan.FromMinutes(6));
        await MorningAsync(platform);
        Assert.Single(server.Mails);

        // A process takes a mail and ends before it can say what became of it.
        platform.Clock.Advance(TimeSpan.FromDays(3));
        await platform.Send(new RemindByMail());
        Assert.Single(await platform.Send(new ClaimMail()));
        Assert.Empty(await platform.Send(new ClaimMail()));
        platform.Clock.Advance(TimeSpan.FromHours(1));
        await MorningAsync(platform);
        Assert.Single(server.Mails);
        var states = await platform.Read<CoreDbContext, List<MailState>>(db => db.Set<OutgoingMail>().OrderBy(m => m.QueuedAt).Select(m => m.State).ToListAsync());
        Assert.Equal([MailState.Sent, MailState.Sent, MailState.Unknown], states);
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_is_offered()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var refused = await clerk.PutAsJsonAsync("/api/me/mailbox", new { Address = "clerk@example.cn" });
        Assert.Contains("MAIL_OFF", await refused.Content.ReadAsStringAsync());
        await MorningAsync(platform);
    }

    [Theory]
    [InlineData("clerk")]
    [InlineData("clerk@example")]
    [InlineData("Wang <clerk@example.cn>")]
    [InlineData("clerk@example.cn\r\nBcc: all@example.cn")]
    public async Task What_is_no_address_is_refused_at_its_field(string text)
    {
        await using var server = new MailServer();
        await using var platform = await TestPlatform.StartAsync(serve: true, settings: server.Settings);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var refused = await clerk.PutAsJsonAsync("/api/me/mailbox", new { Address = text });
        Assert.Contains("请填写完整的邮箱地址", await refused.Content.ReadAsStringAsync());
    }

    private static async Task MorningAsync(TestPlatform platform)
    {
        await platform.Send(new RemindByMail());
        await platform.Send(new SendMail());
    }

    private static async Task SubscribeAsync(TestPlatform platform, MailServer server, HttpClient clerk)
    {
        (await clerk.PutAsJsonAsync("/api/me/mailbox", new { Address = "clerk@example.cn" })).EnsureSuccessStatusCode();
        var early = await clerk.PutAsJsonAsync("/api/oversight/mail-reminders", new { SiteId = Places.FirstSite, Active = true });
        Assert.Contains("NO_MAILBOX", await early.Content.ReadAsStringAsync());
        await platform.Send(new SendMail());
        Assert.True(server.Mails.TryDequeue(out var mail));
        var code = Digits().Match(mail.TextBody!).Value;
        Assert.False(await ConfirmAsync(clerk, code == "000000" ? "111111" : "000000"));
        Assert.True(await ConfirmAsync(clerk, code));
        (await clerk.PutAsJsonAsync("/api/oversight/mail-reminders", new { SiteId = Places.FirstSite, Active = true })).EnsureSuccessStatusCode();
    }

    private static async Task<bool> ConfirmAsync(HttpClient clerk, string code)
    {
        var answer = await clerk.PostAsJsonAsync("/api/me/mailbox/confirmation", new { Code = code });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<bool>();
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Digits();
}
