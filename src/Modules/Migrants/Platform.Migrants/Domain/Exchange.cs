using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Migrants.Domain;

/// <summary>An office outside that inquiries are exchanged with by signed files; its public key is entered by the county's administrator, who was told it on another way.</summary>
[Label("外部交换单位")]
internal sealed class ExchangePartner : Entity, ISiteOwned, IVersioned
{
    /// <summary>The county.</summary>
    public int SiteId { get; init; }

    [Label("单位名称")]
    public required string Name { get; set; }

    /// <summary>ECDSA P-256, SubjectPublicKeyInfo in base64.</summary>
    [Label("公钥")]
    public required string PublicKey { get; set; }

    [Label("停用")]
    public bool Ended { get; set; }

    public Guid Version { get; set; }
}

/// <summary>The county's own key to sign files with. The private half is sealed by the platform and never leaves it.</summary>
[Label("文件签名密钥")]
internal sealed class ExchangeKey : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("公钥")]
    public required string PublicKey { get; init; }

    /// <summary>PKCS#8 in base64, sealed and renewed like every protected field; nobody has the right to open it.</summary>
    [Protected("exchange-key.private", "签名私钥", PersonalKind.Address, "本县文件签名用的密钥，不是个人信息", MigrantPermissions.Work, MigrantPermissions.Work)]
    [Label("私钥")]
    public ProtectedText PrivateKey { get; set; }

    [Label("生成日期")]
    public DateOnly MadeOn { get; init; }

    [Label("生成人")]
    public string MadeByName { get; init; } = "";
}

/// <summary>The protected field of <see cref="ExchangeKey"/>.</summary>
internal static class ExchangeFields
{
    public static readonly ProtectedField<ExchangeKey> PrivateKey = ProtectedField<ExchangeKey>.Of(nameof(ExchangeKey.PrivateKey));
}

internal enum ExchangeDirection { Outgoing, Incoming }

internal enum ExchangeKind { Questions, Answers }

/// <summary>A file that went out or came in: what, how many, its fingerprint. The content is not kept.</summary>
[Label("交换文件")]
internal sealed class ExchangeFile : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("外部单位")]
    public Guid PartnerId { get; init; }

    [Label("外部单位名称")]
    public string PartnerName { get; init; } = "";

    [Label("方向")]
    public ExchangeDirection Direction { get; init; }

    [Label("内容")]
    public ExchangeKind Kind { get; init; }

    /// <summary>SHA-256 of the signed content in hex: the same file again is recognised by it.</summary>
    [Label("文件指纹")]
    public required string Hash { get; init; }

    [Label("件数")]
    public int Count { get; init; }

    [Label("日期")]
    public DateOnly On { get; init; }

    [Label("经办人")]
    public string ByName { get; init; } = "";
}
