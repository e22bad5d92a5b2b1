using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>Adds a person to the list, or changes name, post and linked villages. The staff number of a known person stays.</summary>
/// <param name="Id">Null: a new person.</param>
/// <param name="VillageIds">From today on; null: as they are.</param>
/// <param name="FirstIsMain">False: the person helps with all of these villages.</param>
/// <param name="Post">Kept as it is where assignments say the post.</param>
/// <param name="Phone">Null or empty: stays as it is; likewise <paramref name="IdentityNumber"/>.</param>
/// <param name="Version">Of the row that was shown; another editor's change since then is not overwritten.</param>
[Requires(CorePermissions.ManageStaff)]
[Endpoint(Verb.Post, "staff", "新增或修改人员")]
internal sealed record SaveStaffMember(
    int SiteId,
    Guid? Id,
    string Number,
    string Name,
    string Post,
    IReadOnlyList<Guid>? VillageIds = null,
    Guid? Version = null,
    bool FirstIsMain = true,
    string? Phone = null,
    string? IdentityNumber = null)
    : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => Id is { } id ? $"staff:{id}" : "";

    public override string ToString() => $"{nameof(SaveStaffMember)} {Id}";
}

internal sealed class SaveStaffMemberValidator : AbstractValidator<SaveStaffMember>
{
    public SaveStaffMemberValidator()
    {
        RuleFor(r => r.Number).NotEmpty().WithMessage("请填写工号").MaximumLength(30).WithMessage("工号最多 30 个字");
        RuleFor(r => r.Name).NotEmpty().WithMessage("请填写姓名").MaximumLength(50).WithMessage("姓名最多 50 个字")
            .Must(n => string.IsNullOrEmpty(n) || Names.Tidy(n).Reason is null).WithMessage("姓名里不应有数字");
        RuleFor(r => r.Post).NotEmpty().WithMessage("请填写岗位").MaximumLength(50).WithMessage("岗位最多 50 个字");
    }
}

internal sealed class SaveStaffMemberHandler(CoreDbContext db, VillageLinkBook links, StaffNumbers numbers, Operation operation) : IRequestHandler<SaveStaffMember, Guid>
{
    public async Task<Guid> Handle(SaveStaffMember request, CancellationToken cancellationToken)
    {
        var person = request.Id is { } id ? await KnownAsync(id, request, cancellationToken) : await NewAsync(request, cancellationToken);
        (person.Name, person.Post) = (Names.Tidy(request.Name).Value, person.PostAssigned ? person.Post : request.Post.Trim());
        await numbers.SetAsync(person, request.Phone, request.IdentityNumber, cancellationToken);
        if (request.VillageIds?.Distinct() is { } villages)
        {
            await links.ChangeAsync(person, [.. villages.Select((v, i) => new VillageChoice(v, i == 0 && request.FirstIsMain))], operation.Today, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Id is null ? "新增人员" : "修改人员");
        return person.Id;
    }

    private async Task<StaffMember> KnownAsync(Guid id, SaveStaffMember request, CancellationToken cancellationToken)
    {
        var person = await db.Set<StaffMember>().FirstOrDefaultAsync(p => p.Id == id && p.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个人，或不在您的管辖范围内。", RefusalKind.NotFound);
        Refusals.CheckVersion(request.Version, person.Version);
        return person;
    }

    private async Task<StaffMember> NewAsync(SaveStaffMember request, CancellationToken cancellationToken)
    {
        var number = request.Number.Trim();
        if (await db.Set<StaffMember>().AnyAsync(p => p.SiteId == request.SiteId && p.Number == number, cancellationToken))
        {
            throw new RefusalException("NUMBER_TAKEN", $"工号“{number}”已经有人用了。", RefusalKind.Conflict, [new(nameof(request.Number), "已经有人用了")]);
        }

        var person = new StaffMember { SiteId = request.SiteId, Number = number, Name = request.Name };
        db.Add(person);
        return person;
    }
}
