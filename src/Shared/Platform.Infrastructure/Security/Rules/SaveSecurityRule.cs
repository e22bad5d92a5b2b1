using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Rules;

/// <summary>
/// Files a rule, or a new version of one; the versions before stay as they are. Everybody in its division is asked to read it. Refuses
/// NOT_FOUND, CHANGED_MEANWHILE and VERSION_ORDER (a version takes effect after the one before).
/// </summary>
/// <param name="RuleId">Null: a new rule.</param>
/// <param name="Change">What is new against the version before; needed for a new version.</param>
/// <param name="Content">The paper as a file, at most 10 MB; may be missing when there is a text.</param>
[Requires(CorePermissions.ManageSecurity)]
[Clauses("P3-MIGPLATSEC-00")]
[Endpoint(Verb.Post, "security/rules", "登记信息安全制度或它的新版本")]
internal sealed record SaveSecurityRule(
    int SiteId, Guid? RuleId, string Number, string Title, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, string? Text, string? Change = null,
    string? FileName = null, byte[]? Content = null, Guid? Version = null) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    public const int MostText = 20_000;
    public const int MostBytes = 10 * 1024 * 1024;
    public static readonly IReadOnlyList<string> Endings = [".pdf", ".doc", ".docx", ".wps", ".ofd", ".txt", ".jpg", ".png"];

    string IRecordRequest.RecordRef => RuleId is { } id ? $"security-rule:{id}" : "";
}

internal sealed class SaveSecurityRuleValidator : AbstractValidator<SaveSecurityRule>
{
    public SaveSecurityRuleValidator()
    {
        RuleFor(c => c.Number).NotEmpty().WithMessage("请填写文号").MaximumLength(60).WithMessage("文号最多 60 字");
        RuleFor(c => c.Title).NotEmpty().WithMessage("请填写名称").MaximumLength(200).WithMessage("名称最多 200 字");
        RuleFor(c => c.EffectiveFrom).NotNull().WithMessage("请填写生效日期");
        RuleFor(c => c.EffectiveTo).GreaterThanOrEqualTo(c => c.EffectiveFrom).WithMessage("失效日期不能早于生效日期");
        RuleFor(c => c.Text).MaximumLength(SaveSecurityRule.MostText).WithMessage($"正文最多 {SaveSecurityRule.MostText} 字");
        RuleFor(c => c.Text).NotEmpty().When(c => c.Content is not { Length: > 0 }).WithMessage("请填写正文或附上文件");
        RuleFor(c => c.Change).MaximumLength(200).WithMessage("修订说明最多 200 字");
        RuleFor(c => c.Change).NotEmpty().When(c => c.RuleId is not null).WithMessage("请写明这次修订了什么");
        RuleFor(c => c.Content).Must(b => b is null || b.Length <= SaveSecurityRule.MostBytes).WithMessage("文件不能超过 10 MB");
        RuleFor(c => c.FileName).NotEmpty().When(c => c.Content is { Length: > 0 }).WithMessage("文件没有名称").MaximumLength(200).WithMessage("文件名最多 200 字")
            .Must(n => string.IsNullOrEmpty(n) || SaveSecurityRule.Endings.Contains(Path.GetExtension(n).ToLowerInvariant()))
            .WithMessage("文件类型须为 " + string.Join("、", SaveSecurityRule.Endings.Select(e => e[1..])));
    }
}

internal sealed class SaveSecurityRuleHandler(CoreDbContext db, Operation operation) : IRequestHandler<SaveSecurityRule, Guid>
{
    public async Task<Guid> Handle(SaveSecurityRule request, CancellationToken cancellationToken)
    {
        var rule = request.RuleId is { } id ? await KnownAsync(id, request, cancellationToken) : await NewAsync(request, cancellationToken);
        (rule.Number, rule.Title, rule.Versions) = (request.Number.Trim(), request.Title.Trim(), rule.Versions + 1);
        var file = request.Content is { Length: > 0 } content ? content : null;
        var version = new SecurityRuleVersion
        {
            RuleId = rule.Id,
            SiteId = rule.SiteId,
            Ordinal = rule.Versions,
            Number = rule.Number,
            Title = rule.Title,
            EffectiveFrom = request.EffectiveFrom!.Value,
            EffectiveTo = request.EffectiveTo,
            Text = request.Text?.Trim() ?? "",
            Change = request.Change?.Trim() ?? "",
            FileName = file is null ? "" : Path.GetFileName(request.FileName!.Trim()),
            FileSha256 = file is null ? "" : Convert.ToHexStringLower(SHA256.HashData(file)),
            PublishedAt = operation.Now,
            PublishedBy = operation.Actor.Name,
        };
        db.Add(version);
        if (file is not null)
        {
            db.Add(new SecurityRuleFile { VersionId = version.Id, SiteId = rule.SiteId, Content = file });
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记信息安全制度《{rule.Title}》第 {version.Ordinal} 版，{version.EffectiveFrom:yyyy-MM-dd} 起生效");
        return rule.Id;
    }

    private async Task<SecurityRule> NewAsync(SaveSecurityRule request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.SiteId, cancellationToken);
        var rule = new SecurityRule { SiteId = scope.DivisionId, Lo = scope.Lo, Hi = scope.Hi };
        db.Add(rule);
        return rule;
    }

    private async Task<SecurityRule> KnownAsync(Guid id, SaveSecurityRule request, CancellationToken cancellationToken)
    {
        var rule = await db.Set<SecurityRule>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == request.SiteId, cancellationToken) ?? throw GetSecurityRuleHandler.NotFound();
        Refusals.CheckVersion(request.Version, rule.Version, "这项制度");

        var before = await db.Set<SecurityRuleVersion>().Where(v => v.RuleId == id && v.Ordinal == rule.Versions).Select(v => v.EffectiveFrom).FirstAsync(cancellationToken);
        return request.EffectiveFrom > before
            ? rule
            : throw new RefusalException(
                "VERSION_ORDER", $"新版本的生效日期须晚于上一版的 {before:yyyy-MM-dd}。", RefusalKind.Invalid, [new(nameof(request.EffectiveFrom), $"须晚于 {before:yyyy-MM-dd}")]);
    }
}
