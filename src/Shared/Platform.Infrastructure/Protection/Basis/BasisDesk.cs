using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Protection.Basis;

/// <summary>What the commands about consent have in common: the field, the record, the right to keep it, the newest consent.</summary>
internal sealed class BasisDesk(CoreDbContext db, ProtectedRecords records, Operation operation)
{
    /// <exception cref="RefusalException">NOT_FOUND, MODULE_OFF, NO_PERMISSION.</exception>
    public async Task<(ProtectedField Field, Entity Record, ModuleDbContext Db)> OpenAsync(string code, Guid recordId, int siteId, CancellationToken cancellationToken)
    {
        var found = await records.FindAsync(code, recordId, siteId, cancellationToken);
        return operation.Actor.May(found.Field.ManagePermission)
            ? found
            : throw new RefusalException("NO_PERMISSION", $"您没有维护{found.Field.Name}的权限，请与管理员联系。", RefusalKind.Forbidden);
    }

    /// <summary>The newest consent; null: none was ever recorded, the declared article is the basis.</summary>
    public Task<DataBasis?> NewestAsync(ProtectedField field, Guid recordId, CancellationToken cancellationToken)
    {
        var (subject, code) = (field.RefOf(recordId), field.Code);
        return db.Set<DataBasis>().Where(b => b.SubjectRef == subject && b.Field == code)
            .OrderByDescending(b => b.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
