using System.Globalization;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>What the form of an inquiry holds.</summary>
public sealed class InquiryDraft
{
    internal InquiryDetail? Old { get; init; }

    public string? Target { get; set; }

    /// <summary>9-digit code of a township of another city.</summary>
    public string? Code { get; set; }

    /// <summary>Office outside; wins over the others.</summary>
    public string? Partner { get; set; }

    public string? Topic { get; set; }
    public string? SubjectName { get; set; }
    public string? IdentityNumber { get; set; }
    public string? Question { get; set; }
    public string? Consent { get; set; }

    internal static InquiryDraft Of(InquiryDetail d) => new()
    {
        Old = d,
        Target = d.Row.OtherSiteId.ToString(CultureInfo.InvariantCulture),
        Topic = d.Row.Topic.ToString(),
        SubjectName = d.SubjectName,
        Partner = d.Row.Route == InquiryRoute.Outgoing ? d.Row.PartnerId.ToString() : null,
        Question = d.Question,
        Consent = d.Row.ConsentReference,
    };

    internal SaveInquiry Request(int site) => new(
        site, Old?.Row.Id, int.TryParse(Code?.Trim() is { Length: > 0 } code ? code : Target, NumberStyles.None, CultureInfo.InvariantCulture, out var other) ? other : 0,
        Enum.TryParse<InquiryTopic>(Topic, out var topic) ? topic : (InquiryTopic)(-1), SubjectName ?? "", IdentityNumber, Question ?? "", Consent, Old?.Version, Guid.TryParse(Partner, out var partner) ? partner : null);
}
