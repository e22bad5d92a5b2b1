namespace Platform.Infrastructure.Ui;

/// <summary>How far a long work has come.</summary>
/// <param name="Step">What is being done now, for example 审计 3/5.</param>
/// <param name="Finished">No more polling; the last words are in <paramref name="Step"/>.</param>
public sealed record ProgressState(string Step, int Done, int Total, int Failed, bool Finished)
{
    /// <summary>0 when the total is not known yet.</summary>
    public int Percent => Total <= 0 ? (Finished ? 100 : 0) : (int)Math.Clamp(100L * Done / Total, 0, 100);
}
