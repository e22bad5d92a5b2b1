using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Letters;

/// <summary>Code of a registered indicator or duty, with the rate to be reached (1 is 100 %).</summary>
internal sealed record TargetDraft(string Code, decimal Target);

/// <summary>Draws up a responsibility letter, for the township itself, a village or a local unit. Targets are registered indicators and duties only.</summary>
/// <param name="UnitName">Name of a local unit; otherwise ignored.</param>
[Requires(OversightPermissions.ManageLetters)]
[Endpoint(Verb.Post, "oversight/letters", "起草目标责任书")]
[Clauses("P4-DIRECTOR-10")]
internal sealed record DraftLetter(int SiteId, int Year, LetterLevel Level, IReadOnlyList<TargetDraft> Targets, Guid? VillageId = null, string? UnitName = null, string? OwnerName = null)
    : ICommand<Guid>, ISiteRequest;

internal sealed class DraftLetterValidator : AbstractValidator<DraftLetter>
{
    public DraftLetterValidator()
    {
        RuleFor(r => r.Year).InclusiveBetween(2000, 2100).WithMessage("年度不对");
        RuleFor(r => r.Targets).Must(t => t is { Count: >= 1 and <= 40 }).WithMessage("请选择 1 至 40 项目标");
        RuleForEach(r => r.Targets).Must(t => t.Target is > 0 and <= 10).WithMessage("目标须大于 0，100% 填 1");
        RuleFor(r => r.UnitName).NotEmpty().When(r => r.Level == LetterLevel.LocalUnit).WithMessage("请填写驻地单位名称").MaximumLength(100).WithMessage("单位名称最多 100 字")
            .Must(t => LetterRules.FaultOf(t) is null).WithMessage("请填写单位名称");
        RuleFor(r => r.VillageId).NotEmpty().When(r => r.Level == LetterLevel.Village).WithMessage("请选择村（社区）");
        RuleFor(r => r.OwnerName).MaximumLength(50).WithMessage("责任人最多 50 字");
    }
}

/// <summary>Passes the targets of the township's letter down to all its villages that have none for the year yet. Answers how many letters were drawn up.</summary>
[Requires(OversightPermissions.ManageLetters)]
[Endpoint(Verb.Post, "oversight/letters/{id}/pass-down", "把责任书目标分解到各村（社区）")]
[Clauses("P4-DIRECTOR-10")]
internal sealed record PassDownLetter(int SiteId, Guid Id) : ICommand<int>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"letter:{Id}";
}

/// <summary>The letter was signed on a day; from then on its targets stand.</summary>
[Requires(OversightPermissions.ManageLetters)]
[Endpoint(Verb.Post, "oversight/letters/{id}/sign", "登记责任书签订")]
internal sealed record SignLetter(int SiteId, Guid Id, Guid Version, DateOnly SignedOn, string OwnerName) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"letter:{Id}";
}

internal sealed class SignLetterValidator : AbstractValidator<SignLetter>
{
    public SignLetterValidator() => RuleFor(r => r.OwnerName).NotEmpty().WithMessage("请填写责任人").MaximumLength(50).WithMessage("责任人最多 50 字");
}

/// <summary>What was done towards a target so far.</summary>
[Requires(OversightPermissions.ManageLetters)]
[Endpoint(Verb.Post, "oversight/letters/{id}/progress", "登记责任书目标进展")]
internal sealed record RecordProgress(int SiteId, Guid Id, string Code, string Progress) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"letter:{Id}";
}

internal sealed class RecordProgressValidator : AbstractValidator<RecordProgress>
{
    public RecordProgressValidator() => RuleFor(r => r.Progress).NotEmpty().WithMessage("请填写进展").MaximumLength(500).WithMessage("进展最多 500 字")
        .Custom((text, context) =>
        {
            if (LetterRules.FaultOf(text) is { } fault)
            {
                context.AddFailure(fault);
            }
        });
}

/// <summary>A letter drawn up by mistake; it stays visible.</summary>
[Requires(OversightPermissions.ManageLetters)]
[Endpoint(Verb.Post, "oversight/letters/{id}/void", "作废目标责任书")]
internal sealed record VoidLetter(int SiteId, Guid Id, Guid Version, string Reason) : ICommand, ISiteRequest, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"letter:{Id}";
}

internal sealed class VoidLetterValidator : AbstractValidator<VoidLetter>
{
    public VoidLetterValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明作废原因").MaximumLength(200).WithMessage("原因最多 200 字");
}

internal sealed class LetterHandlers(OversightDbContext db, DutyCatalog catalog, IMediator mediator, Operation operation) :
    IRequestHandler<DraftLetter, Guid>, IRequestHandler<PassDownLetter, int>, IRequestHandler<SignLetter, Unit>, IRequestHandler<RecordProgress, Unit>, IRequestHandler<VoidLetter, Unit>
{
    public async Task<Guid> Handle(DraftLetter request, CancellationToken cancellationToken)
    {
        if (request.Targets.FirstOrDefault(t => catalog.Indicator(t.Code) is null && catalog.Find(t.Code) is null) is { } foreign)
        {
            throw new RefusalException("UNKNOWN_TARGET", $"没有“{foreign.Code}”这个履职指标或职责。责任书只下达办公室的工作目标。", RefusalKind.Invalid, [new(nameof(request.Targets), "有未登记的目标")]);
        }

        if (request.Targets.DistinctBy(t => t.Code).Count() != request.Targets.Count)
        {
            throw new RefusalException("TARGET_TWICE", "同一项目标只能下达一次。", RefusalKind.Invalid, [new(nameof(request.Targets), "有重复的目标")]);
        }

        var name = request.Level switch
        {
            LetterLevel.LocalUnit => request.UnitName!.Trim(),
            LetterLevel.Village => (await mediator.Send(new GetVillages([request.SiteId]), cancellationToken)).FirstOrDefault(v => v.Id == request.VillageId)?.Name
                ?? throw new RefusalException("UNKNOWN_VILLAGE", "没有这个村（社区），请从列表中选择。", RefusalKind.Invalid, [new(nameof(request.VillageId), "请选择本单位的村（社区）")]),
            _ => (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken))[0].Name,
        };
        var letter = new ResponsibilityLetter
        {
            SiteId = request.SiteId,
            Year = request.Year,
            Level = request.Level,
            UnitId = request.Level == LetterLevel.Village ? request.VillageId!.Value : Guid.Empty,
            UnitName = name,
            OwnerName = request.OwnerName?.Trim() ?? "",
        };
        Add(letter, request.Targets);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"起草{request.Year}年目标责任书：{name}，{request.Targets.Count} 项");
        return letter.Id;
    }

    public async Task<int> Handle(PassDownLetter request, CancellationToken cancellationToken)
    {
        var above = await FindAsync(request.SiteId, request.Id, cancellationToken);
        if (above.Level != LetterLevel.Township)
        {
            throw new RefusalException("NOTHING_BELOW", "只有乡镇（街道）的责任书可以分解到村（社区）。", RefusalKind.Refused);
        }

        var targets = await db.Set<LetterTarget>().AsNoTracking().Where(t => t.LetterId == above.Id).OrderBy(t => t.RowNumber).ToListAsync(cancellationToken);
        var have = await db.Set<ResponsibilityLetter>().Where(l => l.SiteId == above.SiteId && l.Year == above.Year && l.Level == LetterLevel.Village && l.VoidReason == "").Select(l => l.UnitId)
            .ToListAsync(cancellationToken);
        var villages = (await mediator.Send(new GetVillages([above.SiteId]), cancellationToken)).Where(v => !have.Contains(v.Id)).ToList();
        foreach (var village in villages)
        {
            Add(new ResponsibilityLetter { SiteId = above.SiteId, Year = above.Year, Level = LetterLevel.Village, UnitId = village.Id, UnitName = village.Name, ParentId = above.Id }, [.. targets.Select(t => new TargetDraft(t.Code, t.Target))]);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"分解{above.Year}年目标责任书到 {villages.Count} 个村（社区）");
        return villages.Count;
    }

    public async Task<Unit> Handle(SignLetter request, CancellationToken cancellationToken)
    {
        var letter = await FindAsync(request.SiteId, request.Id, cancellationToken);
        Refusals.CheckVersion(request.Version, letter.Version, "这份责任书");
        if (request.SignedOn > operation.Today)
        {
            throw new RefusalException("DAY_IN_FUTURE", "签订日期不能晚于今天。", RefusalKind.Invalid, [new(nameof(request.SignedOn), "不能晚于今天")]);
        }

        (letter.SignedOn, letter.OwnerName) = (request.SignedOn, request.OwnerName.Trim());
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"签订{letter.Year}年目标责任书：{letter.UnitName}");
        return Unit.Value;
    }

    public async Task<Unit> Handle(RecordProgress request, CancellationToken cancellationToken)
    {
        var letter = await FindAsync(request.SiteId, request.Id, cancellationToken);
        var target = await db.Set<LetterTarget>().FirstOrDefaultAsync(t => t.LetterId == letter.Id && t.Code == request.Code, cancellationToken) ?? throw NotFound();
        (target.Progress, target.ProgressOn) = (request.Progress.Trim(), operation.Today);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记责任书进展：{letter.UnitName}");
        return Unit.Value;
    }

    public async Task<Unit> Handle(VoidLetter request, CancellationToken cancellationToken)
    {
        var letter = await FindAsync(request.SiteId, request.Id, cancellationToken);
        Refusals.CheckVersion(request.Version, letter.Version, "这份责任书");
        letter.VoidReason = request.Reason.Trim();
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"作废{letter.Year}年目标责任书：{letter.UnitName}");
        return Unit.Value;
    }

    private void Add(ResponsibilityLetter letter, IReadOnlyList<TargetDraft> targets)
    {
        db.Add(letter);
        db.AddRange(targets.Select((t, i) => new LetterTarget { SiteId = letter.SiteId, LetterId = letter.Id, RowNumber = i + 1, Code = t.Code, Target = t.Target }));
    }

    private async Task<ResponsibilityLetter> FindAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        await db.Set<ResponsibilityLetter>().FirstOrDefaultAsync(l => l.Id == id && l.SiteId == siteId && l.VoidReason == "", cancellationToken) ?? throw NotFound();

    private static RefusalException NotFound() => Refusals.NotFound("这份责任书");
}
