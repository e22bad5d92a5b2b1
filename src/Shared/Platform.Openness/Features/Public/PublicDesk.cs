using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.Openness.Features.Public;

/// <summary>
/// Serves people who are not signed in. They act as "the public" of exactly one division: what they send is marked anonymous, reads nothing beyond that division,
/// and can be sent by nobody through the API. Works the same for somebody who happens to be signed in.
/// </summary>
internal sealed class PublicDesk(PlatformSender sender)
{
    /// <summary>Tag of the cached public pages.</summary>
    public const string CacheTag = "public";

    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    /// <summary>The living division with this code, 6 or 9 digits; null: there is none.</summary>
    public async Task<DivisionRow?> FindAsync(string code, CancellationToken cancellationToken) =>
        code.Length is 6 or 9 && code.All(char.IsAsciiDigit)
            ? await sender.SendAs(Public(DivisionScope.None), new FindPublicDivision(code.PadRight(9, '0')), cancellationToken)
            : null;

    public Task<T> AskAsync<T>(DivisionRow division, IRequest<T> request, CancellationToken cancellationToken) =>
        sender.SendAs(Public(new DivisionScope(division.Id, division.Lo, division.Hi)), request, cancellationToken);

    // No address: what is said without a name leaves no trace to its sender.
    private static Actor Public(DivisionScope scope) => new(Guid.Empty, "公众", Guid.Empty, scope, Nothing, ActorChannel.Page);
}

[Anonymous]
internal sealed record FindPublicDivision(string Code) : IQuery<DivisionRow?>;

internal sealed class FindPublicDivisionHandler(IMediator mediator, Operation operation) : IRequestHandler<FindPublicDivision, DivisionRow?>
{
    public async Task<DivisionRow?> Handle(FindPublicDivision request, CancellationToken cancellationToken) =>
        await mediator.Send(new FindDivisionByCode(request.Code, operation.Today), cancellationToken) is { } found
            ? (await mediator.Send(new GetDivisions([found.Id]), cancellationToken)).FirstOrDefault()
            : null;
}
