using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Modules.Switching;

/// <summary>What switching a module in a division and all below it would change. Changes nothing.</summary>
[Requires(CorePermissions.ManageModules)]
[Endpoint(Verb.Get, "modules/{moduleId}/preview", "预览启用或停用模块的影响，不做改动")]
internal sealed record PreviewModuleSwitch(string ModuleId, int DivisionId, bool Enabled) : IQuery<SwitchPreview>, ISiteRequest
{
    int ISiteRequest.SiteId => DivisionId;
}

internal sealed class PreviewModuleSwitchHandler(CoreDbContext db, ModuleCatalog catalog, ModuleSwitching switching)
    : IRequestHandler<PreviewModuleSwitch, SwitchPreview>
{
    public async Task<SwitchPreview> Handle(PreviewModuleSwitch request, CancellationToken cancellationToken) =>
        await switching.PreviewAsync(
            SwitchableModules.Find(catalog, request.ModuleId),
            await RoleScopes.OfAsync(db, request.DivisionId, cancellationToken),
            request.Enabled,
            cancellationToken);
}
