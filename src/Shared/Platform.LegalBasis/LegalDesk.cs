using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.LegalBasis.Data;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis;

/// <summary>Opens entries for editing and keeps every edition: how it stood, what changed, by whom and why.</summary>
internal sealed class LegalDesk(LegalBasisDbContext db, MediatR.IMediator mediator, Operation operation)
{
    /// <summary>Refuses NOT_FOUND, CHANGED_MEANWHILE and, when saved, a territory outside the scope.</summary>
    public async Task<Instrument> OpenAsync(Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var instrument = await db.Set<Instrument>().FirstOrDefaultAsync(i => i.Id == id, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这份文件。", RefusalKind.NotFound);
        Refusals.CheckVersion(version, instrument.Version, "这条依据");

        db.GuardTerritory(instrument.TerritoryLo, instrument.TerritoryHi);
        return instrument;
    }

    /// <summary>The interval of a territory that lies in the caller's scope. Refuses UNKNOWN_TERRITORY.</summary>
    public async Task<(int Lo, int Hi)> TerritoryAsync(int divisionId, CancellationToken cancellationToken)
    {
        var (lo, hi) = Territory.Of(0);
        if (divisionId != 0)
        {
            var division = (await mediator.Send(new GetDivisions([divisionId]), cancellationToken)).FirstOrDefault()
                ?? throw new RefusalException("UNKNOWN_TERRITORY", "没有这个区划，请重新选择适用地域。", RefusalKind.Invalid, [new("TerritoryId", "没有这个区划")]);
            (lo, hi) = (division.Lo, division.Hi);
        }

        db.GuardTerritory(lo, hi);
        return (lo, hi);
    }

    /// <summary>The code of a matter by its Chinese name; a new one where there is none. Empty stays empty.</summary>
    public async Task<string> SubjectAsync(string? name, CancellationToken cancellationToken)
    {
        var wanted = name?.Trim() ?? "";
        if (wanted.Length == 0)
        {
            return "";
        }

        if (await db.Set<Subject>().FirstOrDefaultAsync(s => s.Name == wanted, cancellationToken) is { } known)
        {
            return known.Code;
        }

        var subject = new Subject { Code = $"subject-{Keys.New():N}", Name = wanted };
        db.Add(subject);
        return subject.Code;
    }

    /// <summary>Marks an entry as written by the actor: it has to be confirmed by somebody else.</summary>
    public void Sign(IConfirmable entry)
    {
        (entry.Confirmed, entry.ConfirmedByName, entry.ConfirmedOn) = (false, "", null);
        (entry.EditedById, entry.EditedByName) = (operation.Actor.AccountId, operation.Actor.Name);
    }

    /// <summary>Starts the next edition of an instrument; a new one keeps edition 1.</summary>
    public void Record(Instrument instrument, EntryAct act, string reason, IReadOnlyList<(string Label, string Value)> before, IReadOnlyList<(string Label, string Value)> after)
    {
        if (db.Entry(instrument).State != EntityState.Added)
        {
            instrument.Edition++;
        }

        var changes = after.Where(a => before.FirstOrDefault(b => b.Label == a.Label).Value is var old && (old ?? "") != a.Value)
            .Select(a => before.Count == 0 ? $"{a.Label}：{a.Value}" : $"{a.Label}：{Old(before, a.Label)} → {(a.Value.Length == 0 ? "（空）" : a.Value)}").ToList();
        db.Add(new EntryHistory
        {
            InstrumentId = instrument.Id,
            Edition = instrument.Edition,
            Act = act,
            At = operation.Now,
            ByName = operation.Actor.Name,
            Reason = reason.Trim(),
            Changes = Cut(string.Join('\n', changes), 4000),
            Before = Cut(string.Join('\n', before.Select(b => $"{b.Label}：{b.Value}")), 8000),
        });
        operation.Note(string.Create(CultureInfo.InvariantCulture, $"{Words.Of(act)}：{instrument.Code} {instrument.Title}，第 {instrument.Edition} 版"));
    }

    private static string Old(IReadOnlyList<(string Label, string Value)> before, string label) =>
        before.FirstOrDefault(b => b.Label == label).Value is { Length: > 0 } old ? old : "（空）";

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
