using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.PopulationSchool.Data;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Features.Completion;

/// <summary>
/// Learners have completed the class: each must have passed an exam. What the decision rests on is frozen with it, and everybody gets a certificate. All or none. Refuses
/// NOT_FOUND, CLASS_CANCELLED, NO_NAMES, NOT_ON_ROSTER, EXAM_NOT_TAKEN, EXAM_NOT_PASSED. Who has completed already is left as it is; of two who decide at once the second is told to look again.
/// </summary>
[Label("决定结业")]
[Requires(SchoolPermissions.Complete)]
[Endpoint(Verb.Post, "school/sites/{siteId}/classes/{classId}/completions", "决定学员结业并发给证书编号；须考试合格")]
[Clauses("P3-SCHOOLMGMT-05")]
internal sealed record CompleteLearners(int SiteId, Guid ClassId, IReadOnlyList<Guid> Learners) : ICommand<int>, ISiteRequest, IIdempotent;

internal sealed class CompleteLearnersValidator : AbstractValidator<CompleteLearners>
{
    public CompleteLearnersValidator() => RuleFor(c => c.Learners).NotEmpty().WithMessage("请至少选择一名学员。");
}

/// <summary>A certificate issued by mistake is valid no more; the decision stays to be seen. Once the mark is right another may be made. Refuses NOT_FOUND, REVOKED.</summary>
[Label("撤销结业")]
[Requires(SchoolPermissions.Complete)]
[Endpoint(Verb.Post, "school/sites/{siteId}/completions/{id}/revocation", "撤销结业和证书，写明原因")]
[Clauses("P3-SCHOOLMGMT-05")]
internal sealed record RevokeCompletion(int SiteId, Guid Id, string Reason) : ICommand, ISiteRequest, IReasonedRequest;

internal sealed class RevokeCompletionValidator : AbstractValidator<RevokeCompletion>
{
    public RevokeCompletionValidator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明撤销原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

/// <summary>What stands on a certificate; the look stands in the trail. Refuses NOT_FOUND.</summary>
[Label("查看结业证书")]
[Requires(SchoolPermissions.Learners)]
[Endpoint(Verb.Post, "school/sites/{siteId}/completions/{id}/certificate", "打开一份结业证书；留下查看记录")]
[Clauses("P3-SCHOOLMGMT-05")]
internal sealed record GetCertificate(int SiteId, Guid Id) : ICommand<CertificateDetail>, ISiteRequest, IIdempotent;

internal sealed record CertificateDetail(
    Guid Id, int SiteId, string SiteName, Guid ClassId, string ClassName, string Name, int Sessions, int Attended, int Attempt, decimal Mark, decimal PassMark, DateOnly DecidedOn, string DecidedBy,
    string Code, DateOnly? RevokedOn, string RevokeReason);

/// <summary>Anybody asks whether a certificate is genuine: its code must be known; the name is masked. Null: there is none with this code.</summary>
/// <param name="Code">As typed: small letters, blanks and hyphens do not matter.</param>
[Label("查验结业证书")]
[Anonymous]
[Clauses("P3-SCHOOLMGMT-05")]
internal sealed record VerifyCertificate(string Code) : IQuery<VerifiedCertificate?>;

/// <param name="Name">Family name and stars.</param>
internal sealed record VerifiedCertificate(string Code, string SiteName, string ClassName, string Name, DateOnly DecidedOn, DateOnly? RevokedOn);

internal sealed class CompletionHandlers(SchoolDbContext db, SchoolDesk desk, Classes.RosterReader rosters, IMediator mediator, Operation operation) :
    IRequestHandler<CompleteLearners, int>, IRequestHandler<RevokeCompletion, Unit>, IRequestHandler<GetCertificate, CertificateDetail>, IRequestHandler<VerifyCertificate, VerifiedCertificate?>
{
    public async Task<int> Handle(CompleteLearners request, CancellationToken cancellationToken)
    {
        var run = await desk.ClassAsync(request.SiteId, request.ClassId, null, cancellationToken);
        var roster = (await rosters.ReadAsync(run.Id, cancellationToken)).ToDictionary(l => l.Id);
        var decided = (await db.Set<CompletionDecision>().AsNoTracking().Where(d => d.ClassId == run.Id).Select(d => new { d.LearnerId, Valid = d.RevokedOn == null }).ToListAsync(cancellationToken))
            .ToLookup(d => d.LearnerId, d => d.Valid);
        var made = 0;
        foreach (var id in request.Learners.Distinct())
        {
            var learner = roster.GetValueOrDefault(id) ?? throw new RefusalException("NOT_ON_ROSTER", "其中有人不在这个班的花名册上。", RefusalKind.Refused);
            if (decided[id].Contains(true))
            {
                continue;
            }

            if (!learner.Attempts.Any(a => a.Attendance == ExamAttendance.Sat))
            {
                throw new RefusalException("EXAM_NOT_TAKEN", $"学号 {learner.Number} 没有参加过考试，不能结业。", RefusalKind.Refused, [new FieldError(nameof(request.Learners), "没有参加考试")]);
            }

            var attempt = learner.Passed
                ?? throw new RefusalException("EXAM_NOT_PASSED", $"学号 {learner.Number} 考试不合格，须补考合格后才能结业。", RefusalKind.Refused, [new FieldError(nameof(request.Learners), "考试不合格")]);
            db.Add(Make(run, learner, attempt, decided[id].Count() + 1));
            made++;
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"结业 {made} 人");
        return made;
    }

    public async Task<Unit> Handle(RevokeCompletion request, CancellationToken cancellationToken)
    {
        var decision = await db.Set<CompletionDecision>().FirstOrDefaultAsync(d => d.Id == request.Id && d.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound("这份结业证书");
        if (decision.RevokedOn is not null)
        {
            throw new RefusalException("REVOKED", "这份结业证书已经撤销。", RefusalKind.Conflict);
        }

        (decision.RevokedOn, decision.RevokeReason) = (operation.Today, request.Reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    public async Task<CertificateDetail> Handle(GetCertificate request, CancellationToken cancellationToken)
    {
        var d = await db.Set<CompletionDecision>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id && x.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound("这份结业证书");
        return new CertificateDetail(
            d.Id, d.SiteId, await NameAsync(d.SiteId, cancellationToken), d.ClassId, d.ClassName, d.LearnerName, d.Sessions, d.Attended, d.Attempt, d.Mark, d.PassMark, d.DecidedOn, d.DecidedByName, d.Code,
            d.RevokedOn, d.RevokeReason);
    }

    public async Task<VerifiedCertificate?> Handle(VerifyCertificate request, CancellationToken cancellationToken)
    {
        var code = SchoolRules.Clean(request.Code);
        // Who asks sees no site: the code is the key to exactly one row.
        var d = code.Length == 0
            ? null
            : await db.Set<CompletionDecision>().IgnoreQueryFilters([Platform.Infrastructure.Data.ModuleDbContext.SiteFilter]).AsNoTracking().FirstOrDefaultAsync(x => x.Code == code, cancellationToken);
        return d is null ? null : new VerifiedCertificate(d.Code, await NameAsync(d.SiteId, cancellationToken), d.ClassName, Mask(d.LearnerName), d.DecidedOn, d.RevokedOn);
    }

    private CompletionDecision Make(SchoolClass run, Classes.LearnerRow learner, Attempt attempt, int number) => new()
    {
        SiteId = run.SiteId,
        ClassId = run.Id,
        LearnerId = learner.Id,
        Number = number,
        ClassName = run.Name,
        LearnerName = learner.Name,
        Sessions = learner.Attendance.Sessions,
        Attended = learner.Attendance.Attended,
        ExamId = attempt.ExamId,
        Attempt = attempt.Number,
        Mark = attempt.Mark!.Value,
        PassMark = attempt.PassMark,
        DecidedOn = operation.Today,
        DecidedByName = operation.Actor.Name,
        Code = SchoolRules.NewCode(),
    };

    private async Task<string> NameAsync(int siteId, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetDivisions([siteId]), cancellationToken)).Select(d => d.Name).FirstOrDefault() ?? "";

    private static string Mask(string name) => name.Length == 0 ? "" : name[..1] + new string('*', Math.Min(name.Length - 1, 3));
}
