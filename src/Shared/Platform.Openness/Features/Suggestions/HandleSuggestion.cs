using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Suggestions;

/// <summary>Gives an entry of the box to a colleague.</summary>
[Requires(OpennessPermissions.AssignSuggestions)]
[Endpoint(Verb.Post, "openness/suggestions/{id}/assign", "分办意见")]
[Clauses("P3-SUPERVISION-02")]
internal sealed record AssignSuggestion(int SiteId, Guid Id, Guid Version, Guid StaffId) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"suggestion:{Id}";
}

/// <summary>Answers the sender, who reads it with the receipt number.</summary>
[Requires(OpennessPermissions.ReplySuggestions)]
[Endpoint(Verb.Post, "openness/suggestions/{id}/reply", "答复意见")]
[Clauses("P3-SUPERVISION-02", "P3-SUPERVISION-05")]
internal sealed record ReplySuggestion(int SiteId, Guid Id, Guid Version, string Reply) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"suggestion:{Id}";
}

/// <summary>Closes an entry that asks for no reply: passed on to whom it concerns, about another resident's private matters, empty or abusive.</summary>
[Requires(OpennessPermissions.AssignSuggestions)]
[Endpoint(Verb.Post, "openness/suggestions/{id}/close", "办结不需要答复的意见")]
internal sealed record CloseSuggestion(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"suggestion:{Id}";
}

internal sealed class ReplySuggestionValidator : AbstractValidator<ReplySuggestion>
{
    public ReplySuggestionValidator() => RuleFor(r => r.Reply).NotEmpty().WithMessage("请填写答复").MaximumLength(2000).WithMessage("答复最多 2000 字");
}

internal sealed class CloseSuggestionValidator : AbstractValidator<CloseSuggestion>
{
    public CloseSuggestionValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明办结原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class HandleSuggestionHandlers(OpennessDbContext db, IMediator mediator, Operation operation) :
    IRequestHandler<AssignSuggestion, Unit>, IRequestHandler<ReplySuggestion, Unit>, IRequestHandler<CloseSuggestion, Unit>
{
    public async Task<Unit> Handle(AssignSuggestion request, CancellationToken cancellationToken)
    {
        var s = await WaitingAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var person = (await mediator.Send(new GetPeople([request.StaffId]), cancellationToken)).FirstOrDefault(p => p.SiteId == request.SiteId && p.Active)
            ?? throw new RefusalException("UNKNOWN_PERSON", "请从列表中选择本单位在岗人员。", RefusalKind.Invalid, [new FieldError(nameof(request.StaffId), "请选择本单位人员")]);
        (s.State, s.OwnerStaffId, s.OwnerName) = (SuggestionState.Assigned, person.Id, person.Name);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"分办意见给{person.Name}");
        return Unit.Value;
    }

    public async Task<Unit> Handle(ReplySuggestion request, CancellationToken cancellationToken)
    {
        var s = await WaitingAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        (s.State, s.Reply, s.RepliedOn, s.RepliedBy) = (SuggestionState.Replied, request.Reply.Trim(), operation.Today, operation.Actor.Name);
        await SettleAsync(s, withdrawn: false, cancellationToken);
        operation.Note("答复意见");
        return Unit.Value;
    }

    public async Task<Unit> Handle(CloseSuggestion request, CancellationToken cancellationToken)
    {
        var s = await WaitingAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        (s.State, s.CloseReason) = (SuggestionState.Closed, request.Reason.Trim());
        await SettleAsync(s, withdrawn: true, cancellationToken);
        operation.Note("办结意见");
        return Unit.Value;
    }

    private async Task SettleAsync(Suggestion s, bool withdrawn, CancellationToken cancellationToken)
    {
        var reference = OpennessDeadlines.RefOf(s);
        s.DueWhenSettled = (await mediator.Send(new GetDeadlines([reference]), cancellationToken)).FirstOrDefault()?.Due;
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Send(new SettleDeadlines([reference], operation.Today, withdrawn), cancellationToken);
    }

    private async Task<Suggestion> WaitingAsync(int siteId, Guid id, Guid version, CancellationToken cancellationToken)
    {
        var s = await db.Set<Suggestion>().FirstOrDefaultAsync(x => x.Id == id && x.SiteId == siteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(version, s.Version);
        return s.State is SuggestionState.Received or SuggestionState.Assigned ? s : throw StateRefusals.WrongState(SupervisionWords.Of(s.State));
    }
}

/// <summary>Whom an entry of the box can be given to: active people of the site. Two statements.</summary>
[Requires(OpennessPermissions.AssignSuggestions)]
internal sealed record GetSuggestionOwners(int SiteId) : IQuery<IReadOnlyList<StaffRow>>, ISiteRequest;

internal sealed class GetSuggestionOwnersHandler(IMediator mediator) : IRequestHandler<GetSuggestionOwners, IReadOnlyList<StaffRow>>
{
    public Task<IReadOnlyList<StaffRow>> Handle(GetSuggestionOwners request, CancellationToken cancellationToken) => mediator.Send(new GetStaff([request.SiteId]), cancellationToken);
}
