using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>What the form of an inquiry holds.</summary>
public sealed class InquiryDraft
{
    internal InquiryDetail? Old { get; init; }

    internal InquiryTarget? Target { get; set; }

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
        Target = d.Row.Route == InquiryRoute.Inside ? new InquiryTarget(d.Row.OtherSiteId, d.Row.Answerer) : null,
        Topic = d.Row.Topic.ToString(),
        SubjectName = d.SubjectName,
        Partner = d.Row.Route == InquiryRoute.Outgoing ? d.Row.PartnerId.ToString() : null,
        Question = d.Question,
        Consent = d.Row.ConsentReference,
    };

    internal SaveInquiry Request(int site) => new(
        site, Old?.Row.Id, Target?.Id ?? 0,
        Enum.TryParse<InquiryTopic>(Topic, out var topic) ? topic : (InquiryTopic)(-1), SubjectName ?? "", IdentityNumber, Question ?? "", Consent, Old?.Version, Guid.TryParse(Partner, out var partner) ? partner : null);
}
