using Platform.Contracts.Access;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Time;
using Platform.Infrastructure.Trail;

namespace Platform.Infrastructure.Messaging;

/// <summary>One outermost request: who, where, when. Everything sent from inside shares it.</summary>
public sealed class Operation(ChinaTime time)
{
    private readonly List<Func<Task>> afterCommit = [];
    private readonly List<string> notes = [];

    public Guid CorrelationId { get; } = Keys.New();

    public Actor Actor => ActorOrNull ?? throw new InvalidOperationException("No operation is running: send a request through IMediator.");

    /// <summary>Now in China, fixed for the whole operation.</summary>
    public DateTimeOffset Now { get; } = time.Now;

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>What the handlers want the trail to say beyond the name of the request. No personal data.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>What was written so far, before and after.</summary>
    internal ChangeLog Changes { get; } = new();

    internal Actor? ActorOrNull { get; set; }

    /// <summary>What nobody writes into any more. Empty for the system: keeping and erasing by schedule goes on in closed divisions.</summary>
    internal ClosedDivisions Closed { get; set; } = ClosedDivisions.None;

    internal bool IsRunning { get; set; }

    /// <summary>1 inside the outermost request, 2 inside one sent from there, and so on.</summary>
    internal int Depth { get; set; }

    /// <summary>Whom the trail names while nobody is signed in yet: the account that is signing in.</summary>
    internal (Guid AccountId, string Name)? Entering { get; private set; }

    /// <summary>Somebody is signing in as this account; whether it succeeds or not, the trail names it.</summary>
    internal void Enters(Guid accountId, string name) => Entering = (accountId, name);

    public void Note(string text) => notes.Add(text);

    /// <summary>Runs when the transaction has been committed; not at all when it is rolled back.</summary>
    public void AfterCommit(Func<Task> action) => afterCommit.Add(action);

    internal async Task RunAfterCommitAsync()
    {
        foreach (var action in afterCommit)
        {
            await action();
        }

        afterCommit.Clear();
    }
}
