using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Staff;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Who and what a change touches, counted before it is made.</summary>
/// <param name="Accounts">Sign-ins with a role in the unit itself.</param>
/// <param name="Staff">People in service on its staff list.</param>
/// <param name="Modules">Chinese names of the modules that are on there.</param>
/// <param name="OpenDuties">Duties of this month not yet fulfilled there.</param>
/// <param name="Below">Living divisions below it.</param>
/// <param name="Predecessors">Closed units whose rows it reads.</param>
internal sealed record ChangeEffects(int Accounts, int Staff, int Villages, IReadOnlyList<string> Modules, int OpenDuties, int Below, int Predecessors)
{
    public static readonly ChangeEffects None = new(0, 0, 0, [], 0, 0, 0);

    /// <summary>Seven statements.</summary>
    public static async Task<ChangeEffects> OfAsync(CoreDbContext db, IMediator mediator, ModuleCatalog catalog, int divisionId, CancellationToken cancellationToken)
    {
        if (divisionId == 0)
        {
            return None;
        }

        var on = await db.Set<ModuleState>().Where(s => s.DivisionId == divisionId && s.Enabled).Select(s => s.ModuleId).ToListAsync(cancellationToken);
        return new ChangeEffects(
            await db.Set<RoleAssignment>().Where(r => r.DivisionId == divisionId).Select(r => r.AccountId).Distinct().CountAsync(cancellationToken),
            await db.Set<StaffMember>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).CountAsync(s => s.SiteId == divisionId && s.Active, cancellationToken),
            await db.Set<Village>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).CountAsync(v => v.SiteId == divisionId && v.ClosedOn == null, cancellationToken),
            [.. catalog.Switchable.Where(m => on.Contains(m.Id)).Select(m => m.Name)],
            await mediator.Send(new CountOpenDuties([divisionId]), cancellationToken),
            await db.Set<Division>().CountAsync(d => d.ParentId == divisionId && d.Id != divisionId && d.ClosedOn == null, cancellationToken),
            await db.Set<DivisionHeir>().CountAsync(h => h.HeirId == divisionId, cancellationToken));
    }

    /// <summary>What the person should know before confirming.</summary>
    public IReadOnlyList<string> Words(ChangeKind kind)
    {
        var words = new List<string>();
        var ends = kind is ChangeKind.Merged or ChangeKind.Split or ChangeKind.Moved;
        if (ends || kind == ChangeKind.Closed)
        {
            words.Add("原单位的记录保留，继承单位可以查看，不能修改；生效日起不再产生职责、月结和通知。");
        }

        if (ends)
        {
            words.Add($"{Accounts} 个账号改在主要继承单位工作；{Villages} 个村（社区）转入主要继承单位。");
        }
        else if (kind == ChangeKind.Closed && Accounts > 0)
        {
            words.Add($"{Accounts} 个账号：写明了继承单位的转入继承单位，没有写明的只能查看旧记录。");
        }

        if ((ends || kind == ChangeKind.Closed) && Staff > 0)
        {
            words.Add($"名册上在岗的 {Staff} 人留在原单位名册，继承单位看得到；由继承单位逐人登记到自己的名册。");
        }

        if (kind == ChangeKind.Renamed && Below > 0)
        {
            words.Add("下级各单位的全称随之改变。");
        }

        if (kind == ChangeKind.Recoded)
        {
            words.Add("编号不变，记录和权限不受影响；按旧代码仍能查到。");
        }

        return words;
    }
}
