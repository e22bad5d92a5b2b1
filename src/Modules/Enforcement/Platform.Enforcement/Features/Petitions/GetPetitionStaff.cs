using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.Enforcement.Features.Petitions;

/// <summary>People of the township who can be named as complained of or handle a petition. Two statements.</summary>
[Requires(EnforcementPermissions.Petitions)]
[Endpoint(Verb.Get, "enforcement/sites/{siteId}/petition-staff", "本乡镇人员，供指定承办人选择")]
[Clauses("P1-OFFICE-11a")]
internal sealed record GetPetitionStaff(int SiteId) : IQuery<IReadOnlyList<PetitionStaffRow>>, ISiteRequest;

internal sealed record PetitionStaffRow(Guid Id, string Name);

internal sealed class GetPetitionStaffHandler(IMediator mediator) : IRequestHandler<GetPetitionStaff, IReadOnlyList<PetitionStaffRow>>
{
    public async Task<IReadOnlyList<PetitionStaffRow>> Handle(GetPetitionStaff request, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).Select(s => new PetitionStaffRow(s.Id, $"{s.Name}（{s.Post}）"))];
}
