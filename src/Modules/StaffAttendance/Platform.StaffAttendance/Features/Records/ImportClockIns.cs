using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Records;

/// <summary>Clock-ins from another program. Good rows are taken, the others come back with their fault; the same rows again are counted as repeated.</summary>
[Requires(AttendancePermissions.Import)]
[Endpoint(Verb.Post, "staff-attendance/clock-ins", "送入一个乡镇的打卡记录，每次最多 5000 条；重复的不算错误")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ImportClockIns(int SiteId, IReadOnlyList<ClockInInput> Rows) : ICommand<ClockInImportResult>, ISiteRequest, IIdempotent;

/// <param name="Number">Staff number.</param>
/// <param name="Name">Checked against the staff list when given.</param>
internal sealed record ClockInInput(string Number, DateOnly Day, TimeOnly Time, string? Name = null);

/// <param name="Total">Rows handed in.</param>
/// <param name="Added">Rows written.</param>
/// <param name="Repeated">Rows that were already there or came twice.</param>
internal sealed record ClockInImportResult(int Total, int Added, int Repeated, IReadOnlyList<ClockInRowFault> Faults);

/// <param name="Row">Counted from 1.</param>
internal sealed record ClockInRowFault(int Row, string Field, string Reason);

internal sealed class ImportClockInsValidator : AbstractValidator<ImportClockIns>
{
    public const int Most = 5000;

    public ImportClockInsValidator() =>
        RuleFor(r => r.Rows).Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("没有打卡记录。")
            .Must(r => r.Count is > 0 and <= Most).WithMessage($"每次 1 至 {Most} 条打卡记录。");
}

internal sealed class ImportClockInsHandler(ClockInChecks checks, ClockInWriter writer, Operation operation)
    : IRequestHandler<ImportClockIns, ClockInImportResult>
{
    public async Task<ClockInImportResult> Handle(ImportClockIns request, CancellationToken cancellationToken)
    {
        List<ClockInDraft> drafts =
        [
            .. request.Rows.Select(r => new ClockInDraft(request.SiteId, r.Number?.Trim() ?? "", r.Name?.Trim() ?? "", r.Day, TimeText.Seconds(r.Time))),
        ];
        var check = await checks.ForAsync(drafts, cancellationToken);
        var (stamps, faults) = (new List<Stamp>(), new List<ClockInRowFault>());
        for (var i = 0; i < drafts.Count; i++)
        {
            if (check.Check(drafts[i], out var stamp) is { } fault)
            {
                faults.Add(new ClockInRowFault(i + 1, fault.Field.ToString(), fault.Reason));
            }
            else
            {
                stamps.Add(stamp);
            }
        }

        var counts = await writer.WriteAsync(stamps, ClockInSource.Api, Keys.New(), cancellationToken);
        operation.Note($"打卡记录 {drafts.Count} 条：新增 {counts.Added}，重复 {counts.Repeated}，错误 {faults.Count}");
        return new ClockInImportResult(drafts.Count, counts.Added, counts.Repeated, faults);
    }
}
