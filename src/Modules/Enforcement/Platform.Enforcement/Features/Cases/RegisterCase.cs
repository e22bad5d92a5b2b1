using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Enforcement.Features.Petitions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;

namespace Platform.Enforcement.Features.Cases;

/// <param name="FactOn">Day of the conduct; of one that went on its last day.</param>
/// <param name="Endangers">Life or health was endangered and harm done.</param>
/// <param name="PartyStaffId">Who of the staff list is accused; null: nobody of ours.</param>
internal sealed record LeadFields(
    CaseKind Kind, string Summary, DateOnly? FactOn, DateOnly? DiscoveredOn, string? Place, PartyKind PartyKind, string PartyName, CaseSource Source, bool Endangers = false, Guid? PartyStaffId = null);

internal sealed class LeadFieldsValidator : AbstractValidator<LeadFields>
{
    public LeadFieldsValidator(ChinaTime time)
    {
        RuleFor(l => l.Kind).IsInEnum().WithMessage("请选择案件类型。");
        RuleFor(l => l.PartyKind).IsInEnum().WithMessage("请选择当事人种类。")
            .Must((l, p) => !Enum.IsDefined(l.Kind) || CaseWords.Suits(l.Kind, p)).WithMessage("失职失德类案件的当事人是工作人员，其他类型是单位或从业人员。接受服务的群众只能作证人或受害人。");
        RuleFor(l => l.Source).IsInEnum().WithMessage("请选择线索来源。");
        RuleFor(l => l.Summary).NotEmpty().WithMessage("请写明线索内容。").MaximumLength(1000).WithMessage("线索内容最多 1000 字。");
        RuleFor(l => l.PartyName).NotEmpty().WithMessage("请填写当事人。").MaximumLength(100).WithMessage("当事人最多 100 字。");
        RuleFor(l => l.Place).MaximumLength(200).WithMessage("地点最多 200 字。");
        RuleFor(l => l.FactOn).NotNull().WithMessage("请填写行为发生日期。").Must(d => d is null || d <= time.Today).WithMessage("发生日期不能晚于今天。");
        RuleFor(l => l.DiscoveredOn).NotNull().WithMessage("请填写发现日期。").Must((l, d) => d is null || (d <= time.Today && d >= l.FactOn)).WithMessage("发现日期须在发生日期和今天之间。");
    }
}

/// <summary>Writes down a lead. Answers the id. Refuses NOT_FOUND for an accused who is not on the township's list; NOT_FOUND and NOT_HANDLER for a petition that is not the caller's.</summary>
/// <param name="PetitionId">The petition it comes from.</param>
[Label("登记案件线索")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases", "登记案件线索：类型、当事人、发生和发现日期、内容")]
[Clauses("P1-OFFICE-11b", "P2-OFFICE-07b", "P3-ENFERROR-03", "P3-ENFRESP-01")]
internal sealed record RegisterCase(int SiteId, LeadFields Lead, Guid? PetitionId = null) : ICommand<Guid>, ISiteRequest;

internal sealed class RegisterCaseValidator : AbstractValidator<RegisterCase>
{
    public RegisterCaseValidator(ChinaTime time) => RuleFor(r => r.Lead).NotNull().SetValidator(new LeadFieldsValidator(time));
}

/// <summary>Puts a lead right before it is filed. Refuses NOT_FOUND, NOT_HANDLER, WRONG_STATE, CHANGED_MEANWHILE.</summary>
[Label("更正案件线索")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/correction", "立案前更正线索，写明原因")]
[Clauses("P1-OFFICE-11b")]
internal sealed record CorrectCase(int SiteId, Guid Id, LeadFields Lead, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class CorrectCaseValidator : AbstractValidator<CorrectCase>
{
    public CorrectCaseValidator(ChinaTime time)
    {
        RuleFor(r => r.Lead).NotNull().SetValidator(new LeadFieldsValidator(time));
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字。");
    }
}

internal sealed class RegisterCaseHandlers(EnforcementDbContext db, CaseDesk desk, PetitionDesk petitions, Operation operation) : IRequestHandler<RegisterCase, Guid>, IRequestHandler<CorrectCase, Unit>
{
    public async Task<Guid> Handle(RegisterCase request, CancellationToken cancellationToken)
    {
        if (request.PetitionId is { } petition)
        {
            await petitions.OpenAsync(request.SiteId, petition, null, cancellationToken);
        }

        var year = operation.Today.Year;
        var last = await db.Set<EnforcementCase>().Where(c => c.SiteId == request.SiteId && c.Year == year).MaxAsync(c => (int?)c.Number, cancellationToken) ?? 0;
        var row = new EnforcementCase
        {
            SiteId = request.SiteId,
            Year = year,
            Number = last + 1,
            PetitionId = request.PetitionId ?? Guid.Empty,
            RegisteredBy = operation.Actor.AccountId,
            RegisteredByName = operation.Actor.Name,
            RegisteredOn = operation.Today,
        };
        await FillAsync(row, request.Lead, cancellationToken);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return row.Id;
    }

    public async Task<Unit> Handle(CorrectCase request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (row.State != CaseState.Lead)
        {
            throw CaseProcedure.Refuse(new StepBlock("WRONG_STATE", "已立案的案件不能改线索；新查明的情况请写入笔录和证据。"));
        }

        await FillAsync(row, request.Lead, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private async Task FillAsync(EnforcementCase row, LeadFields lead, CancellationToken cancellationToken)
    {
        var accused = lead is { PartyKind: PartyKind.Staff, PartyStaffId: { } id } ? id : Guid.Empty;
        var name = accused == Guid.Empty ? lead.PartyName.Trim() : (await desk.PersonAsync(row.SiteId, accused, cancellationToken)).Name;
        if (accused != Guid.Empty && await db.Set<CaseOfficer>().AnyAsync(o => o.CaseId == row.Id && o.StaffId == accused, cancellationToken))
        {
            throw CaseProcedure.Refuse(new StepBlock("ACCUSED_IS_HANDLER", "这名人员是本案经办人，请先由负责人决定回避，改派他人。", InTrail: true));
        }

        (row.Kind, row.Summary, row.FactOn, row.DiscoveredOn, row.Place) = (lead.Kind, lead.Summary.Trim(), lead.FactOn!.Value, lead.DiscoveredOn!.Value, lead.Place?.Trim() ?? "");
        (row.PartyKind, row.PartyName, row.PartyStaffId, row.Source, row.Endangers) = (lead.PartyKind, name, accused, lead.Source, lead.Endangers);
    }
}
