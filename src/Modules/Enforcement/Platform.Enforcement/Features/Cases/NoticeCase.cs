using FluentValidation;
using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Cases;

/// <summary>
/// The party was told what is to be decided, why and on what basis, and of its rights. Only where the township has the power. Refuses NO_POWER, MIN_TWO_OFFICERS,
/// NO_INQUIRY_RECORD, NO_EVIDENCE, DEFENCE_TOO_SHORT, WRONG_STATE, WRONG_DAY.
/// </summary>
/// <param name="Hearing">The party was told that it may ask for a hearing within 5 working days.</param>
[Label("登记处罚告知")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/notice", "登记告知：拟作决定、事实理由依据、陈述申辩期限、听证权利")]
[Clauses("P3-ENFRESP-03", "P3-ENFPROC-03a")]
internal sealed record NotifyParty(int SiteId, Guid Id, DateOnly? On, CaseResult Proposed, string Text, DateOnly? DefenceUntil, bool Hearing, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class NotifyPartyValidator : AbstractValidator<NotifyParty>
{
    public NotifyPartyValidator()
    {
        RuleFor(r => r.On).NotNull().WithMessage("请填写告知书送达日期。");
        RuleFor(r => r.Proposed).IsInEnum().WithMessage("请选择拟作出的决定。");
        RuleFor(r => r.Text).NotEmpty().WithMessage("请填写告知的事实、理由和依据。").MaximumLength(4000).WithMessage("告知内容最多 4000 字。");
        RuleFor(r => r.DefenceUntil).NotNull().WithMessage("请填写陈述、申辩期限。");
    }
}

/// <summary>What the party stated and how it was checked; without a text: waived in writing. Refuses NOTICE_MISSING, DEFENCE_UNANSWERED, WRONG_STATE, WRONG_DAY.</summary>
[Label("登记陈述申辩")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/defence", "登记当事人的陈述、申辩和复核意见；内容为空表示书面放弃")]
[Clauses("P3-ENFRESP-03")]
internal sealed record RecordDefence(int SiteId, Guid Id, DateOnly? On, string? Text, string? Answer, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class RecordDefenceValidator : AbstractValidator<RecordDefence>
{
    public RecordDefenceValidator()
    {
        RuleFor(r => r.On).NotNull().WithMessage("请填写日期。");
        RuleFor(r => r.Text).MaximumLength(4000).WithMessage("陈述、申辩最多 4000 字。");
        RuleFor(r => r.Answer).MaximumLength(2000).WithMessage("复核意见最多 2000 字。");
    }
}

/// <summary>
/// The party asked for a hearing: day and chair are set. Refuses HEARING_NOT_OFFERED, HEARING_ASKED_LATE, HEARING_NOTICE_SHORT (less than 7 working days before),
/// CHAIR_IS_INVESTIGATOR and CHAIR_IS_PARTY (in the trail), HEARING_HELD, NOTICE_MISSING, WRONG_DAY.
/// </summary>
[Label("安排听证")]
[Requires(EnforcementPermissions.Direct)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/hearing", "应当事人要求安排听证：日期、主持人（不得是调查人员）")]
[Clauses("P3-ENFRESP-03")]
internal sealed record SummonHearing(int SiteId, Guid Id, DateOnly? AskedOn, DateOnly? NoticedOn, DateOnly? On, Guid? ChairId, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class SummonHearingValidator : AbstractValidator<SummonHearing>
{
    public SummonHearingValidator()
    {
        RuleFor(r => r.AskedOn).NotNull().WithMessage("请填写要求听证的日期。");
        RuleFor(r => r.NoticedOn).NotNull().WithMessage("请填写听证通知送达日期。");
        RuleFor(r => r.On).NotNull().WithMessage("请填写听证日期。");
        RuleFor(r => r.ChairId).NotNull().WithMessage("请选择主持人。");
    }
}

/// <summary>The record of the hearing. Refuses HEARING_NOT_SET, HEARING_NOT_YET, HEARING_HELD.</summary>
[Label("登记听证笔录")]
[Requires(EnforcementPermissions.Handle)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/cases/{id}/hearing-record", "登记听证笔录")]
[Clauses("P3-ENFRESP-03")]
internal sealed record RecordHearing(int SiteId, Guid Id, string Text, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => EnforcementCase.RefOf(Id);
}

internal sealed class RecordHearingValidator : AbstractValidator<RecordHearing>
{
    public RecordHearingValidator() => RuleFor(r => r.Text).NotEmpty().WithMessage("请填写听证笔录。").MaximumLength(4000).WithMessage("笔录最多 4000 字。");
}

internal sealed class NoticeCaseHandlers(EnforcementDbContext db, CaseDesk desk, IWorkingDays calendar, Operation operation)
    : IRequestHandler<NotifyParty, Unit>, IRequestHandler<RecordDefence, Unit>, IRequestHandler<SummonHearing, Unit>, IRequestHandler<RecordHearing, Unit>
{
    private const int HearingNoticeDays = 7;

    public async Task<Unit> Handle(NotifyParty request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var material = await desk.MaterialAsync(row, operation.Today, cancellationToken);
        CaseProcedure.Notify(row, material, request.On!.Value, request.Proposed, request.Text.Trim(), request.DefenceUntil!.Value, request.Hearing);
        await db.SaveChangesAsync(cancellationToken);
        if (request.Hearing)
        {
            await desk.TrackAsync(row, request.On.Value, cancellationToken, (CaseDesk.Hearing, "当事人可以要求听证"));
        }

        return Unit.Value;
    }

    public async Task<Unit> Handle(RecordDefence request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        CaseProcedure.Defend(row, await desk.MaterialAsync(row, operation.Today, cancellationToken), request.On!.Value, request.Text?.Trim() ?? "", request.Answer?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        if (!row.HearingOffered)
        {
            await desk.SettleAsync(row, cancellationToken, CaseDesk.Hearing, withdrawn: true);
        }

        return Unit.Value;
    }

    public async Task<Unit> Handle(SummonHearing request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var chair = await desk.PersonAsync(row.SiteId, request.ChairId!.Value, cancellationToken);
        var earliest = request.NoticedOn!.Value;
        for (var i = 0; i < HearingNoticeDays; i++)
        {
            earliest = calendar.Next(earliest);
        }

        CaseProcedure.Summon(
            row, await desk.MaterialAsync(row, operation.Today, cancellationToken), request.AskedOn!.Value, request.NoticedOn.Value, request.On!.Value, earliest, chair.Id, chair.Name);
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, cancellationToken, CaseDesk.Hearing);
        return Unit.Value;
    }

    public async Task<Unit> Handle(RecordHearing request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        CaseProcedure.Hear(row, await desk.MaterialAsync(row, operation.Today, cancellationToken), request.Text.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
