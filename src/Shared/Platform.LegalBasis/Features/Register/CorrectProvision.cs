using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>Corrects an article; how it stood stays in the history of its instrument, and it waits for confirmation again.</summary>
[Requires(LegalBasisPermissions.Edit)]
[Endpoint(Verb.Post, "legal-basis/provisions/{id}/correction", "更正条款，保留原来的内容，须重新复核")]
internal sealed record CorrectProvision(Guid Id, ProvisionFields Fields, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"legal-basis-provision:{Id}";
}

internal sealed class CorrectProvisionValidator : AbstractValidator<CorrectProvision>
{
    public CorrectProvisionValidator()
    {
        RuleFor(r => r.Fields).NotNull().WithMessage("请填写内容").SetValidator(new ProvisionFieldsValidator());
        RuleFor(r => r.Reason).IsReason();
    }
}

internal sealed class CorrectProvisionHandler(LegalBasisDbContext db, LegalDesk desk) : IRequestHandler<CorrectProvision, Unit>
{
    public async Task<Unit> Handle(CorrectProvision request, CancellationToken cancellationToken)
    {
        var provision = await db.Set<Provision>().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) ?? throw RegisterRefusals.NotFound();
        Refusals.CheckVersion(request.Version, provision.Version, "这一条");

        var instrument = await desk.OpenAsync(provision.InstrumentId, null, cancellationToken);
        var old = await db.Set<Subject>().Where(s => s.Code == provision.SubjectCode).Select(s => s.Name).FirstOrDefaultAsync(cancellationToken) ?? "";
        var before = EntryText.Of(provision, old);
        request.Fields.WriteTo(provision, await desk.SubjectAsync(request.Fields.Subject, cancellationToken));
        desk.Sign(provision);
        desk.Record(instrument, EntryAct.ProvisionCorrected, request.Reason, before, EntryText.Of(provision, request.Fields.Subject?.Trim() ?? ""));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
