using MediatR;

namespace Platform.Contracts.Contributions;

/// <summary>
/// Asks every module for its part concerning a batch of sites. Each handler gets a copy narrowed to the sites where its module is on,
/// in a scope and transaction of its own, and answers with a fixed number of statements whatever the size of the batch.
/// A handler that throws stops nobody: the batch is halved until the failing sites stand alone in <see cref="Failures"/>.
/// </summary>
/// <param name="runId">The run that asks; empty outside runs.</param>
/// <param name="period">First day of the month it is about.</param>
/// <param name="siteIds">Ascending ids of the sites asked about; never empty when a handler sees it.</param>
public abstract class ContributionRequest(Guid runId, DateOnly period, IReadOnlyList<int> siteIds) : INotification
{
    public Guid RunId { get; } = runId;

    public DateOnly Period { get; } = period;

    public IReadOnlyList<int> SiteIds { get; } = siteIds;

    /// <summary>Sites for which a contributor could not answer.</summary>
    public List<ContributionFailure> Failures { get; } = [];

    /// <summary>An unanswered copy for fewer sites.</summary>
    public abstract ContributionRequest Narrow(IReadOnlyList<int> siteIds);

    /// <summary>Takes over the answers given to a narrowed copy.</summary>
    public abstract void Merge(ContributionRequest answered);
}

/// <summary>The contributor could not compute its part for this site. Shown as 无法计算; never counted as zero.</summary>
public sealed record ContributionFailure(string Contributor, string ModuleId, int SiteId, string Error);

/// <summary>A contribution whose answers are a flat list of rows.</summary>
public abstract class ContributionRequest<TAnswer>(Guid runId, DateOnly period, IReadOnlyList<int> siteIds)
    : ContributionRequest(runId, period, siteIds)
{
    private readonly List<TAnswer> answers = [];

    public IReadOnlyList<TAnswer> Answers => answers;

    public void Answer(TAnswer answer) => answers.Add(answer);

    public void Answer(IEnumerable<TAnswer> more) => answers.AddRange(more);

    public sealed override void Merge(ContributionRequest answered) => answers.AddRange(((ContributionRequest<TAnswer>)answered).answers);
}
