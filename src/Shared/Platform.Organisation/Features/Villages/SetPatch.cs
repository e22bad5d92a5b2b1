using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.Organisation.Features.Villages;

/// <summary>From a day on a person looks after exactly these villages. Earlier days keep what they had.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/village-links", "调整一个人的联村安排，自某日起生效")]
[Clauses(
    "P4-PATCH-01", "P4-VILLAGELINK-01", "P4-VILLAGELINK-02c", "P4-VILLAGELINK-03b", "P4-VILLAGELINK-04d", "P4-VILLAGELINK-05a", "P4-VILLAGELINK-05b", "P4-VILLAGELINK-06b", "P4-VILLAGELINK-07")]
internal sealed record SetPatch(int SiteId, Guid StaffId, IReadOnlyList<Guid> MainVillageIds, IReadOnlyList<Guid> HelpedVillageIds, DateOnly? From)
    : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"staff:{StaffId}";
}

internal sealed class SetPatchValidator : AbstractValidator<SetPatch>
{
    public SetPatchValidator()
    {
        RuleFor(r => r.From).NotNull().WithMessage("请填写生效日期");
        RuleFor(r => r.MainVillageIds).NotNull().WithMessage("请选择联系的村（没有则留空列表）");
        RuleFor(r => r.HelpedVillageIds).NotNull().WithMessage("请选择协助联系的村（没有则留空列表）")
            .Must((r, helped) => helped is null || r.MainVillageIds is null || !helped.Intersect(r.MainVillageIds).Any()).WithMessage("同一个村不能既联系又协助联系");
    }
}

internal sealed class SetPatchHandler(IMediator mediator) : IRequestHandler<SetPatch, Unit>
{
    public Task<Unit> Handle(SetPatch request, CancellationToken cancellationToken) => mediator.Send(
        new SetVillageLinks(
            request.SiteId, request.StaffId,
            [.. request.MainVillageIds.Select(v => new VillageChoice(v, true)), .. request.HelpedVillageIds.Select(v => new VillageChoice(v, false))], request.From!.Value),
        cancellationToken);
}
