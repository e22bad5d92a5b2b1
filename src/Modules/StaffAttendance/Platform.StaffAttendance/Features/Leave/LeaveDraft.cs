using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Infrastructure.Ui;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>A request as being filled in, or corrected.</summary>
public sealed class LeaveDraft
{
    /// <summary>Id of the person, as text; empty: the caller.</summary>
    public string? Staff { get; set; }

    public string? Kind { get; set; } = nameof(LeaveKind.Personal);

    public DateOnly? First { get; set; }

    public string? FirstHalf { get; set; } = nameof(DayHalf.Morning);

    public DateOnly? Last { get; set; }

    public string? LastHalf { get; set; } = nameof(DayHalf.Afternoon);

    public string? Reason { get; set; }

    public string? Letter { get; set; }

    public string? CountyNumber { get; set; }

    public DateOnly? CountyOn { get; set; }

    public IReadOnlyList<AttachmentDraft>? Files { get; set; }

    /// <summary>Why it is corrected.</summary>
    public string? Why { get; set; }

    internal static IReadOnlyList<Option> Halves { get; } = Option.Of<DayHalf>(Words.Of);

    internal static IReadOnlyList<Option> Kinds { get; } = Option.Of<LeaveKind>(LeaveKinds.Of);

    internal LeaveKind KindValue => Enum.TryParse<LeaveKind>(Kind, out var kind) ? kind : LeaveKind.Personal;

    internal bool IsPersonal => KindValue == LeaveKind.Personal;

    internal Guid? StaffId => Guid.TryParse(Staff, out var id) ? id : null;

    /// <summary>Null while it cannot be worked out yet.</summary>
    internal PreviewLeave? Preview(int siteId, Guid? except) => First is { } first && Last is { } last && first <= last
        ? new PreviewLeave(siteId, KindValue, first, HalfOf(FirstHalf), last, HalfOf(LastHalf), StaffId, except)
        : null;

    internal AskLeave Ask(int siteId, Guid requestId) => new(
        siteId, KindValue, First, HalfOf(FirstHalf), Last, HalfOf(LastHalf), Reason, IsPersonal ? Letter : null, StaffId, IsPersonal ? CountyNumber : null,
        IsPersonal ? CountyOn : null, Files, requestId);

    internal CorrectLeave Correct(Guid id, Guid version) => new(id, KindValue, First, HalfOf(FirstHalf), Last, HalfOf(LastHalf), Why ?? "", Reason, IsPersonal ? Letter : null, version);

    internal static LeaveDraft Of(LeaveDetail leave) => new()
    {
        Staff = leave.StaffId.ToString(),
        Kind = leave.Kind.ToString(),
        First = leave.First,
        FirstHalf = leave.FirstHalf.ToString(),
        Last = leave.Last,
        LastHalf = leave.LastHalf.ToString(),
        Reason = leave.Reason,
        Letter = leave.Letter,
    };

    /// <summary>The time as papers write it.</summary>
    internal static string PaperText(LeaveDetail leave)
    {
        var (first, last) = (Show.ChineseDay(leave.First), Show.ChineseDay(leave.Last));
        return leave.First != leave.Last ? $"{first}{Words.Of(leave.FirstHalf)}至{last}{Words.Of(leave.LastHalf)}"
            : leave.FirstHalf != leave.LastHalf ? first : first + Words.Of(leave.FirstHalf);
    }

    internal static DayHalf HalfOf(string? text) => Enum.TryParse<DayHalf>(text, out var half) ? half : DayHalf.Morning;
}
