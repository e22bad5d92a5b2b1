using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>Enters an instrument whose territory lies in the caller's scope. Refuses CODE_TAKEN. Unconfirmed until another person has confirmed it.</summary>
[Requires(LegalBasisPermissions.Edit)]
[Endpoint(Verb.Post, "legal-basis/instruments", "登记一份法律、法规、规章或文件，须由另一人复核后才能作为不利行为的依据")]
[Clauses("P3-ENFPROC-01")]
internal sealed record AddInstrument(string Code, InstrumentFields Fields) : ICommand<Guid>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"legal-basis:{BasisReference.CodeOf(Code)}";
}

internal sealed class AddInstrumentValidator : AbstractValidator<AddInstrument>
{
    public AddInstrumentValidator()
    {
        RuleFor(r => r.Code).NotEmpty().WithMessage("请填写编号").MaximumLength(40).WithMessage("编号最多 40 字")
            .Matches("^[A-Za-z0-9-]*$").WithMessage("编号只能用字母、数字和短横线");
        RuleFor(r => r.Fields).NotNull().WithMessage("请填写内容").SetValidator(new InstrumentFieldsValidator());
    }
}

internal sealed class AddInstrumentHandler(LegalBasisDbContext db, LegalDesk desk) : IRequestHandler<AddInstrument, Guid>
{
    public async Task<Guid> Handle(AddInstrument request, CancellationToken cancellationToken)
    {
        var code = BasisReference.CodeOf(request.Code);
        if (await db.Set<Instrument>().AnyAsync(i => i.Code == code, cancellationToken))
        {
            throw new RefusalException("CODE_TAKEN", $"编号“{code}”已经登记，请换一个编号，或打开原有条目更正。", RefusalKind.Conflict, [new(nameof(request.Code), "已经登记")]);
        }

        var instrument = new Instrument { Code = code, Title = request.Fields.Title, Source = request.Fields.Source };
        request.Fields.WriteTo(instrument, await desk.TerritoryAsync(request.Fields.TerritoryId, cancellationToken));
        db.Add(instrument);
        desk.Sign(instrument);
        desk.Record(instrument, EntryAct.Entered, "", EntryText.None, EntryText.Of(instrument));
        await db.SaveChangesAsync(cancellationToken);
        return instrument.Id;
    }
}
