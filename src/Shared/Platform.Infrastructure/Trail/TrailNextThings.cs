using MediatR;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Time;
using Platform.Infrastructure.Trail.Pages;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Trail;

/// <summary>A broken chain, or a verification that has not run for two days: said on the home page of the audit administrator.</summary>
internal sealed class TrailNextThings(IMediator mediator, ChinaTime time) : INextThings
{
    private static readonly TimeSpan Late = TimeSpan.FromDays(2);

    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(CorePermissions.VerifyTrail) || !state.Can(CorePermissions.ViewTrail))
        {
            return [];
        }

        return await mediator.Send(new GetLastVerification(), ct) switch
        {
            { Fault.Length: > 0 } broken => [new("日志校验", "操作日志有断点", broken.Fault, null, "/admin/trail")],
            { } last when time.Now - last.At > Late => [new("日志校验", "操作日志超过两天没有校验", $"上次校验：{Show.Text(last.At)}", null, "/admin/trail")],
            _ => [],
        };
    }
}
