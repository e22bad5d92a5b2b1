using Hangfire.Annotations;
using Hangfire.Dashboard;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Scope;
using Platform.Infrastructure.Core;

namespace Platform.Host.Jobs;

/// <summary>Opens the job dashboard to those who may see background tasks, and to nobody else.</summary>
internal sealed class JobDashboardAccess : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync([NotNull] DashboardContext context)
    {
        try
        {
            var me = await context.GetHttpContext().RequestServices.GetRequiredService<IMediator>().Send(new GetMe());
            return me.Permissions.Contains(CorePermissions.ViewJobs);
        }
        catch (RefusalException)
        {
            return false;
        }
    }
}
