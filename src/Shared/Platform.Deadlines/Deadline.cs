namespace Platform.Deadlines;

/// <summary>One step from the event to the due day.</summary>
/// <param name="Text">A Chinese sentence.</param>
/// <param name="Day">The day reached by this step.</param>
/// <param name="Source">The article behind it; empty when it is plain counting.</param>
public sealed record DeadlineStep(string Text, DateOnly Day, string Source = "");

/// <summary>The last day of a limit, and how it was found: the last step reaches <see cref="Due"/>.</summary>
/// <param name="Provisional">True when a year it depends on is not loaded; see <paramref name="MissingYears"/>.</param>
public sealed record Deadline(DateOnly Start, DateOnly Due, bool Provisional, IReadOnlyList<int> MissingYears, IReadOnlyList<DeadlineStep> Steps);

/// <summary>What a deadline is computed from beside its rule.</summary>
/// <param name="Start">Day of the event, for example of filing or service.</param>
/// <param name="ExtensionDays">Calendar days granted beyond the limit; 0 when none.</param>
public readonly record struct DeadlineStart(DateOnly Start, int ExtensionDays = 0);
