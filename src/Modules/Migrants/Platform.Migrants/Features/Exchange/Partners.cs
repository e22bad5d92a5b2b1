using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Inquiries;

namespace Platform.Migrants.Features.Exchange;

/// <summary>Offices outside, with the fingerprints of their keys, and the county's own public key. Two statements.</summary>
/// <param name="SiteId">The county.</param>
[Requires(MigrantPermissions.Bureau)]
[Endpoint(Verb.Get, "migrants/counties/{siteId}/partners", "外部交换单位和本县公钥")]
[Clauses("P3-MIGPLATFORM-01b")]
internal sealed record GetExchange(int SiteId) : IQuery<ExchangeView>, ISiteRequest;

/// <param name="OwnPublicKey">Empty: none was made yet.</param>
internal sealed record ExchangeView(string OwnPublicKey, IReadOnlyList<PartnerRow> Partners);

internal sealed record PartnerRow(Guid Id, string Name, string Fingerprint, bool Ended, Guid Version);

/// <summary>Names of the offices outside that a township's county exchanges files with. Two statements.</summary>
[Requires(MigrantPermissions.Office)]
[Endpoint(Verb.Get, "migrants/sites/{siteId}/partners", "可用签名文件查询的外部单位")]
[Clauses("P3-MIGPLATDATA-04a")]
internal sealed record GetPartnerChoices(int SiteId) : IQuery<IReadOnlyList<PartnerChoice>>, ISiteRequest;

internal sealed record PartnerChoice(Guid Id, string Name);

/// <summary>
/// Enters an office outside with its public key (ECDSA P-256, PEM or base64), changes it or ends it. Refuses BAD_PUBLIC_KEY, NAME_TAKEN, NOT_FOUND, NOT_A_COUNTY and CHANGED_MEANWHILE.
/// </summary>
/// <param name="PublicKey">Null: stays.</param>
[Label("登记外部交换单位")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/partners", "登记或停用外部交换单位及其公钥")]
[Clauses("P3-MIGPLATFORM-01b")]
internal sealed record SavePartner(int SiteId, Guid? Id, string Name, string? PublicKey, bool Ended = false, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SavePartnerValidator : AbstractValidator<SavePartner>
{
    public SavePartnerValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("请填写单位名称。").MaximumLength(100).WithMessage("单位名称最多 100 字。");
        RuleFor(c => c.PublicKey).NotEmpty().When(c => c.Id is null).WithMessage("请填写对方的公钥。").MaximumLength(2000).WithMessage("公钥太长。");
    }
}

/// <summary>Makes the county's key pair once; answers the public half to be given to the other offices. Refuses NOT_A_COUNTY.</summary>
[Label("生成文件签名密钥")]
[Requires(MigrantPermissions.Bureau)]
[NamedOperatorOnly]
[Endpoint(Verb.Post, "migrants/counties/{siteId}/key", "生成本县的文件签名密钥，返回公钥；已有的返回原来的")]
[Clauses("P3-MIGPLATFORM-01b")]
internal sealed record MakeExchangeKey(int SiteId) : ICommand<string>, ISiteRequest, IIdempotent;

/// <summary>The private half under the platform's own keys.</summary>
internal sealed class ExchangeKeys(Protector protector)
{
    public ExchangeKey Make(int countyId, DateOnly today, string by)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = new ExchangeKey { SiteId = countyId, PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), MadeOn = today, MadeByName = by };
        protector.Set(ExchangeFields.PrivateKey, made, Convert.ToBase64String(key.ExportPkcs8PrivateKey()));
        return made;
    }

    /// <param name="request">Says why a file is signed.</param>
    public ECDsa Open(ExchangeKey stored, IReasonedRequest request)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(protector.OpenFor(ExchangeFields.PrivateKey, stored, request)), out _);
        return key;
    }
}

internal sealed class PartnerHandlers(MigrantsDbContext db, ExchangeKeys keys, BureauScope bureau, IMediator mediator, Operation operation)
    : IRequestHandler<GetExchange, ExchangeView>, IRequestHandler<GetPartnerChoices, IReadOnlyList<PartnerChoice>>, IRequestHandler<SavePartner, Guid>, IRequestHandler<MakeExchangeKey, string>
{
    public async Task<ExchangeView> Handle(GetExchange request, CancellationToken cancellationToken)
    {
        var key = await db.Set<ExchangeKey>().AsNoTracking().FirstOrDefaultAsync(k => k.SiteId == request.SiteId, cancellationToken);
        var partners = await db.Set<ExchangePartner>().AsNoTracking().Where(p => p.SiteId == request.SiteId).OrderBy(p => p.Name).ToListAsync(cancellationToken);
        return new ExchangeView(key?.PublicKey ?? "", [.. partners.Select(p => new PartnerRow(p.Id, p.Name, FingerprintOf(p.PublicKey), p.Ended, p.Version))]);
    }

    public async Task<IReadOnlyList<PartnerChoice>> Handle(GetPartnerChoices request, CancellationToken cancellationToken)
    {
        // Rows of the county, of which the township reads the names.
        var county = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).Select(d => d.Levels.HasFlag(DivisionLevels.County) ? d.Id : d.ParentId).FirstOrDefault();
        return await db.Set<ExchangePartner>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking().Where(p => p.SiteId == county && !p.Ended).OrderBy(p => p.Name)
            .Select(p => new PartnerChoice(p.Id, p.Name)).ToListAsync(cancellationToken);
    }

    public async Task<Guid> Handle(SavePartner request, CancellationToken cancellationToken)
    {
        await bureau.OfAsync(request.SiteId, cancellationToken);
        var name = request.Name.Trim();
        if (await db.Set<ExchangePartner>().AnyAsync(p => p.SiteId == request.SiteId && p.Name == name && p.Id != request.Id, cancellationToken))
        {
            throw new RefusalException("NAME_TAKEN", $"“{name}”已登记过。", RefusalKind.Conflict, [new FieldError(nameof(request.Name), "已登记")]);
        }

        var key = request.PublicKey?.Trim() is { Length: > 0 } typed ? KeyOf(typed) : null;
        ExchangePartner partner;
        if (request.Id is { } id)
        {
            partner = await db.Set<ExchangePartner>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound("这个单位");
            Refusals.CheckVersion(request.Version, partner.Version);
            (partner.Name, partner.Ended, partner.PublicKey) = (name, request.Ended, key ?? partner.PublicKey);
        }
        else
        {
            partner = new ExchangePartner { SiteId = request.SiteId, Name = name, PublicKey = key!, Ended = request.Ended };
            db.Add(partner);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{partner.Name}，公钥指纹 {FingerprintOf(partner.PublicKey)}");
        return partner.Id;
    }

    public async Task<string> Handle(MakeExchangeKey request, CancellationToken cancellationToken)
    {
        await bureau.OfAsync(request.SiteId, cancellationToken);
        var key = await db.Set<ExchangeKey>().FirstOrDefaultAsync(k => k.SiteId == request.SiteId, cancellationToken);
        if (key is null)
        {
            key = keys.Make(request.SiteId, operation.Today, operation.Actor.Name);
            db.Add(key);
            await db.SaveChangesAsync(cancellationToken);
        }

        return key.PublicKey;
    }

    private static string KeyOf(string typed)
    {
        using var key = SignedFile.PublicOf(typed)
            ?? throw new RefusalException("BAD_PUBLIC_KEY", "公钥不对：应为 ECDSA P-256 公钥，PEM 或 base64。请向对方核对。", RefusalKind.Invalid, [new FieldError(nameof(SavePartner.PublicKey), "不是有效的公钥")]);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>First 16 hex digits in fours, to be read out over the telephone; empty for a key that was spoilt in the table and verifies nothing any more.</summary>
    private static string FingerprintOf(string publicKey)
    {
        using var key = SignedFile.PublicOf(publicKey);
        return key is null ? "" : string.Join(' ', Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16].Chunk(4).Select(c => new string(c)));
    }
}
