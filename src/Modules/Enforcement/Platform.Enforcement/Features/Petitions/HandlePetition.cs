using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Messaging;

namespace Platform.Enforcement.Features.Petitions;

/// <summary>The petitioner was told: accepted, and 60 days begin; or which way the law provides. Refuses ROUTE_TO_RECONSIDERATION, ROUTE_MISSING, HANDLER_MISSING, WRONG_STATE, WRONG_DAY.</summary>
[Label("告知信访受理情况")]
[Requires(EnforcementPermissions.Petitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions/{id}/acceptance", "告知是否受理：受理，或者指引复议、诉讼等途径")]
[Clauses("P1-OFFICE-11a", "P2-OFFICE-07a")]
internal sealed record AnswerPetition(int SiteId, Guid Id, DateOnly? On, bool Accept, string? Route, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Petition.RefOf(Id);
}

internal sealed class AnswerPetitionValidator : AbstractValidator<AnswerPetition>
{
    public AnswerPetitionValidator()
    {
        RuleFor(r => r.On).NotNull().WithMessage("请填写告知日期。");
        RuleFor(r => r.Route).MaximumLength(200).WithMessage("途径最多 200 字。");
    }
}

/// <summary>The head grants up to 30 days more and the petitioner is told. Refuses EXTENSION_TOO_LONG, EXTENSION_LATE, EXTENDED_ALREADY, WRONG_STATE, WRONG_DAY.</summary>
[Label("批准延长信访办理期限")]
[Requires(EnforcementPermissions.DirectPetitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions/{id}/extension", "批准延长办理期限（最多 30 天）并告知信访人")]
[Clauses("P1-OFFICE-11a")]
internal sealed record ExtendPetition(int SiteId, Guid Id, int Days, DateOnly? ToldOn, string Reason, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => Petition.RefOf(Id);
}

internal sealed class ExtendPetitionValidator : AbstractValidator<ExtendPetition>
{
    public ExtendPetitionValidator()
    {
        RuleFor(r => r.ToldOn).NotNull().WithMessage("请填写告知信访人的日期。");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明原因，2 至 200 个字。");
    }
}

/// <summary>The opinion was given to the petitioner; a review can be asked for within 30 days. Refuses WRONG_STATE, WRONG_DAY.</summary>
[Label("答复信访人")]
[Requires(EnforcementPermissions.Petitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions/{id}/conclusion", "登记处理意见和答复日期")]
[Clauses("P1-OFFICE-11a", "P2-OFFICE-07a")]
internal sealed record ConcludePetition(int SiteId, Guid Id, DateOnly? On, string Opinion, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Petition.RefOf(Id);
}

internal sealed class ConcludePetitionValidator : AbstractValidator<ConcludePetition>
{
    public ConcludePetitionValidator()
    {
        RuleFor(r => r.On).NotNull().WithMessage("请填写答复日期。");
        RuleFor(r => r.Opinion).NotEmpty().WithMessage("请填写处理意见。").MaximumLength(2000).WithMessage("处理意见最多 2000 字。");
    }
}

/// <summary>The petitioner asked the level above for a review, or after that for a recheck. Refuses ASKED_TOO_LATE, WRONG_STATE, WRONG_DAY.</summary>
[Label("登记请求复查复核")]
[Requires(EnforcementPermissions.Petitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions/{id}/further-request", "登记信访人请求复查或复核")]
[Clauses("P1-OFFICE-11a")]
internal sealed record AskPetitionReview(int SiteId, Guid Id, DateOnly? On, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Petition.RefOf(Id);
}

internal sealed class AskPetitionReviewValidator : AbstractValidator<AskPetitionReview>
{
    public AskPetitionReviewValidator() => RuleFor(r => r.On).NotNull().WithMessage("请填写请求日期。");
}

/// <summary>What the level above answered within its 30 days; after the recheck the petition is final. Refuses WRONG_STATE, WRONG_DAY.</summary>
[Label("登记复查复核意见")]
[Requires(EnforcementPermissions.Petitions)]
[Endpoint(Verb.Post, "enforcement/sites/{siteId}/petitions/{id}/further-answer", "登记上级的复查或复核意见")]
[Clauses("P1-OFFICE-11a")]
internal sealed record RecordPetitionReview(int SiteId, Guid Id, DateOnly? On, string Text, Guid? Version = null) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Petition.RefOf(Id);
}

internal sealed class RecordPetitionReviewValidator : AbstractValidator<RecordPetitionReview>
{
    public RecordPetitionReviewValidator()
    {
        RuleFor(r => r.On).NotNull().WithMessage("请填写意见日期。");
        RuleFor(r => r.Text).NotEmpty().WithMessage("请填写意见。").MaximumLength(2000).WithMessage("意见最多 2000 字。");
    }
}

internal sealed class HandlePetitionHandlers(EnforcementDbContext db, PetitionDesk desk, Operation operation)
    : IRequestHandler<AnswerPetition, Unit>, IRequestHandler<ExtendPetition, Unit>, IRequestHandler<ConcludePetition, Unit>, IRequestHandler<AskPetitionReview, Unit>, IRequestHandler<RecordPetitionReview, Unit>
{
    public async Task<Unit> Handle(AnswerPetition request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var on = request.On!.Value;
        PetitionRules.Answer(row, operation.Today, on, request.Accept, request.Route?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, PetitionDesk.Accept, on, cancellationToken);
        if (request.Accept)
        {
            await desk.TrackAsync(row, PetitionDesk.Conclude, on, "办结并答复", cancellationToken);
        }

        return Unit.Value;
    }

    public async Task<Unit> Handle(ExtendPetition request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var due = await desk.DueAsync(row, PetitionDesk.Conclude, cancellationToken);
        PetitionRules.Extend(row, operation.Today, request.Days, request.ToldOn!.Value, due, operation.Actor.Name);
        await db.SaveChangesAsync(cancellationToken);
        await desk.TrackAsync(row, PetitionDesk.Conclude, row.AnsweredOn!.Value, "办结并答复", cancellationToken, request.Days, "经负责人批准延长并告知信访人");
        return Unit.Value;
    }

    public async Task<Unit> Handle(ConcludePetition request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var on = request.On!.Value;
        PetitionRules.Conclude(row, operation.Today, on, request.Opinion.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, PetitionDesk.Conclude, on, cancellationToken);
        await desk.TrackAsync(row, PetitionDesk.AskReview, on, "信访人可以请求复查", cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(AskPetitionReview request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var (on, first) = (request.On!.Value, row.State == PetitionState.Concluded);
        PetitionRules.AskAgain(row, operation.Today, on, await desk.DueAsync(row, first ? PetitionDesk.AskReview : PetitionDesk.AskRecheck, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, first ? PetitionDesk.AskReview : PetitionDesk.AskRecheck, on, cancellationToken);
        await desk.TrackAsync(row, first ? PetitionDesk.Review : PetitionDesk.Recheck, on, first ? "作出复查意见" : "作出复核意见", cancellationToken);
        return Unit.Value;
    }

    public async Task<Unit> Handle(RecordPetitionReview request, CancellationToken cancellationToken)
    {
        var row = await desk.OpenAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var (on, first) = (request.On!.Value, row.State == PetitionState.UnderReview);
        PetitionRules.AnswerAgain(row, operation.Today, on, request.Text.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await desk.SettleAsync(row, first ? PetitionDesk.Review : PetitionDesk.Recheck, on, cancellationToken);
        if (first)
        {
            await desk.TrackAsync(row, PetitionDesk.AskRecheck, on, "信访人可以请求复核", cancellationToken);
        }

        return Unit.Value;
    }
}
