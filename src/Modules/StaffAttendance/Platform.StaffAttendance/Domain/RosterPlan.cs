namespace Platform.StaffAttendance.Domain;

/// <param name="Template">A shift of the day.</param>
/// <param name="StaffId">Whose turn it is.</param>
internal readonly record struct PlannedShift(DateOnly Day, ShiftTemplate Template, Guid StaffId);

/// <summary>
/// Draws up a month fairly. Each shift goes to who has had fewest of its kind of day (working or rest) in the plan, then fewest in all, then to whose last turn is
/// longest ago; nobody has two shifts on a day while somebody else is free. The same input gives the same plan.
/// </summary>
internal static class RosterPlan
{
    /// <param name="days">Ascending, with whether each is a working day.</param>
    /// <param name="templates">In the order of the roster's columns.</param>
    /// <param name="staff">In the order of the staff list.</param>
    /// <param name="lastTurns">Last shift before these days, so that the turn goes on from month to month.</param>
    /// <returns>For each shift as many people as its template wants, or all there are.</returns>
    public static IReadOnlyList<PlannedShift> Of(
        IReadOnlyList<(DateOnly Day, bool Working)> days, IReadOnlyList<ShiftTemplate> templates, IReadOnlyList<Guid> staff, IReadOnlyDictionary<Guid, DateOnly> lastTurns)
    {
        var turns = staff.Select((id, order) => new Turns(id, order) { Last = lastTurns.GetValueOrDefault(id) }).ToList();
        var plan = new List<PlannedShift>();
        foreach (var (day, working) in days)
        {
            foreach (var template in templates.Where(t => t.HeldOn(working)))
            {
                foreach (var turn in turns.OrderBy(t => t.Last == day).ThenBy(t => working ? t.Working : t.Rest).ThenBy(t => t.Working + t.Rest).ThenBy(t => t.Last).ThenBy(t => t.Order)
                             .Take(template.People).ToList())
                {
                    turn.Take(day, working);
                    plan.Add(new PlannedShift(day, template, turn.Id));
                }
            }
        }

        return plan;
    }

    private sealed class Turns(Guid id, int order)
    {
        public Guid Id { get; } = id;

        public int Order { get; } = order;

        public int Working { get; private set; }

        public int Rest { get; private set; }

        public DateOnly Last { get; set; }

        public void Take(DateOnly day, bool working)
        {
            (Working, Rest, Last) = (Working + (working ? 1 : 0), Rest + (working ? 0 : 1), day);
        }
    }
}
