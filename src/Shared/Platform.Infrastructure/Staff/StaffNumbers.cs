using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection;

namespace Platform.Infrastructure.Staff;

/// <summary>Telephones and identity numbers of the people of a site: two people do not have the same one. Compared by blind index.</summary>
internal sealed class StaffNumbers(CoreDbContext db, Protector protector)
{
    private readonly Dictionary<string, string> phonesOfFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> identityNumbersOfFile = new(StringComparer.Ordinal);

    /// <summary>Sets what was typed; empty texts leave things as they are. Two statements at most.</summary>
    /// <exception cref="RefusalException">PHONE_TAKEN, IDENTITY_NUMBER_TAKEN, VALIDATION.</exception>
    public async Task SetAsync(StaffMember person, string? phone, string? identityNumber, CancellationToken cancellationToken)
    {
        if (phone?.Trim() is { Length: > 0 } newPhone)
        {
            var indexes = protector.Indexes(StaffFields.Phone, newPhone);
            Refuse("PHONE_TAKEN", "手机号", nameof(StaffMember.Phone), await Others(person).Where(s => indexes.Contains(s.PhoneIndex)).Select(s => s.Number).FirstOrDefaultAsync(cancellationToken));
            protector.Set(StaffFields.Phone, person, newPhone);
        }

        if (identityNumber?.Trim() is { Length: > 0 } newNumber)
        {
            var indexes = protector.Indexes(StaffFields.IdentityNumber, newNumber);
            Refuse("IDENTITY_NUMBER_TAKEN", "身份证号", nameof(StaffMember.IdentityNumber), await Others(person).Where(s => indexes.Contains(s.IdentityNumberIndex)).Select(s => s.Number).FirstOrDefaultAsync(cancellationToken));
            protector.Set(StaffFields.IdentityNumber, person, newNumber);
        }
    }

    /// <summary>Who holds what at a site, for a file. One statement; the file's own rows are remembered from batch to batch.</summary>
    public async Task<(NumberHolders Phones, NumberHolders IdentityNumbers)> HoldersAsync(int siteId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<StaffMember>().AsNoTracking().Where(s => s.SiteId == siteId)
            .Select(s => new { s.Number, s.PhoneIndex, s.IdentityNumberIndex }).ToListAsync(cancellationToken);
        return (
            new(protector, StaffFields.Phone, rows.Select(r => (r.PhoneIndex, r.Number)), phonesOfFile),
            new(protector, StaffFields.IdentityNumber, rows.Select(r => (r.IdentityNumberIndex, r.Number)), identityNumbersOfFile));
    }

    private IQueryable<StaffMember> Others(StaffMember person) =>
        db.Set<StaffMember>().AsNoTracking().Where(s => s.SiteId == person.SiteId && s.Id != person.Id);

    private static void Refuse(string code, string name, string field, string? holder)
    {
        if (holder is not null)
        {
            throw new RefusalException(code, $"与工号“{holder}”的{name}相同，请核对。", RefusalKind.Conflict, [new FieldError(field, $"与工号“{holder}”的相同")]);
        }
    }
}

/// <summary>Staff numbers by the blind index of one field.</summary>
internal sealed class NumberHolders
{
    private readonly Protector protector;
    private readonly ProtectedField field;
    private readonly Dictionary<BlindIndex, string> stored = [];
    private readonly Dictionary<string, string> ofFile;

    public NumberHolders(Protector protector, ProtectedField field, IEnumerable<(BlindIndex Index, string Number)> rows, Dictionary<string, string> ofFile)
    {
        (this.protector, this.field, this.ofFile) = (protector, field, ofFile);
        foreach (var (index, number) in rows.Where(r => !r.Index.IsEmpty))
        {
            stored.TryAdd(index, number);
        }
    }

    /// <summary>Staff number of another person who has this value, in the list or further up in the file; null: nobody.</summary>
    public string? OtherThan(string number, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (!ofFile.TryAdd(value, number) && ofFile[value] != number)
        {
            return ofFile[value];
        }

        return Holder(value) is { } holder && holder != number ? holder : null;
    }

    /// <summary>The person has this value already, or none is given.</summary>
    public bool Has(string number, string? value) => string.IsNullOrEmpty(value) || Holder(value) == number;

    private string? Holder(string value) =>
        stored.Count == 0 ? null : protector.Indexes(field, value).Select(i => stored.GetValueOrDefault(i)).FirstOrDefault(n => n is not null);
}
