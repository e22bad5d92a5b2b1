namespace Platform.Infrastructure.Protection.Retention;

/// <summary>
/// How long one kind of record, or a part of it, is kept, and what happens then. Modules write a class; it is found by scan and made anew in each request, so
/// it can be given the module's context. An administrator may set another period.
/// </summary>
public interface IRetentionRule
{
    /// <summary>Stable, kebab case.</summary>
    string Code { get; }

    /// <summary>Chinese name of the kind of record.</summary>
    string Name { get; }

    /// <summary>Article or rule that asks for it.</summary>
    string Basis { get; }

    /// <summary>What happens, as a Chinese phrase.</summary>
    string Effect { get; }

    int DefaultDays { get; }

    /// <summary>Erases or anonymises what fell due before the day: at most so many records, with a fixed number of statements.</summary>
    /// <returns>How many records.</returns>
    Task<int> ApplyAsync(DateOnly before, int most, CancellationToken cancellationToken);
}
