using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Recipients;

/// <summary>Who is reported the results of a site, and who has read those of a month. Two statements.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/sites/{siteId}/recipients", "查询考评结果送阅对象和签收情况")]
[Clauses("P4-PATCH-02a")]
internal sealed record GetRecipients(int SiteId, YearMonth Month) : IQuery<RecipientsView>, ISiteRequest;

/// <param name="Suggested">Nobody has been named yet: the four of the documents, for the form.</param>
internal sealed record RecipientsView(IReadOnlyList<RecipientRow> Recipients, bool Suggested, IReadOnlyList<ReceiptRow> Receipts);

internal sealed record RecipientRow(string PostName, string PersonName);

internal sealed record ReceiptRow(Guid Id, int Revision, string PostName, string PersonName, DateTimeOffset SentAt, DateOnly? ReadOn, string RecordedBy);

internal sealed class GetRecipientsHandler(OversightDbContext db) : IRequestHandler<GetRecipients, RecipientsView>
{
    /// <summary>P4-PATCH-02a names them.</summary>
    internal static readonly string[] Named = ["书记", "镇长", "人大主席", "政协主任"];

    public async Task<RecipientsView> Handle(GetRecipients request, CancellationToken cancellationToken)
    {
        var day = request.Month.FirstDay;
        var recipients = await db.Set<ResultRecipient>().AsNoTracking().Where(r => r.SiteId == request.SiteId).OrderBy(r => r.RowNumber)
            .Select(r => new RecipientRow(r.PostName, r.PersonName)).ToListAsync(cancellationToken);
        var receipts = await db.Set<ResultReceipt>().AsNoTracking().Where(r => r.SiteId == request.SiteId && r.Month == day).OrderByDescending(r => r.Revision).ThenBy(r => r.RowNumber)
            .Select(r => new ReceiptRow(r.Id, r.Revision, r.PostName, r.PersonName, r.SentAt, r.ReadOn, r.RecordedBy)).ToListAsync(cancellationToken);
        return new RecipientsView(recipients.Count > 0 ? recipients : [.. Named.Select(n => new RecipientRow(n, ""))], recipients.Count == 0, receipts);
    }
}

/// <summary>Names the recipients of a site's results. Counts for what is published from now on.</summary>
[Requires(OversightPermissions.ManageRecipients)]
[Endpoint(Verb.Put, "oversight/sites/{siteId}/recipients", "设置考评结果送阅对象")]
[Clauses("P4-PATCH-02a")]
internal sealed record SetRecipients(int SiteId, IReadOnlyList<RecipientRow> Recipients) : ICommand, ISiteRequest;

internal sealed class SetRecipientsValidator : AbstractValidator<SetRecipients>
{
    public SetRecipientsValidator()
    {
        RuleFor(r => r.Recipients).Must(r => r is { Count: >= 1 and <= 10 }).WithMessage("请填写 1 至 10 个送阅对象");
        RuleForEach(r => r.Recipients).Must(r => r.PostName?.Trim() is { Length: > 0 and <= 50 } && (r.PersonName?.Length ?? 0) <= 50).WithMessage("职务必填，职务和姓名不超过 50 字");
    }
}

/// <summary>A recipient has read the results: signed the paper on a day. Doing it twice keeps the first day.</summary>
[Requires(OversightPermissions.ManageRecipients)]
[Endpoint(Verb.Post, "oversight/results/receipts/{id}/read", "登记考评结果签收")]
[Clauses("P4-PATCH-02a")]
internal sealed record AcknowledgeResult(int SiteId, Guid Id, DateOnly? ReadOn = null) : ICommand, ISiteRequest, IIdempotent;

internal sealed class RecipientHandlers(OversightDbContext db, Operation operation) : IRequestHandler<SetRecipients, Unit>, IRequestHandler<AcknowledgeResult, Unit>
{
    public async Task<Unit> Handle(SetRecipients request, CancellationToken cancellationToken)
    {
        await db.Set<ResultRecipient>().Where(r => r.SiteId == request.SiteId).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(request.Recipients.Select((r, i) => new ResultRecipient { SiteId = request.SiteId, RowNumber = i + 1, PostName = r.PostName.Trim(), PersonName = r.PersonName?.Trim() ?? "" }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"设置考评结果送阅对象：{string.Join("、", request.Recipients.Select(r => r.PostName.Trim()))}");
        return Unit.Value;
    }

    public async Task<Unit> Handle(AcknowledgeResult request, CancellationToken cancellationToken)
    {
        var receipt = await db.Set<ResultReceipt>().FirstOrDefaultAsync(r => r.Id == request.Id && r.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这条送阅记录。", RefusalKind.NotFound);
        var day = request.ReadOn ?? operation.Today;
        if (day > operation.Today)
        {
            throw new RefusalException("DAY_IN_FUTURE", "签收日期不能晚于今天。", RefusalKind.Invalid, [new(nameof(request.ReadOn), "不能晚于今天")]);
        }

        if (receipt.ReadOn is null)
        {
            (receipt.ReadOn, receipt.RecordedBy) = (day, operation.Actor.Name);
            await db.SaveChangesAsync(cancellationToken);
            operation.Note($"{receipt.PostName}签收{YearMonth.Of(receipt.Month).ToChinese()}考评结果");
        }

        return Unit.Value;
    }
}
