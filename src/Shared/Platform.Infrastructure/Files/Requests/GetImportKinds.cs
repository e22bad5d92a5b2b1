using MediatR;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Files.Requests;

/// <summary>What the caller may import, with the columns of each list.</summary>
[SignedIn]
[Endpoint(Verb.Get, "imports", "可导入的名册和记录及其列")]
internal sealed record GetImportKinds : IQuery<IReadOnlyList<ImportKindRow>>;

internal sealed record ImportKindRow(string Kind, string Title, IReadOnlyList<string> Notes, IReadOnlyList<ImportColumnRow> Columns);

internal sealed record ImportColumnRow(string Name, IReadOnlyList<string> Aliases, bool Required, string Help, string? Allowed, string Example);

internal sealed class GetImportKindsHandler(ImportDesk desk) : IRequestHandler<GetImportKinds, IReadOnlyList<ImportKindRow>>
{
    public Task<IReadOnlyList<ImportKindRow>> Handle(GetImportKinds request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ImportKindRow>>([.. desk.Allowed().Select(d => new ImportKindRow(
            d.Kind, d.Title, d.Notes, [.. d.Columns.Select(c => new ImportColumnRow(c.Name, c.Aliases, c.Required, c.Help, c.Allowed, c.Example))]))]);
}
