using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Modules.Switching;

/// <summary>
/// Switches a module on or off in a division and all below it. Nothing is deleted: switched on again, everything is there. Refuses
/// DEPENDENCY when a module it needs is off, or one that needs it is on, anywhere in the division.
/// </summary>
[Requires(CorePermissions.ManageModules)]
[Endpoint(Verb.Put, "modules/{moduleId}", "在一个区划及其以下启用或停用模块")]
internal sealed record SwitchModule(string ModuleId, int DivisionId, bool Enabled) : ICommand<SwitchPreview>, ISiteRequest, IRecordRequest, IIdempotent
{
    int ISiteRequest.SiteId => DivisionId;

    string IRecordRequest.RecordRef => "module:" + ModuleId;
}

internal sealed class SwitchModuleHandler(CoreDbContext db, ModuleCatalog catalog, ModuleSwitching switching, Operation operation)
    : IRequestHandler<SwitchModule, SwitchPreview>
{
    public async Task<SwitchPreview> Handle(SwitchModule request, CancellationToken cancellationToken)
    {
        var module = SwitchableModules.Find(catalog, request.ModuleId);
        var scope = await RoleScopes.OfAsync(db, request.DivisionId, cancellationToken);
        var preview = await switching.PreviewAsync(module, scope, request.Enabled, cancellationToken);
        if (preview.Obstacle is { } obstacle)
        {
            throw new RefusalException("DEPENDENCY", obstacle, RefusalKind.Refused);
        }

        await switching.States(module.Id, scope).Where(s => s.Enabled != request.Enabled)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Enabled, request.Enabled), cancellationToken);
        await db.Set<EnablementVersion>().ExecuteUpdateAsync(s => s.SetProperty(v => v.Version, Keys.New()), cancellationToken);
        operation.Note($"{(request.Enabled ? "启用" : "停用")}{module.Name}，{preview.Changing} 个区划改变");
        return preview;
    }
}

internal static class SwitchableModules
{
    public static IModule Find(ModuleCatalog catalog, string id) =>
        catalog.Switchable.FirstOrDefault(m => m.Id == id)
        ?? throw new RefusalException("UNKNOWN_MODULE", "没有这个模块，或它不能启用和停用。", RefusalKind.NotFound);
}
