using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>
/// People of the scope who have exactly this telephone or identity number: at most 20. Not part of <see cref="ListStaff"/>, because the number must not
/// stand in an address. Found by blind index in one statement.
/// </summary>
[Requires(CorePermissions.ManageStaff)]
[Endpoint(Verb.Post, "staff/look-up", "按完整的手机号或身份证号查人")]
internal sealed record LookUpStaff(string Number) : IQuery<IReadOnlyList<StaffHit>>
{
    public override string ToString() => nameof(LookUpStaff);
}

internal sealed record StaffHit(Guid Id, int SiteId, string Number, string Name, string Post);

internal sealed class LookUpStaffHandler(CoreDbContext db, Protector protector) : IRequestHandler<LookUpStaff, IReadOnlyList<StaffHit>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<StaffHit>> Handle(LookUpStaff request, CancellationToken cancellationToken)
    {
        var phones = protector.Indexes(StaffFields.Phone, request.Number ?? "");
        var numbers = protector.Indexes(StaffFields.IdentityNumber, request.Number ?? "");
        if (phones.Count + numbers.Count == 0)
        {
            throw new RefusalException(
                "NUMBER_MALFORMED", "请输入完整的手机号或 18 位身份证号。", RefusalKind.Invalid, [new FieldError(nameof(request.Number), "不是完整的手机号或身份证号")]);
        }

        return await db.Set<StaffMember>().AsNoTracking()
            .Where(s => phones.Contains(s.PhoneIndex) || numbers.Contains(s.IdentityNumberIndex))
            .OrderBy(s => s.SiteId).ThenBy(s => s.Number).Take(Most)
            .Select(s => new StaffHit(s.Id, s.SiteId, s.Number, s.Name, s.Post))
            .ToListAsync(cancellationToken);
    }
}
