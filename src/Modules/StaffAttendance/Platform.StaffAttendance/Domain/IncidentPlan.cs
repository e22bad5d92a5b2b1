namespace Platform.StaffAttendance.Domain;

/// <summary>An incident that the clock-ins show today.</summary>
internal readonly record struct FoundIncident(int SiteId, Guid StaffId, DateOnly Day, IncidentKind Kind, int Seconds)
{
    public (Guid, DateOnly, IncidentKind) Key => (StaffId, Day, Kind);
}

/// <summary>
/// What has to happen so that the recorded incidents say what the clock-ins say: new ones are added, undecided ones follow the data or go,
/// decided ones stay and are flagged when the data no longer shows them. What a person recorded is left alone. The same data again changes nothing.
/// </summary>
internal sealed record IncidentPlan(
    IReadOnlyList<FoundIncident> Add,
    IReadOnlyList<(Incident Incident, int Seconds)> Follow,
    IReadOnlyList<Incident> Remove,
    IReadOnlyList<Incident> Contradict,
    IReadOnlyList<Incident> Agree)
{
    public static IncidentPlan Make(IEnumerable<FoundIncident> found, IReadOnlyCollection<Incident> recorded)
    {
        var shown = found.ToDictionary(f => f.Key);
        var known = recorded.Select(r => (r.StaffId, r.Day, r.Kind)).ToHashSet();
        var follow = new List<(Incident, int)>();
        var (remove, contradict, agree) = (new List<Incident>(), new List<Incident>(), new List<Incident>());
        foreach (var incident in recorded.Where(r => !r.Manual))
        {
            var still = shown.TryGetValue((incident.StaffId, incident.Day, incident.Kind), out var now);
            if (!incident.IsDecided)
            {
                if (!still)
                {
                    remove.Add(incident);
                }
                else if (now.Seconds != incident.Seconds)
                {
                    follow.Add((incident, now.Seconds));
                }
            }
            else if (still && now.Seconds == incident.Seconds)
            {
                if (incident.Contradicted)
                {
                    agree.Add(incident);
                }
            }
            else if (!incident.Contradicted)
            {
                contradict.Add(incident);
            }
        }

        return new IncidentPlan([.. shown.Values.Where(f => !known.Contains(f.Key))], follow, remove, contradict, agree);
    }

    public bool IsEmpty => Add.Count + Follow.Count + Remove.Count + Contradict.Count + Agree.Count == 0;
}
