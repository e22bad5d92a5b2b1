using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Trail.Pages;

/// <summary>One entry with what it changed, before and after. Two statements.</summary>
[Requires(CorePermissions.ViewTrail)]
[Endpoint(Verb.Get, "trail/{id}", "一条操作日志及其前后变化")]
internal sealed record GetTrailEntry(Guid Id) : IQuery<TrailEntryView>;

/// <param name="Hash">Hexadecimal; empty for an entry from before there were chains.</param>
internal sealed record TrailEntryView(TrailRow Row, string Module, long Sequence, string Hash, Guid CorrelationId, IReadOnlyList<TrailChangeView> Changes);

/// <param name="What">Chinese: which kind of record, and what happened to it.</param>
internal sealed record TrailChangeView(string What, string Key, IReadOnlyList<TrailFieldView> Fields);

/// <param name="Hidden">A sensitive field: it changed; its values are not kept here.</param>
internal sealed record TrailFieldView(string Name, string Before, string After, bool Hidden);

internal sealed class GetTrailEntryHandler(CoreDbContext db, TrailWords words, ModuleCatalog catalog) : IRequestHandler<GetTrailEntry, TrailEntryView>
{
    public async Task<TrailEntryView> Handle(GetTrailEntry request, CancellationToken cancellationToken)
    {
        var entry = await db.Set<TrailEntry>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == request.Id, cancellationToken)
            ?? throw Refusals.NotFound("这条操作日志");
        var site = await db.Set<Division>().AsNoTracking().Where(d => d.Id == entry.SiteId).Select(d => d.FullName).FirstOrDefaultAsync(cancellationToken);
        var row = new TrailRow(
            entry.Id, entry.At, entry.ActorName, entry.AccountId, entry.SiteId, site ?? (entry.SiteId == 0 ? "全国" : entry.SiteId.ToString(CultureInfo.InvariantCulture)),
            words.Action(entry.Action), entry.Outcome, entry.RecordRef, entry.Detail, entry.Reason, entry.Channel, entry.RemoteAddress);
        return new TrailEntryView(
            row, catalog.Find(entry.ModuleId)?.Name ?? "", entry.Sequence, Convert.ToHexStringLower(entry.Hash), entry.CorrelationId,
            [.. ChangeJson.Read(entry.Changes).Select(View)]);
    }

    private TrailChangeView View(RecordedChange change) => new(
        $"{words.Entity(change.Entity)}：{Word(change)}",
        change.Key,
        [.. (change.Fields ?? []).Select(f => new TrailFieldView(words.Field(change.Entity, f.Name), Shown(f.Before), Shown(f.After), f.Hidden))]);

    private static string Word(RecordedChange change) => (change.Kind, change.Key.Length == 0) switch
    {
        (ChangeKind.Bulk, _) => $"批量写入 {change.Rows} 条",
        (ChangeKind.Added, true) => $"另新增 {change.Rows} 条",
        (ChangeKind.Changed, true) => $"另修改 {change.Rows} 条",
        (ChangeKind.Deleted, true) => $"另删除 {change.Rows} 条",
        (ChangeKind.Added, _) => "新增",
        (ChangeKind.Changed, _) => "修改",
        _ => "删除",
    };

    private static string Shown(string? value) => value switch { null => "", "True" => "是", "False" => "否", _ => value };
}
