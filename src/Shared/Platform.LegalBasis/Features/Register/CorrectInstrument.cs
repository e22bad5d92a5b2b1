using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>
/// Corrects an instrument. The edition before stays in the history, the code stays, and the entry waits for another person's confirmation again.
/// </summary>
[Requires(LegalBasisPermissions.Edit)]
[Endpoint(Verb.Post, "legal-basis/instruments/{id}/correction", "更正一份文件的登记，保留原来的版本，须重新复核")]
internal sealed record CorrectInstrument(Guid Id, InstrumentFields Fields, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"legal-basis:{Id}";
}

internal sealed class CorrectInstrumentValidator : AbstractValidator<CorrectInstrument>
{
    public CorrectInstrumentValidator()
    {
        RuleFor(r => r.Fields).NotNull().WithMessage("请填写内容").SetValidator(new InstrumentFieldsValidator());
        RuleFor(r => r.Reason).IsReason();
    }
}

internal sealed class CorrectInstrumentHandler(LegalBasisDbContext db, LegalDesk desk) : IRequestHandler<CorrectInstrument, Unit>
{
    public async Task<Unit> Handle(CorrectInstrument request, CancellationToken cancellationToken)
    {
        var instrument = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        var before = EntryText.Of(instrument);
        request.Fields.WriteTo(instrument, await desk.TerritoryAsync(request.Fields.TerritoryId, cancellationToken));
        desk.Sign(instrument);
        desk.Record(instrument, EntryAct.Corrected, request.Reason, before, EntryText.Of(instrument));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
