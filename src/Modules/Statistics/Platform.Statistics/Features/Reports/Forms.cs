using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Reports;

/// <summary>Forms that apply in a division, its own and those of divisions above it, the newest first. Three statements.</summary>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/divisions/{siteId}/forms", "本级适用的月报表式")]
[Clauses("P4-RESSTAT-06")]
internal sealed record ListReportForms(int SiteId) : IQuery<IReadOnlyList<ReportFormRow>>, ISiteRequest;

/// <param name="Owner">Name of the division that keeps it; 平台 for the one a deployment begins with.</param>
/// <param name="Used">Reports that were built on it, of the caller's scope.</param>
internal sealed record ReportFormRow(Guid Id, int DivisionId, string Owner, string Name, DateOnly ValidFrom, int YearStartMonth, int Items, int Rules, int Used);

/// <summary>A form's items and rules. Refuses NOT_FOUND. Three statements.</summary>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/forms/{id}", "一份月报表式的指标和校验关系")]
[Clauses("P4-RESSTAT-06", "P4-RESSTAT-04")]
internal sealed record GetReportForm(Guid Id) : IQuery<ReportFormDetail>;

internal sealed record ReportFormDetail(Guid Id, string Name, DateOnly ValidFrom, int YearStartMonth, IReadOnlyList<FormItemRow> Items, IReadOnlyList<FormRuleRow> Rules);

internal sealed record FormItemRow(string Code, string Name, string Unit, ItemSource Source, EventKind? Event, Sex? Sex, ResidenceKind? Residence, int? AgeFrom, int? AgeTo, string Formula)
{
    /// <summary>In words what is counted.</summary>
    public string Counts => Source == ItemSource.Formula ? Formula : string.Join("，", new[]
    {
        ReportDesk.Of(Source),
        Event is { } kind ? LedgerRules.Of(kind) : null,
        Sex is { } sex ? LedgerRules.Of(sex) : null,
        Residence is { } residence ? LedgerRules.Of(residence) : null,
        (AgeFrom, AgeTo) switch
        {
            ({ } from, { } to) => $"{from} 至 {to} 岁",
            ({ } from, null) => $"{from} 岁以上",
            (null, { } to) => $"{to} 岁以下",
            _ => null,
        },
    }.Where(p => p is not null));
}

internal sealed record FormRuleRow(string Code, string Name, string Formula);

/// <summary>Loads the form a deployment begins with. Changes nothing where it is there.</summary>
[Label("装入预置月报表式")]
[Requires(StatisticsPermissions.Work)]
internal sealed record LoadDefaultForm : ICommand;

internal sealed class StatisticsReference(PlatformSender sender) : IReferenceData
{
    public async Task LoadAsync(CancellationToken cancellationToken) =>
        await sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), new LoadDefaultForm(), cancellationToken);
}

internal sealed class FormsHandlers(StatisticsDbContext db, FormReader forms, LedgerDesk ledger, IMediator mediator)
    : IRequestHandler<ListReportForms, IReadOnlyList<ReportFormRow>>, IRequestHandler<GetReportForm, ReportFormDetail>, IRequestHandler<LoadDefaultForm, Unit>
{
    public async Task<IReadOnlyList<ReportFormRow>> Handle(ListReportForms request, CancellationToken cancellationToken)
    {
        var division = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).Select(d => new { d.Lo, d.Hi }).FirstOrDefault() ?? throw Refusals.NotFound("这个区划");
        var rows = await db.Set<ReportForm>().AsNoTracking().Where(f => f.Lo <= division.Lo && f.Hi >= division.Hi).OrderByDescending(f => f.ValidFrom).ThenBy(f => f.DivisionId).Select(f => new
        {
            Form = f,
            Items = db.Set<ReportItem>().Count(i => i.FormId == f.Id),
            Rules = db.Set<ReportRule>().Count(r => r.FormId == f.Id),
            Used = db.Set<MonthlyReport>().Count(r => r.FormId == f.Id),
        }).ToListAsync(cancellationToken);
        var names = await ledger.SiteNamesAsync([.. rows.Select(r => r.Form.DivisionId).Where(d => d != 0).Distinct()], cancellationToken);
        return
        [
            .. rows.Select(r => new ReportFormRow(
                r.Form.Id, r.Form.DivisionId, r.Form.DivisionId == 0 ? "平台" : names.GetValueOrDefault(r.Form.DivisionId, ""), r.Form.Name, r.Form.ValidFrom, r.Form.YearStartMonth, r.Items, r.Rules, r.Used)),
        ];
    }

    public async Task<ReportFormDetail> Handle(GetReportForm request, CancellationToken cancellationToken)
    {
        var content = await forms.OpenAsync(request.Id, cancellationToken);
        return new ReportFormDetail(
            content.Form.Id, content.Form.Name, content.Form.ValidFrom, content.Form.YearStartMonth,
            [.. content.Items.Select(i => new FormItemRow(i.Code, i.Name, i.Unit, i.Source, i.Event, i.Sex, i.Residence, i.AgeFrom, i.AgeTo, i.Formula))],
            [.. content.Rules.Select(r => new FormRuleRow(r.Code, r.Name, r.Formula))]);
    }

    public async Task<Unit> Handle(LoadDefaultForm request, CancellationToken cancellationToken)
    {
        if (!await db.Set<ReportForm>().AnyAsync(f => f.DivisionId == 0, cancellationToken))
        {
            var form = new ReportForm { DivisionId = 0, Lo = 0, Hi = 999_999_999, Name = DefaultForm.Name, ValidFrom = new DateOnly(2000, 1, 1) };
            db.Add(form);
            db.AddRange(DefaultForm.Items(form.Id));
            db.AddRange(DefaultForm.Rules(form.Id));
            await db.SaveChangesAsync(cancellationToken);
        }

        return Unit.Value;
    }
}
