using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;

namespace Platform.ModuleTests.Oversight;

/// <summary>The small country of these tests, and what its one contributing module does there.</summary>
internal sealed class Probe
{
    public const string Module = "probe";
    public const string Check = "probe-check";
    public const string Indicator = "probe-indicator";

    public static readonly int[] Sites = [.. Enumerable.Range(1, 6).Select(i => 341881000 + i), 341882001, 341882002];

    public static readonly IReadOnlyList<VillageRow> Villages =
        [.. Sites.SelectMany(s => Enumerable.Range(1, 2).Select(v => new VillageRow(new Guid(s, (short)v, 0, new byte[8]), s, $"{s}{v:000}", $"{s % 1000}号镇{v}村")))];

    public HashSet<int> FailingSites { get; } = [];

    /// <summary>What happens inside a contribution, for planting faults.</summary>
    public Action<ContributionRequest>? OnAsked { get; set; }

    /// <summary>The second of each township is a distributor, posted on 10 November.</summary>
    public List<PostHolderRow> Terms { get; } = [.. Sites.Select(s => TermOf(s, 2, PostKinds.Distributor, new(2026, 11, 10)))];

    public List<string> Agenda { get; } = ["贯彻上级文件"];

    public int Findings { get; set; } = 1;

    public static PostHolderRow TermOf(int site, int person, string kind, DateOnly from, DateOnly? to = null) =>
        new(new Guid(site, 98, 1, new byte[8]), site, kind, PostKinds.Names[kind], VillageOf(site), new Guid(site, 99, (short)person, new byte[8]), from, to ?? OpenEnd.Never);

    public FindingSeverity Severity { get; set; } = FindingSeverity.Major;

    /// <summary>Whom a finding names; empty: nobody.</summary>
    public Func<int, Guid> FindingOwner { get; set; } = _ => Guid.Empty;

    /// <summary>The people of a township: 1 to 3.</summary>
    public static Guid PersonOf(int site, int number) => new(site, 99, (short)number, new byte[8]);

    public static Guid VillageOf(int site, int number = 1) => Villages.Where(v => v.SiteId == site).ElementAt(number - 1).Id;

    public void Asked(ContributionRequest request)
    {
        OnAsked?.Invoke(request);
        if (request.SiteIds.FirstOrDefault(FailingSites.Contains) is var site and > 0)
        {
            throw new InvalidOperationException($"records of {site} are broken");
        }
    }
}

/// <summary>A module with one check and one indicator.</summary>
internal sealed class ProbeModule : IModule
{
    public string Id => Probe.Module;
    public string Name => "试验模块";
    public string Description => "";
    public string TablePrefix => "prb";
    public IReadOnlyList<string> Requires => [];
    public bool AlwaysOn => false;
    public bool EnabledByDefault => true;
    public IReadOnlyList<PermissionDefinition> Permissions => [];
    public IReadOnlyList<MenuEntry> Menu => [];

    public IReadOnlyList<DutyDefinition> Duties =>
        [new("probe-sheet-monthly", "试验报表", DutyLevel.Site, Cadence.Monthly, 1, 5, "经办人", "报表", [], CountsOn: CountsOn.Submitted)];

    public IReadOnlyList<AuditCheckDefinition> AuditChecks => [new(Probe.Check, "试验检查", "", [], PostKinds.Distributor)];

    public IReadOnlyList<IndicatorDefinition> Indicators =>
        [new(Probe.Indicator, "试验指标", IndicatorKind.Completeness, DutyLevel.Site, "完整", "全部", 0.9m, 60, [])];

    public IReadOnlyList<RecurringJobDefinition> Jobs => [];
}

internal sealed class ProbeAudit(Probe probe) : INotificationHandler<AuditRequested>
{
    public Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        probe.Asked(notification);
        notification.Answer(notification.SiteIds.Select(s => new AuditContribution(
            Probe.Check, s, 10, [.. Enumerable.Range(1, probe.Findings).Select(i => new FindingDraft(
                $"f{i}", probe.Severity, $"第{i}处缺漏", "", null, OwnerStaffId: probe.FindingOwner(s), Records: [new($"记录{i}", "/records")]))])));
        return Task.CompletedTask;
    }
}

internal sealed class ProbeAppraisal(Probe probe) : INotificationHandler<AppraisalRequested>
{
    public Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        probe.Asked(notification);
        notification.Answer(notification.SiteIds.Select(s => new IndicatorContribution(Probe.Indicator, s, Guid.Empty, 9, 10, null)));
        return Task.CompletedTask;
    }
}

internal sealed class ProbeMeeting(Probe probe) : INotificationHandler<MeetingConvening>
{
    public Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        probe.Asked(notification);
        notification.Answer(notification.SiteIds.SelectMany(s => probe.Agenda.Select(a => new AgendaContribution(s, a, "", null))));
        return Task.CompletedTask;
    }
}

internal sealed class ProbePlaces(Probe probe) :
    IRequestHandler<GetSites, IReadOnlyList<int>>,
    IRequestHandler<GetVillages, IReadOnlyList<VillageRow>>,
    IRequestHandler<GetDivisions, IReadOnlyList<DivisionRow>>,
    IRequestHandler<GetStaff, IReadOnlyList<StaffRow>>,
    IRequestHandler<GetPeople, IReadOnlyList<StaffRow>>,
    IRequestHandler<GetVillageLinks, IReadOnlyList<VillageLinkRow>>,
    IRequestHandler<GetPostHolders, IReadOnlyList<PostHolderRow>>,
    IRequestHandler<GetPostTerms, IReadOnlyList<PostHolderRow>>,
    IRequestHandler<GetActingFor, IReadOnlyList<ActingRow>>
{
    public Task<IReadOnlyList<int>> Handle(GetSites request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int>>([.. Probe.Sites.Where(s => s >= request.Lo && s <= request.Hi)]);

    public Task<IReadOnlyList<VillageRow>> Handle(GetVillages request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VillageRow>>([.. Probe.Villages.Where(v => request.SiteIds.Contains(v.SiteId))]);

    public Task<IReadOnlyList<DivisionRow>> Handle(GetDivisions request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DivisionRow>>(
            [.. request.Ids.Select(i => new DivisionRow(i, $"{i:000000000}", $"{i % 1000}号镇", $"某县{i % 1000}号镇", i % 1000 == 0 ? DivisionLevels.County : DivisionLevels.Township, i / 1000 * 1000, i, i % 1000 == 0 ? i + 999 : i))]);

    public Task<IReadOnlyList<StaffRow>> Handle(GetStaff request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StaffRow>>(
            [.. request.SiteIds.SelectMany(s => Enumerable.Range(1, 3).Select(i => new StaffRow(new Guid(s, 99, (short)i, new byte[8]), s, $"{i:000}", $"人员{i}", "专干", true, [])))]);

    public async Task<IReadOnlyList<StaffRow>> Handle(GetPeople request, CancellationToken cancellationToken) =>
        [.. (await Handle(new GetStaff(Probe.Sites), cancellationToken)).Where(s => request.Ids.Contains(s.Id))];

    // The first of each township looks after both villages, the second helps with the first of them.
    public Task<IReadOnlyList<VillageLinkRow>> Handle(GetVillageLinks request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VillageLinkRow>>(
        [
            .. request.SiteIds.SelectMany(s => new[] { (1, 1), (1, 2), (2, 1) }.Select(l => new VillageLinkRow(
                Probe.PersonOf(s, l.Item1), s, Probe.VillageOf(s, l.Item2), l.Item1 == 1, new(2026, 1, 1), OpenEnd.Never))),
        ]);

    public Task<IReadOnlyList<PostHolderRow>> Handle(GetPostHolders request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PostHolderRow>>(
            [.. probe.Terms.Where(t => request.SiteIds.Contains(t.SiteId) && (request.PostKind ?? t.PostKind) == t.PostKind && t.From <= request.Day && t.To >= request.Day)]);

    public Task<IReadOnlyList<PostHolderRow>> Handle(GetPostTerms request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PostHolderRow>>(
            [.. probe.Terms.Where(t => request.SiteIds.Contains(t.SiteId) && (request.PostKinds.Count == 0 || request.PostKinds.Contains(t.PostKind)) && t.To >= request.EndedFrom)]);

    public Task<IReadOnlyList<ActingRow>> Handle(GetActingFor request, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ActingRow>>([]);
}
