using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>
/// Another person than the last editor has held the entry against its source. Refuses SAME_PERSON and ALREADY_CONFIRMED. What the platform brought along
/// has no editor: anybody with the right may confirm it.
/// </summary>
/// <param name="ProvisionId">Null: the instrument itself.</param>
/// <param name="Reason">What it was compared with.</param>
[Requires(LegalBasisPermissions.Confirm)]
[Endpoint(Verb.Post, "legal-basis/instruments/{id}/confirmation", "由录入人以外的人对照原文复核确认文件或条款")]
internal sealed record ConfirmEntry(Guid Id, Guid? ProvisionId, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"legal-basis:{Id}";
}

internal sealed class ConfirmEntryValidator : AbstractValidator<ConfirmEntry>
{
    public ConfirmEntryValidator() => RuleFor(r => r.Reason).IsReason();
}

internal sealed class ConfirmEntryHandler(LegalBasisDbContext db, LegalDesk desk, Operation operation) : IRequestHandler<ConfirmEntry, Unit>
{
    public async Task<Unit> Handle(ConfirmEntry request, CancellationToken cancellationToken)
    {
        var instrument = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        var provision = request.ProvisionId is { } id
            ? await db.Set<Provision>().FirstOrDefaultAsync(p => p.Id == id && p.InstrumentId == instrument.Id, cancellationToken) ?? throw RegisterRefusals.NotFound()
            : null;
        IConfirmable entry = provision is null ? instrument : provision;
        if (entry.Confirmed)
        {
            throw new RefusalException("ALREADY_CONFIRMED", "这一条已经复核确认。", RefusalKind.Conflict);
        }

        if (entry.EditedById == operation.Actor.AccountId && entry.EditedById != Guid.Empty)
        {
            throw new RefusalException("SAME_PERSON", "录入和复核不能是同一个人，请由另一位同事复核。", RefusalKind.Refused);
        }

        (entry.Confirmed, entry.ConfirmedByName, entry.ConfirmedOn) = (true, operation.Actor.Name, operation.Today);
        if (provision is null)
        {
            instrument.Unseen = "";
        }

        var what = provision is null ? "文件" : Words.Article(provision.Article, provision.Paragraph);
        desk.Record(instrument, EntryAct.Confirmed, request.Reason, EntryText.None, [("复核", $"{what}由{operation.Actor.Name}确认")]);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
