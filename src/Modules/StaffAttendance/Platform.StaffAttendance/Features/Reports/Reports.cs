using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Reports;

/// <summary>Reports to the county about staff with five verified incidents in a calendar year, newest first.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/reports", "考勤情况报告：草稿、已签发、已报送")]
[Clauses("P4-ATTENDANCE-02b")]
internal sealed record ListReports(PageRequest Page, int? SiteId = null, ReportState? State = null, string? Person = null) : IQuery<Page<ReportRow>>;

/// <summary>See <see cref="IncidentReport"/>.</summary>
internal sealed record ReportRow(
    Guid Id, int SiteId, string SiteName, string Name, string Number, int Year, int Incidents, ReportState State, string Sender, string Receiver, string Text, DateOnly DraftedOn,
    string SignedByName, DateOnly? SignedOn, string SentByName, DateOnly? SentOn, bool Own, Guid Version);

[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/reports/{id}", "一份考勤情况报告")]
[Clauses("P4-ATTENDANCE-02b")]
internal sealed record GetReport(int SiteId, Guid Id) : IQuery<ReportRow>, ISiteRequest;

/// <summary>Changes a draft. Refuses NOT_FOUND, CHANGED_MEANWHILE, NOT_DRAFT and OWN_REPORT.</summary>
[Label("修改考勤情况报告")]
[Requires(AttendancePermissions.Report)]
[Endpoint(Verb.Put, "staff-attendance/sites/{siteId}/reports/{id}", "修改考勤情况报告草稿")]
[Clauses("P4-ATTENDANCE-02b")]
internal sealed record SaveReport(int SiteId, Guid Id, string Sender, string Receiver, string Text, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class SaveReportValidator : AbstractValidator<SaveReport>
{
    public SaveReportValidator()
    {
        RuleFor(r => r.Sender).NotEmpty().WithMessage("请填写报告单位。").MaximumLength(200).WithMessage("报告单位最多 200 字。");
        RuleFor(r => r.Receiver).NotEmpty().WithMessage("请填写主送单位。").MaximumLength(200).WithMessage("主送单位最多 200 字。");
        RuleFor(r => r.Text).NotEmpty().WithMessage("请填写正文。").MaximumLength(4000).WithMessage("正文最多 4000 字。");
    }
}

/// <summary>A person signs the draft; from then on it stays as it is. Refuses like <see cref="SaveReport"/>.</summary>
[Label("签发考勤情况报告")]
[Requires(AttendancePermissions.Report)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/reports/{id}/signature", "签发考勤情况报告")]
[Clauses("P4-ATTENDANCE-02b")]
internal sealed record SignReport(int SiteId, Guid Id, Guid? Version = null) : ICommand, ISiteRequest;

/// <summary>The signed paper went to the county. Refuses NOT_SIGNED and like <see cref="SaveReport"/>.</summary>
[Label("登记报送考勤情况报告")]
[Requires(AttendancePermissions.Report)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/reports/{id}/sending", "登记考勤情况报告已报送县级")]
[Clauses("P4-ATTENDANCE-02b")]
internal sealed record SendReport(int SiteId, Guid Id, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class ReportHandlers(AttendanceDbContext db, PeopleNames names, Operation operation) :
    IRequestHandler<ListReports, Page<ReportRow>>, IRequestHandler<GetReport, ReportRow>,
    IRequestHandler<SaveReport, Unit>, IRequestHandler<SignReport, Unit>, IRequestHandler<SendReport, Unit>
{
    public async Task<Page<ReportRow>> Handle(ListReports request, CancellationToken cancellationToken)
    {
        var rows = db.Set<IncidentReport>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(r => r.SiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(r => r.State == state) : rows;
        if (!string.IsNullOrWhiteSpace(request.Person))
        {
            var people = await names.FindAsync(request.Person, request.SiteId, cancellationToken);
            rows = rows.Where(r => people.Contains(r.StaffId));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.DraftedOn).ThenBy(r => r.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<ReportRow>(await RowsAsync(page, cancellationToken), total);
    }

    public async Task<ReportRow> Handle(GetReport request, CancellationToken cancellationToken) =>
        (await RowsAsync([await OpenAsync(request.SiteId, request.Id, null, cancellationToken)], cancellationToken))[0];

    public async Task<Unit> Handle(SaveReport request, CancellationToken cancellationToken)
    {
        var report = await OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        report.Edit(request.Sender.Trim(), request.Receiver.Trim(), request.Text.Trim(), operation.Actor);
        return await SaveAsync("修改考勤情况报告草稿", cancellationToken);
    }

    public async Task<Unit> Handle(SignReport request, CancellationToken cancellationToken)
    {
        (await OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken)).Sign(operation.Actor, operation.Today);
        return await SaveAsync("签发考勤情况报告", cancellationToken);
    }

    public async Task<Unit> Handle(SendReport request, CancellationToken cancellationToken)
    {
        (await OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken)).Send(operation.Actor, operation.Today);
        return await SaveAsync("考勤情况报告已报送", cancellationToken);
    }

    private async Task<Unit> SaveAsync(string note, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        operation.Note(note);
        return Unit.Value;
    }

    private async Task<IncidentReport> OpenAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var report = await db.Set<IncidentReport>().FirstOrDefaultAsync(r => r.Id == id && r.SiteId == siteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这份报告。查实次数不足时，草稿会自动撤销。", RefusalKind.NotFound);
        Refusals.CheckVersion(version, report.Version, "这份报告");
        return report;
    }

    private async Task<IReadOnlyList<ReportRow>> RowsAsync(IReadOnlyList<IncidentReport> reports, CancellationToken cancellationToken)
    {
        var known = await names.OfAsync(reports.Select(r => r.StaffId), reports.Select(r => r.SiteId), cancellationToken);
        return
        [
            .. from r in reports
               let person = known.Person(r.StaffId)
               select new ReportRow(
                   r.Id, r.SiteId, known.Site(r.SiteId), person.Name, person.Number, r.Year, r.Incidents, r.State, r.Sender, r.Receiver, r.Text, r.DraftedOn, r.SignedByName,
                   r.SignedOn, r.SentByName, r.SentOn, r.StaffId == operation.Actor.StaffId, r.Version),
        ];
    }
}
