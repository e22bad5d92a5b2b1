using Platform.Contracts.Access;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection;

/// <summary>A rule of a module about who never opens the protected fields of a record, though permission and place allow it. Found by scan.</summary>
public interface IProtectedRecordGuard
{
    /// <summary>True: to this person the record is like none.</summary>
    bool IsClosedTo(Actor actor, Entity record);
}
