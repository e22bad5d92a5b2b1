using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
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

internal sealed class CloseMonthHandler(RunStarter starter, MonthCloser closer, Operation operation) : IRequestHandler<CloseMonth, Guid>
{
    public async Task<Guid> Handle(CloseMonth request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var sites = await starter.SitesAsync(scope, cancellationToken);
        return await closer.StartAsync(new RunOrder(RunKind.CloseMonth, request.Month, scope, sites, request.RequestId) { Revise = request.Revise }, cancellationToken);
    }
}
