using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Bodies;

/// <summary>Adds a body with its name. One office of a kind is enough for a division; committees of villages are one for each village.</summary>
/// <param name="SiteId">The township, or the county for its own bodies.</param>
/// <param name="VillageId">Only for committees of villages and communities.</param>
/// <param name="From">Since when it exists; null: nobody wrote it down.</param>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/bodies", "新增机构")]
[Clauses("P3-OFFICEDUTY-02a")]
internal sealed record AddBody(int SiteId, BodyKind Kind, string Name, string ShortName, DateOnly? From = null, Guid? VillageId = null) : ICommand<Guid>, ISiteRequest;

internal sealed class AddBodyValidator : AbstractValidator<AddBody>
{
    public AddBodyValidator()
    {
        RuleFor(r => r.Name).NotEmpty().WithMessage("请填写机构名称").MaximumLength(100).WithMessage("机构名称最多 100 字");
        RuleFor(r => r.ShortName).NotEmpty().WithMessage("请填写简称").MaximumLength(30).WithMessage("简称最多 30 字");
        RuleFor(r => r.VillageId).NotNull().When(r => r.Kind is BodyKind.VillageCommittee or BodyKind.CommunityCommittee).WithMessage("请选择村（社区）");
    }
}

internal sealed class AddBodyHandler(OrganisationDbContext db, IMediator mediator, Operation operation) : IRequestHandler<AddBody, Guid>
{
    public async Task<Guid> Handle(AddBody request, CancellationToken cancellationToken)
    {
        var village = request.Kind is BodyKind.VillageCommittee or BodyKind.CommunityCommittee ? request.VillageId!.Value : Guid.Empty;
        if (village != Guid.Empty && (await mediator.Send(new GetVillages([request.SiteId]), cancellationToken)).All(v => v.Id != village))
        {
            throw AssignmentRules.Refuse("UNKNOWN_VILLAGE", "这个乡镇（街道）没有这个村（社区）。", nameof(request.VillageId), "请选择本乡镇的村（社区）");
        }

        var from = request.From ?? OpenEnd.Ever;
        if (request.Kind != BodyKind.Other
            && await db.Set<Body>().AnyAsync(b => b.SiteId == request.SiteId && b.Kind == request.Kind && b.VillageId == village && b.To >= from, cancellationToken))
        {
            throw new RefusalException("BODY_EXISTS", $"这里已有“{Words.Of(request.Kind)}”。名称变了请用“更名”，不要另建。", RefusalKind.Conflict, [new(nameof(request.Kind), "已有这类机构")]);
        }

        var body = new Body { SiteId = request.SiteId, Kind = request.Kind, VillageId = village, From = from };
        db.AddRange(body, new BodyName { SiteId = request.SiteId, BodyId = body.Id, Name = request.Name.Trim(), ShortName = request.ShortName.Trim(), From = from });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"新增机构“{request.Name.Trim()}”");
        return body.Id;
    }
}
