using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Runs;

/// <summary>
/// Second step of a close, and all of an audit: asks every module's checks about the month. A check that gave no answer for a site is written down as not
/// computed. An audit looks at the days that are over, leaves closed sites alone, and takes the place of the audit before it.
/// </summary>
internal sealed class AuditStep(OversightDbContext db, IMediator mediator, DutyCatalog catalog, IWorkingDays days, Operation operation) : IRunStep
{
    /// <summary>Revision of what an audit found before the month was closed.</summary>
    public const int Interim = 0;

    private const string NoAnswer = "模块没有给出结果";

    public RunStep Step => RunStep.Audit;

    public async Task<StepRows> ComputeAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        var rows = new StepRows();
        var until = work.Month.LastDay < operation.Today ? work.Month.LastDay : operation.Today.AddDays(-1);
        var sites = work.Kind == RunKind.Audit ? await OpenSitesAsync(work, cancellationToken) : await OwnSites.OfAsync(db, work, cancellationToken);
        if (sites.Count == 0 || until < work.Day)
        {
            return rows;
        }

        var ids = sites.Keys.ToList();
        var request = new AuditRequested(work.RunId, work.Day, ids, until);
        await mediator.Publish(request, cancellationToken);
        rows.Failures.AddRange(FailureRows.Of(request, work));
        var answers = request.Answers.GroupBy(a => (a.CheckCode, a.SiteId)).ToDictionary(g => g.Key, g => g.ToList());
        var errors = request.Failures.ToLookup(f => (f.ModuleId, f.SiteId), f => f.Error);
        foreach (var module in catalog.Modules.Where(m => m.AuditChecks.Count > 0))
        {
            foreach (var site in await mediator.Send(new GetEnabledSites(module.Id, ids), cancellationToken))
            {
                foreach (var check in module.AuditChecks.Where(c => work.Wants(c.Code)))
                {
                    var answer = answers.GetValueOrDefault((check.Code, site));
                    rows.Audits.Add(new AuditResult
                    {
                        SiteId = site,
                        CheckCode = check.Code,
                        Month = work.Day,
                        Revision = sites[site],
                        RunId = work.RunId,
                        Computed = answer is not null,
                        Examined = answer?.Sum(a => a.Examined) ?? 0,
                        Found = answer?.Sum(a => a.Findings.Count) ?? 0,
                        Error = answer is null ? Text.Cut(errors[(module.Id, site)].FirstOrDefault() ?? NoAnswer, 1000) : "",
                    });
                }
            }
        }

        await AddFindingsAsync(work, request.Answers, sites, rows, cancellationToken);
        return rows;
    }

    private async Task<SortedDictionary<int, int>> OpenSitesAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        var all = await mediator.Send(new GetSites(work.Lo, work.Hi), cancellationToken);
        var closed = (await db.Set<SiteClose>().AsNoTracking()
            .Where(c => c.Month == work.Day && c.SiteId >= work.Lo && c.SiteId <= work.Hi)
            .Select(c => c.SiteId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        return new SortedDictionary<int, int>(all.Where(s => !closed.Contains(s)).ToDictionary(s => s, _ => Interim));
    }

    // The same fault found again, by a revision, is the same finding with its history.
    private async Task AddFindingsAsync(
        ChunkWork work, IReadOnlyList<AuditContribution> answers, SortedDictionary<int, int> sites, StepRows rows, CancellationToken cancellationToken)
    {
        var known = (await db.Set<Finding>().AsNoTracking()
            .Where(f => f.Month == work.Day && f.SiteId >= work.Lo && f.SiteId <= work.Hi)
            .Select(f => new { f.SiteId, f.CheckCode, f.Key }).ToListAsync(cancellationToken))
            .Select(f => (f.SiteId, f.CheckCode, f.Key)).ToHashSet();
        var due = Enum.GetValues<FindingSeverity>().ToDictionary(s => s, s => OversightDeadlines.DueOf(s, operation.Today, days));
        var owners = await FindingOwners.ReadAsync(mediator, catalog, answers, [.. sites.Keys], operation.Today, cancellationToken);
        foreach (var answer in answers.Where(a => catalog.Check(a.CheckCode) is not null && work.Wants(a.CheckCode) && sites.ContainsKey(a.SiteId)))
        {
            foreach (var draft in answer.Findings)
            {
                var key = Text.Cut(draft.Key, 120);
                if (!known.Add((answer.SiteId, answer.CheckCode, key)))
                {
                    continue;
                }

                var owner = owners.Of(answer, draft);
                var finding = new Finding
                {
                    SiteId = answer.SiteId,
                    UnitId = draft.UnitId,
                    CheckCode = answer.CheckCode,
                    Month = work.Day,
                    Key = key,
                    Severity = draft.Severity,
                    Title = Text.Cut(draft.Title, 200),
                    Detail = Text.Cut(draft.Detail, 2000),
                    Link = Text.Cut(draft.Link, 300),
                    FoundOn = operation.Today,
                    OwnerStaffId = owner?.Id ?? Guid.Empty,
                    OwnerName = owner?.Name ?? "",
                    DueOn = due[draft.Severity],
                };
                rows.Findings.Add(finding);
                rows.FindingRecords.AddRange((draft.Records ?? []).Select((r, i) => new FindingRecord
                {
                    SiteId = finding.SiteId,
                    FindingId = finding.Id,
                    Position = i,
                    Text = Text.Cut(r.Text, 200),
                    Link = Text.Cut(r.Link, 300),
                }));
                rows.FindingEvents.Add(new FindingEvent { SiteId = finding.SiteId, FindingId = finding.Id, Act = FindingAct.Found, At = operation.Now, ByName = "系统自动稽核" });
            }
        }
    }
}

/// <summary>Who has to put findings right: the person the finding names, else the holder of the post its check names, else nobody yet. Two statements a batch.</summary>
internal sealed class FindingOwners(DutyCatalog catalog, IReadOnlyDictionary<(int Site, string Post), Guid> holders, IReadOnlyDictionary<Guid, StaffRow> people)
{
    public static async Task<FindingOwners> ReadAsync(
        IMediator mediator, DutyCatalog catalog, IReadOnlyList<AuditContribution> answers, IReadOnlyList<int> sites, DateOnly day, CancellationToken cancellationToken)
    {
        var found = answers.Where(a => a.Findings.Count > 0).ToList();
        var posts = found.Select(a => catalog.Check(a.CheckCode)?.OwnerPost).OfType<string>().ToHashSet();
        var holders = posts.Count == 0
            ? []
            : (await mediator.Send(new GetPostHolders(sites, posts.Count == 1 ? posts.Single() : null, day), cancellationToken))
                .Where(h => posts.Contains(h.PostKind)).GroupBy(h => (h.SiteId, h.PostKind)).ToDictionary(g => g.Key, g => g.MinBy(h => h.From)!.StaffId);
        var ids = found.SelectMany(a => a.Findings).Select(f => f.OwnerStaffId).Where(id => id != Guid.Empty).Concat(holders.Values).Distinct().ToList();
        var people = ids.Count == 0 ? [] : (await mediator.Send(new GetPeople(ids), cancellationToken)).ToDictionary(p => p.Id);
        return new FindingOwners(catalog, holders, people);
    }

    public StaffRow? Of(AuditContribution answer, FindingDraft draft)
    {
        var post = (answer.SiteId, catalog.Check(answer.CheckCode)?.OwnerPost ?? "");
        return people.GetValueOrDefault(draft.OwnerStaffId != Guid.Empty ? draft.OwnerStaffId : holders.GetValueOrDefault(post)) is { Active: true } person ? person : null;
    }
}

/// <summary>Failures of contributors as rows of the run.</summary>
internal static class FailureRows
{
    public static IEnumerable<RunFailure> Of(ContributionRequest request, ChunkWork work) =>
        request.Failures.DistinctBy(f => (f.SiteId, f.Contributor)).Select(f => new RunFailure
        {
            SiteId = f.SiteId,
            RunId = work.RunId,
            Step = work.Step,
            Contributor = Text.Cut(f.Contributor, 100),
            ModuleId = f.ModuleId,
            Error = Text.Cut(f.Error, 1000),
        });
}
