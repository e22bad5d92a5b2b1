using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Features.Register;

/// <summary>
/// The instrument ended: it keeps its confirmation, because an earlier end only protects. Refuses REPEAL_EXTENDS (a later end than the one registered
/// is a correction) and UNKNOWN_BASIS for the ending instrument.
/// </summary>
/// <param name="LastDay">Last day in force.</param>
/// <param name="EndedBy">Code of the instrument that repealed or replaced it; empty: not in the register.</param>
[Requires(LegalBasisPermissions.Edit)]
[Endpoint(Verb.Post, "legal-basis/instruments/{id}/repeal", "登记一份文件的废止或被修订替代，写明最后有效日和由何文件终止")]
[Clauses("P3-ENFPROC-01")]
internal sealed record RegisterRepeal(Guid Id, DateOnly? LastDay, Ending Ending, string? EndedBy, string Reason, Guid? Version = null) : ICommand<Unit>, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"legal-basis:{Id}";
}

internal sealed class RegisterRepealValidator : AbstractValidator<RegisterRepeal>
{
    public RegisterRepealValidator()
    {
        RuleFor(r => r.LastDay).NotNull().WithMessage("请填写最后有效日");
        RuleFor(r => r.Ending).Must(e => e is Ending.Repealed or Ending.Replaced).WithMessage("请选择失效方式");
        RuleFor(r => r.Reason).IsReason();
    }
}

internal sealed class RegisterRepealHandler(LegalBasisDbContext db, LegalDesk desk) : IRequestHandler<RegisterRepeal, Unit>
{
    public async Task<Unit> Handle(RegisterRepeal request, CancellationToken cancellationToken)
    {
        var instrument = await desk.OpenAsync(request.Id, request.Version, cancellationToken);
        var (last, by) = (request.LastDay!.Value, BasisReference.CodeOf(request.EndedBy ?? ""));
        if (last < instrument.From)
        {
            throw new RefusalException("VALIDATION", "最后有效日不能早于施行日期。", RefusalKind.Invalid, [new(nameof(request.LastDay), "不能早于施行日期")]);
        }

        if (instrument.To is { } known && last > known)
        {
            throw new RefusalException("REPEAL_EXTENDS", $"已登记的最后有效日是{Words.Day(known)}，不能改晚。确有错误的，请用“更正”并写明原因。", RefusalKind.Refused, [new(nameof(request.LastDay), "晚于已登记的日期")]);
        }

        if (by.Length > 0 && (by == instrument.Code || !await db.Set<Instrument>().AnyAsync(i => i.Code == by, cancellationToken)))
        {
            throw new RefusalException("UNKNOWN_BASIS", $"登记中没有编号“{by}”的其他文件。请先登记废止它的文件，或留空。", RefusalKind.Invalid, [new(nameof(request.EndedBy), "没有登记")]);
        }

        var before = EntryText.Of(instrument);
        (instrument.To, instrument.Ending, instrument.EndedBy) = (last, request.Ending, by);
        desk.Record(instrument, EntryAct.Repealed, request.Reason, before, EntryText.Of(instrument));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
