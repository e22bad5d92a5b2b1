namespace Platform.Openness.Domain;

/// <summary>What a suggestion is about: the office, never another resident (rights.md, P3-SUPERVISION-02).</summary>
internal enum SuggestionKind { Suggestion, ServiceComplaint, CadreReport, Question }

internal enum SuggestionState { Received, Assigned, Replied, Closed }

internal enum CheckSubject { Board, Spending, Certificates, Promises, Other }

internal enum CheckResult { Good, Problems }

internal enum BriefingForm { Meeting, Broadcast, Board, Other }

internal static class SupervisionWords
{
    public static string Of(SuggestionKind kind) => kind switch
    {
        SuggestionKind.Suggestion => "工作建议",
        SuggestionKind.ServiceComplaint => "服务投诉",
        SuggestionKind.CadreReport => "反映工作人员问题",
        _ => "咨询",
    };

    public static string Of(SuggestionState state) => state switch
    {
        SuggestionState.Received => "待分办",
        SuggestionState.Assigned => "办理中",
        SuggestionState.Replied => "已答复",
        _ => "已办结",
    };

    public static string Of(CheckSubject subject) => subject switch
    {
        CheckSubject.Board => "公开栏和意见箱",
        CheckSubject.Spending => "财务支出",
        CheckSubject.Certificates => "证件发放",
        CheckSubject.Promises => "服务承诺",
        _ => "其他工作",
    };

    public static string Of(CheckResult result) => result == CheckResult.Good ? "未发现问题" : "发现问题";

    public static string Of(BriefingForm form) => form switch
    {
        BriefingForm.Meeting => "居民（代表）会议",
        BriefingForm.Broadcast => "广播、短信群发",
        BriefingForm.Board => "公开栏书面通报",
        _ => "其他方式",
    };
}
