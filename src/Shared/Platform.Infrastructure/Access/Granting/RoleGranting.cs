using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Access.Granting;

/// <summary>
/// Who may give or take which role, and which roles one account may hold. The one place that decides it (三员分立: no account holds two of
/// the separated administrators, nor one of them beside any other role).
/// </summary>
internal static class RoleGranting
{
    /// <param name="at">Interval of the division the role is for.</param>
    public static bool MayGrant(Actor actor, string role, DivisionScope at)
    {
        if (actor.IsSystem)
        {
            return true;
        }

        if (!actor.Scope.Contains(at) || !actor.May(CorePermissions.ManageAccounts))
        {
            return false;
        }

        var administrators = actor.May(CorePermissions.GrantAdministrators);
        if (Roles.Separated.Contains(role))
        {
            return administrators && actor.Scope.Contains(DivisionScope.Nation);
        }

        // An administrator of a city looks after the counties below, never after those of the own level.
        return role != Roles.CountyAdministrator || administrators || (at.Lo, at.Hi) != (actor.Scope.Lo, actor.Scope.Hi);
    }

    /// <summary>True when there can be a division in the actor's scope for which the actor may grant the role: what a list of choices shows.</summary>
    public static bool MayGrantSomewhere(Actor actor, string role)
    {
        var inside = role == Roles.CountyAdministrator && actor.Scope.Hi > actor.Scope.Lo
            ? new DivisionScope(actor.Scope.DivisionId, actor.Scope.Lo, actor.Scope.Hi - 1)
            : actor.Scope;
        return MayGrant(actor, role, inside);
    }

    /// <summary>An account is looked after by those who may grant everything it holds.</summary>
    public static bool MayManage(Actor actor, IEnumerable<RoleAssignment> held) =>
        held.All(r => MayGrant(actor, r.Role, new DivisionScope(r.DivisionId, r.Lo, r.Hi)));

    /// <summary>True when these roles may stand together in one account.</summary>
    public static bool MayStandTogether(IReadOnlyCollection<string> roles) => !roles.Any(Roles.Separated.Contains) || roles.Distinct().Count() == 1;

    /// <summary>Refuses a role the actor may not grant.</summary>
    public static void Demand(Actor actor, string role, DivisionScope at)
    {
        if (!MayGrant(actor, role, at))
        {
            var who = Roles.Separated.Contains(role) ? "全国范围的安全管理员" : role == Roles.CountyAdministrator ? "安全管理员或上级管理员" : "管理本区划账号的管理员";
            throw new RefusalException("ROLE_TOO_HIGH", $"只有{who}可以授予或收回“{Roles.Names[role]}”角色。", RefusalKind.Forbidden);
        }
    }

    /// <summary>Refuses a second role beside a separated one.</summary>
    public static void DemandSeparation(IEnumerable<string> held, string added)
    {
        if (!MayStandTogether([.. held, added]))
        {
            throw new RefusalException(
                "SEPARATED_ROLES",
                "系统管理员、安全管理员、审计管理员须由不同账号担任，也不能再兼其他角色（三员分立）。请另建账号，或先收回已有角色。",
                RefusalKind.Refused,
                [new("Role", "与已有角色不能由同一账号担任")]);
        }
    }

    /// <summary>The three administrators decide over others: making or unmaking one is done for a reason that stays on record.</summary>
    public static void DemandReason(Actor actor, string role, string? reason)
    {
        if (Roles.Separated.Contains(role) && !actor.IsSystem && reason?.Trim() is not { Length: >= 2 and <= 200 })
        {
            throw new RefusalException(
                "REASON_MISSING", $"授予或收回“{Roles.Names[role]}”须写明事由（2 至 200 字）。", RefusalKind.Invalid, [new("Reason", "请填写 2 至 200 字的事由")]);
        }
    }
}
