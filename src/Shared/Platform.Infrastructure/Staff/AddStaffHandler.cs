using MediatR;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Staff;

internal sealed class AddStaffHandler(CoreDbContext db) : IRequestHandler<AddStaff, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(AddStaff request, CancellationToken cancellationToken)
    {
        List<StaffMember> people = [.. request.People.Select(p => new StaffMember { SiteId = p.SiteId, Number = p.Number, Name = p.Name, Post = p.Post })];
        await Bulk.InsertAsync(db, people, cancellationToken);
        return [.. people.Select(p => p.Id)];
    }
}
