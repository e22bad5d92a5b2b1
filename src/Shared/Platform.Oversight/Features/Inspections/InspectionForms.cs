using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.Inspections;

/// <summary>The forms that reach into the scope, with the platform's own, the newest first. Three statements.</summary>
[Requires(OversightPermissions.ViewFindings)]
[Endpoint(Verb.Get, "oversight/inspection-forms", "查询检查表")]
internal sealed record ListInspectionForms(PageRequest Page, InspectionKind? Kind = null) : IQuery<Page<InspectionFormRow>>;

/// <param name="DivisionId">0: the platform's own.</param>
internal sealed record InspectionFormRow(
    Guid Id, InspectionKind Kind, string Name, int DivisionId, string DivisionName, DateOnly? EffectiveFrom, bool Replaced, string SetBy, IReadOnlyList<FormItem> Items)
{
    public decimal MaxPoints => Items.Sum(i => i.MaxPoints);

    public string StateText => Replaced ? "已被取代" : EffectiveFrom is null ? "系统默认" : "有效";
}

/// <summary>
/// Sets the form of a kind for the caller's division and all below it, from a day on: today or later. A form for the same day is replaced and stays readable;
/// what was filled in keeps the version it was filled with. Items speak of work and records: births, operations, fees cannot stand on a form.
/// </summary>
[Label("设置检查表")]
[Requires(OversightPermissions.ManageForms)]
[Endpoint(Verb.Post, "oversight/inspection-forms", "设置检查表")]
[Clauses("P3-WORKRULES-03b")]
internal sealed record SaveInspectionForm(InspectionKind Kind, DateOnly? From, string Name, IReadOnlyList<FormItem> Items) : ICommand<Guid>;

internal sealed class SaveInspectionFormValidator : AbstractValidator<SaveInspectionForm>
{
    public SaveInspectionFormValidator(Platform.Infrastructure.Time.ChinaTime time)
    {
        RuleFor(r => r.Kind).IsInEnum().WithMessage("请选择检查类别");
        RuleFor(r => r.From).NotNull().WithMessage("请填写生效日期").Must(d => d is null || d >= time.Today).WithMessage("生效日期不能早于今天：已经填好的检查表不改写");
        RuleFor(r => r.Name).Must(n => n?.Trim().Length is >= 2 and <= 100).WithMessage("请填写检查表名称，2 至 100 个字");
        RuleFor(r => r.Items).Must(i => i is { Count: >= 1 and <= 40 }).WithMessage("检查项目为 1 至 40 项");
        RuleForEach(r => r.Items).SetValidator(new FormItemValidator());
    }
}

internal sealed class FormItemValidator : AbstractValidator<FormItem>
{
    public FormItemValidator()
    {
        RuleFor(i => i.Text).Must(t => t?.Trim().Length is >= 2 and <= 200).WithMessage("项目为 2 至 200 个字")
            .Must((i, _) => LetterRules.FaultOf(i.Text) is null && LetterRules.FaultOf(i.Guidance) is null).WithMessage("检查表只看工作和资料，不设出生、手术、收费等项目");
        RuleFor(i => i.MaxPoints).InclusiveBetween(0, 1000).WithMessage("满分为 0 至 1000，不计分的填 0");
        RuleFor(i => i.Guidance).MaximumLength(500).WithMessage("检查要点不超过500字");
    }
}

internal sealed class InspectionFormHandlers(OversightDbContext db, IMediator mediator, Operation operation) :
    IRequestHandler<ListInspectionForms, Page<InspectionFormRow>>, IRequestHandler<SaveInspectionForm, Guid>
{
    public async Task<Page<InspectionFormRow>> Handle(ListInspectionForms request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var forms = await db.Set<InspectionForm>().AsNoTracking().Where(f => f.Lo <= scope.Hi && f.Hi >= scope.Lo && (request.Kind == null || f.Kind == request.Kind)).ToListAsync(cancellationToken);
        var ids = forms.ConvertAll(f => f.Id);
        var items = (await db.Set<InspectionFormItem>().AsNoTracking().Where(i => ids.Contains(i.FormId)).OrderBy(i => i.Position).ToListAsync(cancellationToken)).ToLookup(i => i.FormId);
        var names = (await mediator.Send(new GetDivisions([.. forms.Select(f => f.DivisionId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var rows = forms.OrderBy(f => f.Kind).ThenByDescending(f => f.EffectiveFrom).ThenByDescending(f => f.SetAt)
            .Select(f => new InspectionFormRow(
                f.Id, f.Kind, f.Name, f.DivisionId, names.GetValueOrDefault(f.DivisionId, "全国"), f.EffectiveFrom, f.Replaced, f.SetBy,
                [.. items[f.Id].Select(i => new FormItem(i.Text, i.MaxPoints, i.Guidance))]))
            .Concat(Enum.GetValues<InspectionKind>().Where(k => request.Kind is null || request.Kind == k)
                .Select(k => new InspectionFormRow(Guid.Empty, k, $"{InspectionRules.Text(k)}表", 0, "全国", null, false, "", InspectionRules.Default(k))))
            .ToList();
        return new Page<InspectionFormRow>([.. rows.Skip(request.Page.Skip).Take(request.Page.Take)], rows.Count);
    }

    public async Task<Guid> Handle(SaveInspectionForm request, CancellationToken cancellationToken)
    {
        var (scope, from) = (operation.Actor.Scope, request.From!.Value);
        foreach (var old in await db.Set<InspectionForm>().Where(f => f.DivisionId == scope.DivisionId && f.Kind == request.Kind && f.EffectiveFrom == from && !f.Replaced).ToListAsync(cancellationToken))
        {
            old.Replaced = true;
        }

        var form = new InspectionForm
        {
            DivisionId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            Kind = request.Kind,
            EffectiveFrom = from,
            Name = request.Name.Trim(),
            SetBy = operation.Actor.Name,
            SetAt = operation.Now,
        };
        db.Add(form);
        db.AddRange(request.Items.Select((item, i) => new InspectionFormItem
        {
            FormId = form.Id,
            Position = i,
            Text = item.Text.Trim(),
            MaxPoints = item.MaxPoints,
            Guidance = item.Guidance?.Trim() ?? "",
        }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"设置{InspectionRules.Text(request.Kind)}检查表“{form.Name}”，{from:yyyy-MM-dd}起使用");
        return form.Id;
    }
}
