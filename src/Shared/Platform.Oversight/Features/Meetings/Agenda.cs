using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Meetings;

/// <summary>Adds an own item to the agenda, or changes one, before the meeting is held. Items that modules and findings gave keep their words.</summary>
/// <param name="ItemId">Null: a new item.</param>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Post, "oversight/meetings/agenda", "新增或修改会议议题")]
[Clauses("P3-WORKRULES-01")]
internal sealed record SaveAgendaItem(int SiteId, Guid Id, Guid? ItemId, string Title, string? Detail = null) : ICommand<Guid>, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed class SaveAgendaItemValidator : AbstractValidator<SaveAgendaItem>
{
    public SaveAgendaItemValidator()
    {
        RuleFor(r => r.Title).NotEmpty().WithMessage("请填写议题").MaximumLength(200).WithMessage("议题不超过200字");
        RuleFor(r => r.Detail).MaximumLength(2000).WithMessage("说明不超过2000字");
    }
}

internal sealed class SaveAgendaItemHandler(OversightDbContext db) : IRequestHandler<SaveAgendaItem, Guid>
{
    public async Task<Guid> Handle(SaveAgendaItem request, CancellationToken cancellationToken)
    {
        await AgendaDesk.OpenAsync(db, request.SiteId, request.Id, cancellationToken);
        var item = request.ItemId is { } id ? await AgendaDesk.OwnAsync(db, request.Id, id, cancellationToken) : await NewAsync(request, cancellationToken);
        (item.Title, item.Detail) = (request.Title.Trim(), request.Detail?.Trim() ?? "");
        await db.SaveChangesAsync(cancellationToken);
        return item.Id;
    }

    private async Task<AgendaItem> NewAsync(SaveAgendaItem request, CancellationToken cancellationToken)
    {
        var last = await db.Set<AgendaItem>().Where(a => a.MeetingId == request.Id).MaxAsync(a => (int?)a.Position, cancellationToken) ?? 0;
        var id = Keys.New();
        var item = new AgendaItem { Id = id, SiteId = request.SiteId, MeetingId = request.Id, Source = AgendaSource.Own, Key = $"own:{id:N}", Title = request.Title, Position = last + 1 };
        db.Add(item);
        return item;
    }
}

/// <summary>Takes an own item off the agenda before the meeting is held.</summary>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Delete, "oversight/meetings/agenda", "删除会议议题")]
[Clauses("P3-WORKRULES-01")]
internal sealed record RemoveAgendaItem(int SiteId, Guid Id, Guid ItemId) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed class RemoveAgendaItemHandler(OversightDbContext db) : IRequestHandler<RemoveAgendaItem, Unit>
{
    public async Task<Unit> Handle(RemoveAgendaItem request, CancellationToken cancellationToken)
    {
        await AgendaDesk.OpenAsync(db, request.SiteId, request.Id, cancellationToken);
        db.Remove(await AgendaDesk.OwnAsync(db, request.Id, request.ItemId, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

/// <summary>Moves an item of any source one place up or down before the meeting is held. At the end of the list nothing changes.</summary>
[Requires(OversightPermissions.WriteMinutes)]
[Endpoint(Verb.Post, "oversight/meetings/agenda/move", "调整会议议题次序")]
[Clauses("P3-WORKRULES-01")]
internal sealed record MoveAgendaItem(int SiteId, Guid Id, Guid ItemId, bool Up) : ICommand, ISiteRequest, IRecordRequest
{
    public string RecordRef => $"meeting:{Id}";
}

internal sealed class MoveAgendaItemHandler(OversightDbContext db) : IRequestHandler<MoveAgendaItem, Unit>
{
    public async Task<Unit> Handle(MoveAgendaItem request, CancellationToken cancellationToken)
    {
        await AgendaDesk.OpenAsync(db, request.SiteId, request.Id, cancellationToken);
        var items = await db.Set<AgendaItem>().Where(a => a.MeetingId == request.Id).OrderBy(a => a.Position).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        var from = items.FindIndex(a => a.Id == request.ItemId);
        var to = from + (request.Up ? -1 : 1);
        if (from < 0)
        {
            throw AgendaDesk.NotThere();
        }

        if (to < 0 || to >= items.Count)
        {
            return Unit.Value;
        }

        (items[from], items[to]) = (items[to], items[from]);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].Position = i + 1;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal static class AgendaDesk
{
    /// <summary>Refuses when the meeting is not there or was held already.</summary>
    public static async Task OpenAsync(OversightDbContext db, int siteId, Guid meetingId, CancellationToken cancellationToken)
    {
        var meeting = await db.Set<Meeting>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == meetingId && m.SiteId == siteId, cancellationToken) ?? throw MeetingRefusals.NotFound();
        if (meeting.State == MeetingState.Held)
        {
            throw new RefusalException("MEETING_HELD", "会议记录已经确认，议程不能再改。需要更正时，请先撤回确认。", RefusalKind.Conflict);
        }
    }

    public static async Task<AgendaItem> OwnAsync(OversightDbContext db, Guid meetingId, Guid itemId, CancellationToken cancellationToken)
    {
        var item = await db.Set<AgendaItem>().FirstOrDefaultAsync(a => a.Id == itemId && a.MeetingId == meetingId, cancellationToken) ?? throw NotThere();
        return item.Source == AgendaSource.Own
            ? item
            : throw new RefusalException("NOT_OWN_ITEM", "只能修改、删除本次提出的议题；业务模块和稽核列入的议题可以调整次序。", RefusalKind.Refused);
    }

    public static RefusalException NotThere() => new("NOT_FOUND", "没有找到这个议题，可能刚刚被另一位同事删除，请刷新。", RefusalKind.NotFound);
}
