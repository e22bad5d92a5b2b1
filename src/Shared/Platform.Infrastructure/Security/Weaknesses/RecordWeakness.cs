using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Security.Weaknesses;

/// <summary>Enters a weakness that was found. No personal data belongs into its words.</summary>
[Requires(CorePermissions.RecordWeakness)]
[Clauses("P3-MIGPLATSEC-03")]
[Endpoint(Verb.Post, "security/weaknesses", "登记发现的薄弱环节或隐患")]
internal sealed record RecordWeakness(
    int SiteId, WeaknessKind? Kind, WeaknessSeverity? Severity, string Title, string Place, string Description, string FoundBy, DateOnly? FoundOn) : ICommand<Guid>, ISiteRequest;

internal sealed class RecordWeaknessValidator : AbstractValidator<RecordWeakness>
{
    public RecordWeaknessValidator(ChinaTime time)
    {
        RuleFor(c => c.Kind).NotNull().WithMessage("请选择类别");
        RuleFor(c => c.Severity).NotNull().WithMessage("请选择程度");
        RuleFor(c => c.Title).NotEmpty().WithMessage("请填写标题").MaximumLength(100).WithMessage("标题最多 100 字");
        RuleFor(c => c.Place).NotEmpty().WithMessage("请填写部位").MaximumLength(100).WithMessage("部位最多 100 字");
        RuleFor(c => c.Description).NotEmpty().WithMessage("请填写情况").MaximumLength(2000).WithMessage("情况最多 2000 字");
        RuleFor(c => c.FoundBy).NotEmpty().WithMessage("请填写发现人").MaximumLength(50).WithMessage("发现人最多 50 字");
        RuleFor(c => c.FoundOn).NotNull().WithMessage("请填写发现日期").Must(d => d is null || d <= time.Today).WithMessage("发现日期不能晚于今天");
    }
}

internal sealed class RecordWeaknessHandler(CoreDbContext db, Operation operation) : IRequestHandler<RecordWeakness, Guid>
{
    public async Task<Guid> Handle(RecordWeakness request, CancellationToken cancellationToken)
    {
        var weakness = new Weakness
        {
            SiteId = request.SiteId,
            Kind = request.Kind!.Value,
            Severity = request.Severity!.Value,
            Title = request.Title.Trim(),
            Place = request.Place.Trim(),
            Description = request.Description.Trim(),
            FoundBy = request.FoundBy.Trim(),
            FoundOn = request.FoundOn!.Value,
            EnteredAt = operation.Now,
            EnteredBy = operation.Actor.Name,
        };
        db.Add(weakness);
        WeaknessDesk.Step(db, operation, weakness, WeaknessAct.Found, weakness.FoundOn, $"发现人：{weakness.FoundBy}");
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"登记{WeaknessWords.Of(weakness.Kind)}（{WeaknessWords.Of(weakness.Severity)}）");
        return weakness.Id;
    }
}
