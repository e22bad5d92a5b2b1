using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Protection.Basis;

/// <summary>The protected fields of one record: masked, with what they rest on.</summary>
/// <param name="Subject">Kind of record, for example <c>staff</c>.</param>
[SignedIn]
[Endpoint(Verb.Get, "protected-data/{subject}/{recordId}", "一条记录的受保护内容及其依据（打码）")]
internal sealed record GetProtectedData(string Subject, Guid RecordId, int SiteId) : IQuery<IReadOnlyList<ProtectedDataRow>>, ISiteRequest;

/// <param name="Basis">Article or consent, in words.</param>
/// <param name="State">Null: rests on the article.</param>
internal sealed record ProtectedDataRow(string Field, string Name, string Masked, string Basis, BasisState? State, DateOnly? WithdrawnOn, string HoldReason, IReadOnlyList<string> History);

internal sealed class GetProtectedDataHandler(BasisDesk desk, ProtectedFields fields, Protector protector, CoreDbContext core)
    : IRequestHandler<GetProtectedData, IReadOnlyList<ProtectedDataRow>>
{
    public async Task<IReadOnlyList<ProtectedDataRow>> Handle(GetProtectedData request, CancellationToken cancellationToken)
    {
        var subject = $"{request.Subject}:{request.RecordId}";
        var bases = (await core.Set<DataBasis>().AsNoTracking().Where(b => b.SubjectRef == subject).OrderByDescending(b => b.Id).ToListAsync(cancellationToken))
            .ToLookup(b => b.Field);
        var rows = new List<ProtectedDataRow>();

        // A record has a handful of protected fields.
        foreach (var wanted in fields.Of(request.Subject))
        {
            var (field, record, _) = await desk.OpenAsync(wanted.Code, request.RecordId, request.SiteId, cancellationToken);
            var newest = bases[field.Code].FirstOrDefault();
            rows.Add(new ProtectedDataRow(
                field.Code,
                field.Name,
                protector.Mask(field, record.Id, field.Get(record)),
                newest is { State: not BasisState.Erased } ? Words(newest) : field.Article,
                newest?.State == BasisState.Erased ? null : newest?.State,
                newest?.WithdrawnOn,
                newest?.HoldReason ?? "",
                [.. bases[field.Code].Select(History)]));
        }

        return rows.Count > 0 ? rows : throw Refusals.NotFound("这条记录");
    }

    internal static string Words(DataBasis basis) =>
        $"{(basis.Giver == ConsentGiver.Guardian ? $"监护人{basis.GuardianName}" : "本人")}于 {basis.GivenOn:yyyy-MM-dd} {basis.GivenHow}同意，用于{basis.Purpose}";

    internal static string History(DataBasis basis) => Words(basis)
        + (basis.WithdrawnOn is { } withdrawn ? $"；{withdrawn:yyyy-MM-dd} 撤回" : "")
        + (basis.ErasedOn is { } erased ? $"；{erased:yyyy-MM-dd} 清除" : "");
}
