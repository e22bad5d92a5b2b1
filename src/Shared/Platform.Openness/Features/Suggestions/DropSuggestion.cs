using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Features.Suggestions;

/// <summary>Somebody puts a suggestion about the office into the box (P3-SUPERVISION-02). Answers the receipt number.</summary>
/// <param name="Contact">A telephone number for the reply; only with <paramref name="Consents"/>. Null: no way back but the receipt.</param>
[Anonymous]
[Label("群众投递意见")]
[Clauses("P3-SUPERVISION-02", "P3-SUPERVISION-03")]
internal sealed record DropSuggestion(int SiteId, SuggestionKind Kind, string Text, string? Contact = null, bool Consents = false) : ICommand<string>, ISiteRequest
{
    /// <summary>Without the sender's words and number: requests end up in logs.</summary>
    public override string ToString() => $"{nameof(DropSuggestion)} {SiteId}";
}

internal sealed class DropSuggestionValidator : AbstractValidator<DropSuggestion>
{
    public DropSuggestionValidator()
    {
        RuleFor(r => r.Text).NotEmpty().WithMessage("请写下您的意见").MaximumLength(2000).WithMessage("意见最多 2000 字");
        RuleFor(r => r.Consents).Equal(true).When(r => !string.IsNullOrWhiteSpace(r.Contact)).WithMessage("留电话须勾选同意；不想留可以不填");
    }
}

/// <summary>The office takes a note from the paper box into the register (开箱).</summary>
[Requires(OpennessPermissions.ReplySuggestions)]
[Endpoint(Verb.Post, "openness/suggestions/paper", "登记纸质意见箱中的意见")]
[Clauses("P3-SUPERVISION-03")]
internal sealed record RecordPaperSuggestion(int SiteId, SuggestionKind Kind, string Text, DateOnly? FoundOn = null) : ICommand<string>, ISiteRequest;

internal sealed class RecordPaperSuggestionValidator : AbstractValidator<RecordPaperSuggestion>
{
    public RecordPaperSuggestionValidator() => RuleFor(r => r.Text).NotEmpty().WithMessage("请填写意见内容").MaximumLength(2000).WithMessage("意见最多 2000 字");
}

internal sealed class DropSuggestionHandlers(OpennessDbContext db, Protector protector, IMediator mediator, Operation operation) :
    IRequestHandler<DropSuggestion, string>, IRequestHandler<RecordPaperSuggestion, string>
{
    private const int MostPerDay = 200;

    public async Task<string> Handle(DropSuggestion request, CancellationToken cancellationToken)
    {
        // A flood from many addresses must not drown the office.
        var today = operation.Today;
        if (await db.Set<Suggestion>().CountAsync(s => s.SiteId == request.SiteId && s.ReceivedOn == today && !s.OnPaper, cancellationToken) >= MostPerDay)
        {
            throw new RefusalException("BOX_FULL", "今天的意见箱已满，请明天再来，或直接到办公室反映。", RefusalKind.Refused);
        }

        return await AddAsync(request.SiteId, request.Kind, request.Text, today, false, request.Contact, cancellationToken);
    }

    public Task<string> Handle(RecordPaperSuggestion request, CancellationToken cancellationToken) => request.FoundOn > operation.Today
        ? throw new RefusalException("DAY_IN_FUTURE", "开箱日期不能晚于今天。", RefusalKind.Invalid, [new(nameof(request.FoundOn), "不能晚于今天")])
        : AddAsync(request.SiteId, request.Kind, request.Text, request.FoundOn ?? operation.Today, true, null, cancellationToken);

    private async Task<string> AddAsync(int siteId, SuggestionKind kind, string text, DateOnly day, bool onPaper, string? contact, CancellationToken cancellationToken)
    {
        var receipt = Receipts.New();
        var suggestion = new Suggestion { SiteId = siteId, ReceiptHash = Receipts.HashOf(receipt), Kind = kind, Text = text.Trim(), ReceivedAt = operation.Now, ReceivedOn = day, OnPaper = onPaper };
        protector.Set(SuggestionFields.Contact, suggestion, contact);
        db.Add(suggestion);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Send(new TrackDeadlines([OpennessDeadlines.DraftOf(suggestion)]), cancellationToken);
        operation.Note($"收到{SupervisionWords.Of(kind)}{(onPaper ? "（纸质）" : "")}");
        return receipt;
    }
}

/// <summary>The sender reads the reply with the receipt number; null: no such receipt at this office. One statement.</summary>
[Anonymous]
[Label("群众凭回执查看答复")]
[Clauses("P3-SUPERVISION-02")]
internal sealed record ReadReply(int SiteId, string Receipt) : IQuery<ReplyView?>, ISiteRequest
{
    public override string ToString() => $"{nameof(ReadReply)} {SiteId}";
}

internal sealed record ReplyView(SuggestionKind Kind, DateOnly ReceivedOn, SuggestionState State, string Reply, DateOnly? RepliedOn, string CloseReason, string DueText);

internal sealed class ReadReplyHandler(OpennessDbContext db, IMediator mediator) : IRequestHandler<ReadReply, ReplyView?>
{
    public async Task<ReplyView?> Handle(ReadReply request, CancellationToken cancellationToken)
    {
        var hash = Receipts.HashOf(request.Receipt);
        if (hash.Length == 0 || await db.Set<Suggestion>().AsNoTracking().FirstOrDefaultAsync(s => s.SiteId == request.SiteId && s.ReceiptHash == hash, cancellationToken) is not { } s)
        {
            return null;
        }

        var due = (await mediator.Send(new GetDeadlines([OpennessDeadlines.RefOf(s)]), cancellationToken)).FirstOrDefault();
        return new ReplyView(s.Kind, s.ReceivedOn, s.State, s.Reply, s.RepliedOn, s.CloseReason, due is { State: DeadlineState.Open } ? due.DueText : "");
    }
}
