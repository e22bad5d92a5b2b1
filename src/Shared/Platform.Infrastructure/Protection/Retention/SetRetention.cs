using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Retention;

/// <summary>Sets the period of a rule, in days from 1 to 36,500.</summary>
[Requires(CorePermissions.ManageRetention)]
[Endpoint(Verb.Put, "retention/{code}", "修改一类记录的留存期限，须写明理由")]
internal sealed record SetRetention(string Code, int Days, string Reason) : ICommand, IReasonedRequest, IIdempotent;

internal sealed class SetRetentionValidator : AbstractValidator<SetRetention>
{
    public SetRetentionValidator()
    {
        RuleFor(r => r.Days).InclusiveBetween(1, 36_500).WithMessage("期限为 1 至 36500 天");
        RuleFor(r => r.Reason).Must(r => r?.Trim().Length is >= 2 and <= 200).WithMessage("请写明理由，2 至 200 个字");
    }
}

internal sealed class SetRetentionHandler(IEnumerable<IRetentionRule> rules, CoreDbContext db, Operation operation) : IRequestHandler<SetRetention, Unit>
{
    public async Task<Unit> Handle(SetRetention request, CancellationToken cancellationToken)
    {
        var rule = rules.FirstOrDefault(r => r.Code == request.Code) ?? throw new RefusalException("NOT_FOUND", "没有这一类记录。", RefusalKind.NotFound);
        var setting = await db.Set<RetentionSetting>().FirstOrDefaultAsync(s => s.RuleCode == request.Code, cancellationToken);
        if (setting is null)
        {
            db.Add(setting = new RetentionSetting { RuleCode = request.Code, Days = rule.DefaultDays });
        }

        operation.Note($"“{rule.Name}”的留存期限由 {setting.Days} 天改为 {request.Days} 天");
        setting.Days = request.Days;
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
