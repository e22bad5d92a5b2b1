using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Pages;

/// <summary>One page of the changes of the scope, newest first. Two statements.</summary>
/// <param name="Text">Beginning of the code or of the name before the change.</param>
/// <param name="From">First effective day.</param>
/// <param name="Until">Last effective day.</param>
[Requires(CorePermissions.ViewDivisions)]
[Endpoint(Verb.Get, "divisions/changes", "区划变更列表，可按代码或名称、变更类型、状态、生效日期查找")]
internal sealed record ListDivisionChanges(
    PageRequest Page, string? Text = null, ChangeKind? Kind = null, ChangeState? State = null, DateOnly? From = null, DateOnly? Until = null)
    : IQuery<Page<DivisionChangeRow>>;

internal sealed record DivisionChangeRow(
    Guid Id, ChangeKind Kind, ChangeState State, DateOnly EffectiveOn, int DivisionId, string Code, string Name, string Sentence, string Document, string Source,
    string RecordedBy, DateTimeOffset RecordedAt, string Obstacle)
{
    public string KindText => ChangeWords.Of(Kind);

    public string StateText => Obstacle.Length > 0 ? "不能生效" : ChangeWords.Of(State);
}

internal sealed class ListDivisionChangesHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListDivisionChanges, Page<DivisionChangeRow>>
{
    public async Task<Page<DivisionChangeRow>> Handle(ListDivisionChanges request, CancellationToken cancellationToken)
    {
        var changes = InScope(db, operation.Actor.Scope);
        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            changes = changes.Where(c => c.Code.StartsWith(text) || c.NewCode.StartsWith(text) || c.Name.StartsWith(text) || c.NewName.StartsWith(text));
        }

        changes = request.Kind is { } kind ? changes.Where(c => c.Kind == kind) : changes;
        changes = request.State is { } state ? changes.Where(c => c.State == state) : changes;
        changes = request.From is { } from ? changes.Where(c => c.EffectiveOn >= from) : changes;
        changes = request.Until is { } until ? changes.Where(c => c.EffectiveOn <= until) : changes;
        var total = await changes.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "EffectiveOn" => changes.OrderBy(c => c.EffectiveOn).ThenBy(c => c.Id),
            "Code" => changes.OrderBy(c => c.Code).ThenBy(c => c.Id),
            "-Code" => changes.OrderByDescending(c => c.Code).ThenBy(c => c.Id),
            _ => changes.OrderByDescending(c => c.EffectiveOn).ThenByDescending(c => c.Id),
        };
        var rows = await sorted.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<DivisionChangeRow>([.. rows.Select(Row)], total);
    }

    /// <summary>Of divisions and villages inside, and those that name a code inside as new or as successor of nothing yet.</summary>
    public static IQueryable<DivisionChange> InScope(CoreDbContext db, DivisionScope scope) => scope == DivisionScope.Nation
        ? db.Set<DivisionChange>().AsNoTracking()
        : db.Set<DivisionChange>().AsNoTracking().Where(c =>
            (c.DivisionId >= scope.Lo && c.DivisionId <= scope.Hi && c.DivisionId > 0)
            || (c.DivisionId == 0 && db.Set<Village>().Any(v => v.Id == c.VillageId))
            || db.Set<DivisionSuccessor>().Any(s => s.ChangeId == c.Id && s.SuccessorId >= scope.Lo && s.SuccessorId <= scope.Hi));

    public static DivisionChangeRow Row(DivisionChange c) => new(
        c.Id, c.Kind, c.State, c.EffectiveOn, c.DivisionId, c.Code, c.Name, ChangeWords.Sentence(c), c.Document, c.Source, c.RecordedBy, c.RecordedAt,
        c.State == ChangeState.Planned ? c.Obstacle : "");
}
