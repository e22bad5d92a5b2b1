using Platform.Contracts.Messaging;

namespace Platform.Contracts.Personal;

/// <summary>One thing the platform knows about a person.</summary>
public sealed record PersonalDataItem(string Label, string Value);

/// <summary>What one kind of record says about a person, with its purpose or basis.</summary>
public sealed record PersonalDataSection(string Title, string Basis, IReadOnlyList<PersonalDataItem> Items);

/// <summary>
/// A person asks what is kept about him or her (个人信息保护法 第四十五条): every module adds its part, also where it is switched off. An answer that lacks a
/// part is none: a handler that throws refuses the whole.
/// </summary>
/// <param name="subjectRef">For example <c>staff:0193…</c>.</param>
/// <param name="siteId">Site of the record.</param>
public sealed class PersonalDataRequested(string subjectRef, int siteId) : IFact
{
    private readonly List<PersonalDataSection> sections = [];

    public string SubjectRef { get; } = subjectRef;

    public int SiteId { get; } = siteId;

    public IReadOnlyList<PersonalDataSection> Sections => sections;

    public void Add(PersonalDataSection section) => sections.Add(section);

    /// <summary>Key of the record when the subject is of this kind.</summary>
    public bool Is(string kind, out Guid id) =>
        Guid.TryParse(SubjectRef.StartsWith(kind + ":", StringComparison.Ordinal) ? SubjectRef[(kind.Length + 1)..] : "", out id);
}
