using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Rules;

/// <summary>
/// Files a rule on supplies, or corrects its data, or says since when it is replaced. A new one with the same key is filed once. Refuses NOT_FOUND, CHANGED_MEANWHILE,
/// NAME_TAKEN (the same title and number from the same day), and what the attachments refuse. Fields as in <see cref="SupplyRule"/>.
/// </summary>
/// <param name="Id">Null: a new one.</param>
/// <param name="Files">Of a new one; later ones are added to the record.</param>
[Label("登记药具制度")]
[Requires(SuppliesPermissions.Stores)]
[Endpoint(Verb.Put, "supplies/divisions/{siteId}/rules", "登记或修改药具制度，可附正文文件")]
[Clauses("P3-STREETSUPPLY-01", "P3-STREETSUPPLY-14a")]
internal sealed record SaveRule(
    int SiteId, Guid? Id, Guid Key, string Title, string Issuer, DateOnly? InForceFrom, string? Number = null, DateOnly? ReplacedOn = null, string? ReplacedBy = null,
    IReadOnlyList<AttachmentDraft>? Files = null, Guid? Version = null) : ICommand<Guid>, ISiteRequest, IIdempotent;

internal sealed class SaveRuleValidator : AbstractValidator<SaveRule>
{
    public SaveRuleValidator()
    {
        RuleFor(r => r.Key).NotEmpty().When(r => r.Id is null).WithMessage("缺少请求号。");
        RuleFor(r => r.Title).NotEmpty().WithMessage("请填写标题。").MaximumLength(200).WithMessage("标题最多 200 字。");
        RuleFor(r => r.Issuer).NotEmpty().WithMessage("请填写制发单位。").MaximumLength(100).WithMessage("制发单位最多 100 字。");
        RuleFor(r => r.Number).MaximumLength(60).WithMessage("文号最多 60 字。");
        RuleFor(r => r.InForceFrom).NotNull().WithMessage("请填写施行日期。").GreaterThanOrEqualTo(new DateOnly(1949, 10, 1)).WithMessage("日期太早。");
        RuleFor(r => r.ReplacedOn).GreaterThan(r => r.InForceFrom).When(r => r.ReplacedOn is not null && r.InForceFrom is not null).WithMessage("废止日期须晚于施行日期。");
        RuleFor(r => r.ReplacedBy).MaximumLength(200).WithMessage("替代说明最多 200 字。");
    }
}

internal sealed class SaveRuleHandler(SuppliesDbContext db, IAttachments attachments, Operation operation) : IRequestHandler<SaveRule, Guid>
{
    public async Task<Guid> Handle(SaveRule request, CancellationToken cancellationToken)
    {
        var (title, number, from) = (request.Title.Trim(), request.Number?.Trim() ?? "", request.InForceFrom!.Value);
        if (request.Id is null && await db.Set<SupplyRule>().AnyAsync(r => r.Id == request.Key && r.SiteId == request.SiteId, cancellationToken))
        {
            operation.Note("重复请求，已登记");
            return request.Key;
        }

        if (await db.Set<SupplyRule>().AnyAsync(r => r.SiteId == request.SiteId && r.Title == title && r.Number == number && r.InForceFrom == from && r.Id != request.Id, cancellationToken))
        {
            throw new RefusalException("NAME_TAKEN", "这项制度已经登记。", RefusalKind.Conflict, [new FieldError(nameof(request.Title), "已经登记")]);
        }

        var rule = request.Id is null ? Add(request, title) : await OpenAsync(request, cancellationToken);
        (rule.Title, rule.Issuer, rule.Number, rule.InForceFrom) = (title, request.Issuer.Trim(), number, from);
        (rule.ReplacedOn, rule.ReplacedBy) = (request.ReplacedOn, request.ReplacedBy?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        await attachments.AddAsync(SupplyRuleFileKind.KindCode, rule.SiteId, SupplyRule.RefOf(rule.Id), request.Files ?? [], cancellationToken);
        operation.Note(rule.Title);
        return rule.Id;
    }

    private SupplyRule Add(SaveRule request, string title)
    {
        var rule = new SupplyRule { Id = request.Key, SiteId = request.SiteId, Title = title, Issuer = request.Issuer, EnteredByName = operation.Actor.Name };
        db.Add(rule);
        return rule;
    }

    private async Task<SupplyRule> OpenAsync(SaveRule request, CancellationToken cancellationToken)
    {
        var rule = await db.Set<SupplyRule>().FirstOrDefaultAsync(r => r.Id == request.Id && r.SiteId == request.SiteId, cancellationToken)
            ?? throw Refusals.NotFound("这项制度");
        Refusals.CheckVersion(request.Version, rule.Version, "这项制度");
        return rule;
    }
}

/// <summary>Texts of the rules on supplies.</summary>
internal sealed class SupplyRuleFileKind(SuppliesDbContext db) : AttachmentKind
{
    public const string KindCode = "supplies-rule";

    public override string Code => KindCode;

    public override string Title => "药具制度";

    public override string ViewPermission => SuppliesPermissions.View;

    public override string WritePermission => SuppliesPermissions.Stores;

    public override async Task CheckReadAsync(int siteId, string recordRef, CancellationToken cancellationToken) => await CheckAsync(siteId, recordRef, cancellationToken);

    public override async Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken) => await CheckAsync(siteId, recordRef, cancellationToken);

    private async Task CheckAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        var there = recordRef.StartsWith(SupplyRule.RefPrefix, StringComparison.Ordinal) && Guid.TryParse(recordRef[SupplyRule.RefPrefix.Length..], out var id)
            && await db.Set<SupplyRule>().AnyAsync(r => r.Id == id && r.SiteId == siteId, cancellationToken);
        if (!there)
        {
            throw Refusals.NotFound("这项制度");
        }
    }
}
