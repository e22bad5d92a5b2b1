using MediatR;
using Platform.Contracts.Contributions;

namespace Platform.HostTests.Probe;

/// <summary>Answers the audit for every site, and throws for a batch with a site of the plan in it.</summary>
internal sealed class ProbeAudit(ProbePlan plan) : INotificationHandler<AuditRequested>
{
    public const string Check = "probe-check";

    public Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        plan.Saw(notification.SiteIds);
        foreach (var site in notification.SiteIds)
        {
            notification.Answer(new AuditContribution(Check, site, 1, []));
            if (plan.FailingSites.Contains(site))
            {
                throw new InvalidOperationException($"cannot compute {site}");
            }
        }

        return Task.CompletedTask;
    }
}
