using Platform.Contracts.Access;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Enforcement.Features.Petitions;

/// <summary>Whoever is complained of does not learn who wrote, director or not.</summary>
internal sealed class PetitionGuard : IProtectedRecordGuard
{
    public bool IsClosedTo(Actor actor, Entity record) => record is Petition petition && petition.IsAbout(actor.StaffId);
}
