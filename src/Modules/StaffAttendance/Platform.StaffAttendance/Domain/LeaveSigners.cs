using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;

namespace Platform.StaffAttendance.Domain;

/// <summary>Whose turn it is.</summary>
internal enum LeaveRole { Nobody, Director, StationHead, Leader, County }

/// <param name="StaffId">The person who acts.</param>
/// <param name="OnBehalf">Words of the stand-in; empty when the person holds the post.</param>
internal sealed record LeaveCapacity(LeaveRole Role, Guid StaffId, string OnBehalf)
{
    public bool IsStandIn => OnBehalf.Length > 0;
}

/// <summary>Who signs what, from the posts of a site on a day (P4-ATTENDANCE-01).</summary>
internal static class LeaveSigners
{
    private static readonly (string Post, LeaveRole Role)[] Posts =
        [(PostKinds.OfficeDirector, LeaveRole.Director), (PostKinds.StationHead, LeaveRole.StationHead), (PostKinds.LeaderInCharge, LeaveRole.Leader)];

    public static LeaveRole RoleOf(string postKind) => Array.Find(Posts, p => p.Post == postKind).Role;

    /// <summary>
    /// The roles that sign, in this order. The director's own and the head of the station's go to the leader in charge from half a day on. Refuses
    /// NO_APPROVER for the leader: nobody approves their own, and who decides about leaders stands outside the office.
    /// </summary>
    /// <param name="own">Posts of the person on the first day of the leave.</param>
    public static IReadOnlyList<LeaveRole> Of(LeaveTier tier, IReadOnlyCollection<PostHolderRow> own)
    {
        if (own.Any(h => h.PostKind == PostKinds.LeaderInCharge))
        {
            throw new RefusalException("NO_APPROVER", "分管领导请假由乡镇主要领导按干部管理权限审批，不在这里办理。", RefusalKind.Refused);
        }

        if (own.Any(h => h.PostKind is PostKinds.OfficeDirector or PostKinds.StationHead))
        {
            return [LeaveRole.Leader];
        }

        var head = own.Any(IsStation) && !own.Any(h => h.Body == BodyKind.FamilyHealthOffice) ? LeaveRole.StationHead : LeaveRole.Director;
        return tier is LeaveTier.None or LeaveTier.Head ? [head] : [head, LeaveRole.Leader];
    }

    /// <summary>What a person may sign as, by posts held and by standing in. Who holds a post signs as its holder.</summary>
    public static IReadOnlyList<LeaveCapacity> Capacities(Guid staffId, IReadOnlyCollection<PostHolderRow> holders, IReadOnlyCollection<ActingRow> acting)
    {
        var own = from holder in holders
                  where holder.StaffId == staffId && RoleOf(holder.PostKind) != LeaveRole.Nobody
                  select new LeaveCapacity(RoleOf(holder.PostKind), staffId, "");
        var taken = from absence in acting
                    where absence.StaffId == staffId
                    from holder in holders
                    where holder.StaffId == absence.ForStaffId && (absence.PostId == Guid.Empty || absence.PostId == holder.PostId)
                        && RoleOf(holder.PostKind) != LeaveRole.Nobody
                    select new LeaveCapacity(RoleOf(holder.PostKind), staffId, absence.Text);
        return [.. own.Concat(taken).DistinctBy(c => c.Role)];
    }

    private static bool IsStation(PostHolderRow holder) => holder.Body == BodyKind.ServiceStation || holder.PostKind is PostKinds.StationStaff;
}
