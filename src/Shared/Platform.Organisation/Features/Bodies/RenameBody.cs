using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Bodies;

/// <summary>Gives a body a new name from a day on; papers of earlier days keep the earlier name.</summary>
[Requires(OrganisationPermissions.Manage)]
[Endpoint(Verb.Post, "organisation/bodies/{id}/names", "机构更名，过去的文书仍用当时的名称")]
internal sealed record RenameBody(int SiteId, Guid Id, Guid Version, string Name, string ShortName, DateOnly? From) : ICommand, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => $"body:{Id}";
}

internal sealed class RenameBodyValidator : AbstractValidator<RenameBody>
{
    public RenameBodyValidator()
    {
        RuleFor(r => r.Name).NotEmpty().WithMessage("请填写新名称").MaximumLength(100).WithMessage("机构名称最多 100 字");
        RuleFor(r => r.ShortName).NotEmpty().WithMessage("请填写简称").MaximumLength(30).WithMessage("简称最多 30 字");
        RuleFor(r => r.From).NotNull().WithMessage("请填写启用日期");
    }
}

internal sealed class RenameBodyHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<RenameBody, Unit>
{
    public async Task<Unit> Handle(RenameBody request, CancellationToken cancellationToken)
    {
        var body = await db.Set<Body>().FirstOrDefaultAsync(b => b.Id == request.Id && b.SiteId == request.SiteId, cancellationToken) ?? throw Refusals.NotFound();
        Refusals.CheckVersion(request.Version, body.Version);
        var last = await db.Set<BodyName>().Where(n => n.BodyId == body.Id).OrderByDescending(n => n.From).FirstAsync(cancellationToken);
        var from = request.From!.Value;
        if (from <= last.From || from > body.To)
        {
            throw AssignmentRules.Refuse("NAME_BEFORE_LAST", $"新名称的启用日期须晚于 {Days.Text(last.From)}，过去的名称不能改。", nameof(request.From), "日期太早");
        }

        last.To = from.AddDays(-1);
        db.Add(new BodyName { SiteId = body.SiteId, BodyId = body.Id, Name = request.Name.Trim(), ShortName = request.ShortName.Trim(), From = from });
        db.Entry(body).Property(b => b.Version).IsModified = true;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"机构更名：“{last.Name}”自 {Days.Text(from)} 起为“{request.Name.Trim()}”");
        return Unit.Value;
    }
}
