using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>
/// Closes a month for all sites of the caller's scope, or goes on with the unfinished close of it. Sites that another run has closed are left alone; with
/// <paramref name="Revise"/> they get a next revision beside the old one.
/// </summary>
/// <param name="RequestId">Sent by machines: the same id never starts a second run.</param>
/// <returns>Id of the run; the work itself is done by workers.</returns>
[Requires(OversightPermissions.CloseMonth)]
[Endpoint(Verb.Post, "oversight/months/close", "月结：固定履职结果、稽核、考评并召集下月例会")]
internal sealed record CloseMonth(YearMonth Month, bool Revise = false, string? RequestId = null) : ICommand<Guid>, IRecordRequest
{
    public string RecordRef => $"month:{Month}";
}

internal sealed class CloseMonthValidator : AbstractValidator<CloseMonth>
{
    public CloseMonthValidator()
    {
        RuleFor(r => r.Month).Must(m => m.Year > 0).WithMessage("请选择月份");
        RuleFor(r => r.RequestId).MaximumLength(80).WithMessage("请求编号不超过80字");
    }
}

internal sealed class CloseMonthHandler(OversightDbContext db, RunStarter starter, Operation operation) : IRequestHandler<CloseMonth, Guid>
{
    public async Task<Guid> Handle(CloseMonth request, CancellationToken cancellationToken)
    {
        var (month, scope) = (request.Month, operation.Actor.Scope);
        if (operation.Today <= month.LastDay)
        {
            throw new RefusalException("MONTH_NOT_OVER", $"{month.ToChinese()}还没有结束，{month.AddMonths(1).FirstDay:yyyy年M月d日}起才能月结。", RefusalKind.Refused);
        }

        if (await starter.ContinueAsync(RunKind.CloseMonth, month, scope, request.RequestId, cancellationToken) is { } going)
        {
            return going;
        }

        var sites = await starter.SitesAsync(scope, cancellationToken);
        if (!request.Revise)
        {
            var closed = await db.Set<SiteClose>().Where(c => c.Month == month.FirstDay && c.SiteId >= scope.Lo && c.SiteId <= scope.Hi && c.Revision == 1).CountAsync(cancellationToken);
            if (closed >= sites.Count)
            {
                throw new RefusalException("ALREADY_CLOSED", $"{month.ToChinese()}已经月结。如需按新情况重新计算，请选择“修订”，原结果会保留。", RefusalKind.Conflict);
            }
        }

        operation.Note($"月结{month.ToChinese()}，{sites.Count}个乡镇（街道）" + (request.Revise ? "，修订" : ""));
        return await starter.StartAsync(new RunOrder(RunKind.CloseMonth, month, scope, sites, request.RequestId) { Revise = request.Revise }, cancellationToken);
    }
}
