using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>
/// The instrument abolishes a matter: from that day on every provision about it at a lower level is overridden in its territory. Cannot be taken back.
/// Refuses ALREADY_ABOLISHED.
/// </summary>
/// <param name="Subject">Chinese name of the matter, for example one kind of certificate.</param>
[Requires(LegalBasisPermissions.Edit)]
[Endpoint(Verb.Post, "legal-basis/instruments/{id}/abolition", "登记一份文件自某日起取消某一事项，下位文件的有关条款随之失效")]
[Clauses("P1-OFFICE-09", "P3-ENFPROC-03b", "P3-ENFPROC-05", "P4-VILLAGELINK-02a", "P4-DIRECTOR-05")]
internal sealed record AbolishSubject(Guid Id, string Subject, DateOnly? From, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"legal-basis:{Id}";
}

internal sealed class AbolishSubjectValidator : AbstractValidator<AbolishSubject>
{
    public AbolishSubjectValidator()
    {
        RuleFor(r => r.Subject).NotEmpty().WithMessage("请选择或填写取消的事项").MaximumLength(100).WithMessage("事项名称最多 100 字");
        RuleFor(r => r.From).NotNull().WithMessage("请填写取消的起始日");
        RuleFor(r => r.Reason).IsReason();
    }
}

internal sealed class AbolishSubjectHandler(LegalBasisDbContext db, LegalDesk desk) : IRequestHandler<AbolishSubject, Unit>
{
    public async Task<Unit> Handle(AbolishSubject request, CancellationToken cancellationToken)
    {
        var instrument = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        if (request.From < instrument.From)
        {
            throw new RefusalException("VALIDATION", "取消的起始日不能早于文件的施行日期。", RefusalKind.Invalid, [new(nameof(request.From), "早于施行日期")]);
        }

        var subject = await desk.SubjectAsync(request.Subject, cancellationToken);
        if (await db.Set<SubjectRepeal>().AnyAsync(r => r.SubjectCode == subject && r.InstrumentId == instrument.Id, cancellationToken))
        {
            throw new RefusalException("ALREADY_ABOLISHED", $"已经登记由这份文件取消“{request.Subject.Trim()}”。取消不能撤回。", RefusalKind.Conflict, [new(nameof(request.Subject), "已经登记")]);
        }

        db.Add(new SubjectRepeal { SubjectCode = subject, InstrumentId = instrument.Id, From = request.From!.Value, Note = request.Reason.Trim() });
        desk.Record(instrument, EntryAct.SubjectAbolished, request.Reason, EntryText.None, [("取消事项", request.Subject.Trim()), ("起始日", Words.Day(request.From.Value))]);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
