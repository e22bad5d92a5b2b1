using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Classes;

/// <summary>
/// Somebody joins a class, or the entry is corrected. Below 14 the guardian's consent comes first (GUARDIAN_CONSENT). Refuses NO_NAMES (a class that is held without
/// names), NUMBER_TAKEN, NOT_FOUND, CLASS_CANCELLED, CHANGED_MEANWHILE, IN_FUTURE.
/// </summary>
/// <param name="Id">Null: somebody new.</param>
/// <param name="Number">In the class; cannot be changed. Null: the next one.</param>
/// <param name="JoinedOn">Sessions before it are not counted. Null: today.</param>
[Label("登记学员")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/classes/{classId}/learners", "登记或更正花名册上的学员；未满 14 周岁的须有监护人同意")]
[Clauses("P3-SCHOOLMGMT-02")]
internal sealed record SaveLearner(
    int SiteId, Guid ClassId, Guid? Id, string? Number, string Name, DateOnly? JoinedOn = null, bool UnderFourteen = false, string? Guardian = null, DateOnly? ConsentOn = null,
    Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SaveLearnerValidator : AbstractValidator<SaveLearner>
{
    public SaveLearnerValidator()
    {
        RuleFor(l => l.Number).MaximumLength(20).WithMessage("学号最多 20 字。");
        RuleFor(l => l.Name).NotEmpty().WithMessage("请填写姓名。").MaximumLength(50).WithMessage("姓名最多 50 字。");
        RuleFor(l => l.Guardian).MaximumLength(50).WithMessage("监护人最多 50 字。");
    }
}

/// <summary>Somebody leaves the class: later sessions are not counted. Refuses NOT_FOUND, CHANGED_MEANWHILE, BEFORE_JOINED.</summary>
/// <param name="LeftOn">First day on which the learner does not come any more.</param>
[Label("学员退班")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/learners/{id}/departure", "学员退班，以后的课次不再计算")]
[Clauses("P3-SCHOOLMGMT-02")]
internal sealed record RemoveLearner(int SiteId, Guid Id, DateOnly LeftOn, Guid? Version = null) : ICommand, ISiteRequest;

internal sealed class LearnerHandlers(SchoolDbContext db, SchoolDesk desk, Operation operation) : IRequestHandler<SaveLearner, Guid>, IRequestHandler<RemoveLearner, Unit>
{
    public async Task<Guid> Handle(SaveLearner request, CancellationToken cancellationToken)
    {
        var run = await desk.ClassAsync(request.SiteId, request.ClassId, null, cancellationToken);
        LearnerRules.RefuseNames(run);
        LearnerRules.RefuseConsent(request.UnderFourteen, request.Guardian, request.ConsentOn, operation.Today);
        var joined = request.JoinedOn ?? operation.Today;
        Learner learner;
        if (request.Id is { } id)
        {
            learner = await desk.LearnerAsync(request.SiteId, id, request.Version, cancellationToken);
            if (learner.ClassId != run.Id)
            {
                throw Refusals.NotFound("这名学员");
            }

            (learner.Name, learner.JoinedOn) = (request.Name.Trim(), joined);
        }
        else
        {
            var number = request.Number?.Trim() is { Length: > 0 } given ? given : await NextAsync(run.Id, cancellationToken);
            if (await db.Set<Learner>().AnyAsync(l => l.ClassId == run.Id && l.Number == number, cancellationToken))
            {
                throw new RefusalException("NUMBER_TAKEN", $"本班已有学号 {number}。", RefusalKind.Conflict, [new FieldError(nameof(request.Number), "学号已有")]);
            }

            learner = new Learner { SiteId = run.SiteId, ClassId = run.Id, Number = number, Name = request.Name.Trim(), JoinedOn = joined };
            db.Add(learner);
        }

        (learner.UnderFourteen, learner.Guardian, learner.ConsentOn) = request.UnderFourteen ? (true, request.Guardian!.Trim(), request.ConsentOn) : (false, "", null);
        await db.SaveChangesAsync(cancellationToken);
        return learner.Id;
    }

    public async Task<Unit> Handle(RemoveLearner request, CancellationToken cancellationToken)
    {
        var learner = await desk.LearnerAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        if (request.LeftOn < learner.JoinedOn)
        {
            throw new RefusalException("BEFORE_JOINED", $"入班日期是 {learner.JoinedOn:yyyy-MM-dd}，退班日期不能更早。", RefusalKind.Invalid, [new FieldError(nameof(request.LeftOn), "早于入班日期")]);
        }

        learner.LeftOn = request.LeftOn;
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private async Task<string> NextAsync(Guid classId, CancellationToken cancellationToken)
    {
        var numbers = await db.Set<Learner>().Where(l => l.ClassId == classId).Select(l => l.Number).ToListAsync(cancellationToken);
        return (numbers.Select(n => int.TryParse(n, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0).DefaultIfEmpty().Max() + 1)
            .ToString("00", System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Whom a class may name. Without database.</summary>
internal static class LearnerRules
{
    /// <summary>Refuses NO_NAMES.</summary>
    public static void RefuseNames(SchoolClass run)
    {
        if (LifeStages.WithoutNames(run.Stage))
        {
            throw new RefusalException("NO_NAMES", $"{LifeStages.Of(run.Stage)}的班只记到课人数，不建花名册，不考试。", RefusalKind.Refused);
        }
    }

    /// <summary>Refuses GUARDIAN_CONSENT.</summary>
    public static void RefuseConsent(bool underFourteen, string? guardian, DateOnly? consentOn, DateOnly today)
    {
        if (underFourteen && (string.IsNullOrWhiteSpace(guardian) || consentOn is null || consentOn > today))
        {
            throw new RefusalException(
                "GUARDIAN_CONSENT", "未满 14 周岁的学员，请先取得监护人同意，填写监护人姓名和同意日期（不晚于今天）。", RefusalKind.Refused,
                [new FieldError("Guardian", "请填写监护人和同意日期")]);
        }
    }
}
