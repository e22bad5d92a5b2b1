using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Register;

/// <summary>
/// Registers somebody who moved in or out, or corrects a registration, which needs a reason. Identity number, telephone and address are voluntary; left empty at a correction they
/// stay. Suggests matches with other sites. Refuses NOT_FOUND, CHANGED_MEANWHILE, NOT_YOUR_VILLAGE, ALREADY_REGISTERED, RECORD_VOID, REASON_REQUIRED and VALIDATION.
/// </summary>
/// <param name="Id">Null: a new registration.</param>
[Label("登记流动人口")]
[Requires(MigrantPermissions.Register)]
[Endpoint(Verb.Post, "migrants/sites/{siteId}/records", "登记或更正一名流入、流出人员（居住信息）")]
[Clauses("P1-OFFICE-07", "P3-MIGMGMT-05a", "P3-MIGVILLAGE-05a", "P3-MIGSERVICE-02", "P4-MIGMANAGER-05")]
internal sealed record SaveMigrant(
    int SiteId, Guid? Id, Guid VillageId, Move Move, string Name, string? IdentityNumber, string? Phone, string? Address, string? FromPlace, string? ToPlace, DateOnly? MovedOn, Housing Housing,
    string? Reason = null, Guid? Version = null) : ICommand<Guid>, ISiteRequest
{
    /// <summary>Without the person: requests end up in logs.</summary>
    public override string ToString() => $"{nameof(SaveMigrant)} {SiteId} {Id}";
}

internal sealed class SaveMigrantValidator : AbstractValidator<SaveMigrant>
{
    public SaveMigrantValidator()
    {
        RuleFor(c => c.VillageId).NotEmpty().WithMessage("请选择村（社区）。");
        RuleFor(c => c.Move).IsInEnum().WithMessage("请选择流入或流出。");
        RuleFor(c => c.Name).NotEmpty().WithMessage("请填写姓名。").MaximumLength(50).WithMessage("姓名最多 50 字。");
        RuleFor(c => c.FromPlace).MaximumLength(100).WithMessage("来处最多 100 字。");
        RuleFor(c => c.ToPlace).MaximumLength(100).WithMessage("去处最多 100 字。");
        RuleFor(c => c.FromPlace).NotEmpty().When(c => c.Move == Move.In).WithMessage("请填写从何处来（省、市、乡镇）。");
        RuleFor(c => c.ToPlace).NotEmpty().When(c => c.Move == Move.Out).WithMessage("请填写到何处去（省、市、乡镇）。");
        RuleFor(c => c.MovedOn).NotNull().WithMessage("请填写流动日期。").GreaterThanOrEqualTo(MigrantRules.Earliest).WithMessage("日期太早。");
        RuleFor(c => c.Housing).IsInEnum().WithMessage("请选择居住方式。");
        RuleFor(c => c.Reason).MaximumLength(200).WithMessage("原因最多 200 字。");
    }
}

internal sealed class SaveMigrantHandler(MigrantsDbContext db, MigrantDesk desk, MatchFinder matches, Protector protector, Operation operation) : IRequestHandler<SaveMigrant, Guid>
{
    public async Task<Guid> Handle(SaveMigrant request, CancellationToken cancellationToken)
    {
        if (request.MovedOn > operation.Today)
        {
            throw new RefusalException("VALIDATION", "流动日期不能晚于今天。", RefusalKind.Invalid, [new FieldError(nameof(request.MovedOn), "不能晚于今天")]);
        }

        await desk.VillageAsync(request.SiteId, request.VillageId, cancellationToken);
        await RefuseTwiceAsync(request, cancellationToken);
        var record = request.Id is { } id ? await OldAsync(request, id, cancellationToken) : New(request);
        (record.VillageId, record.Name, record.FromPlace, record.ToPlace) = (request.VillageId, Tidy(request.Name), request.FromPlace?.Trim() ?? "", request.ToPlace?.Trim() ?? "");
        (record.MovedOn, record.Housing) = (request.MovedOn!.Value, request.Housing);
        Protect(MigrantFields.IdentityNumber, record, request.IdentityNumber);
        Protect(MigrantFields.Phone, record, request.Phone);
        Protect(MigrantFields.Address, record, request.Address);
        await db.SaveChangesAsync(cancellationToken);
        if (await matches.FindAsync([record], cancellationToken) is > 0 and var found)
        {
            await db.SaveChangesAsync(cancellationToken);
            operation.Note($"发现 {found} 条流出流入匹配");
        }

        return record.Id;
    }

    private MigrantRecord New(SaveMigrant request)
    {
        var record = MigrantNumbers.New(request.SiteId, request.VillageId, request.Move, Tidy(request.Name), operation);
        db.Add(record);
        return record;
    }

    private async Task<MigrantRecord> OldAsync(SaveMigrant request, Guid id, CancellationToken cancellationToken)
    {
        if (request.Reason?.Trim() is not { Length: >= 2 } reason)
        {
            throw new RefusalException("REASON_REQUIRED", "更正登记请写明原因，2 至 200 字。", RefusalKind.Invalid, [new FieldError(nameof(request.Reason), "请写明原因")]);
        }

        var record = await desk.RecordAsync(request.SiteId, id, request.Version, cancellationToken);
        if (record.State == RecordState.Void || record.Move != request.Move)
        {
            throw new RefusalException("RECORD_VOID", "这条登记已作废，或流动方向登记错了。请作废后重新登记。", RefusalKind.Conflict);
        }

        operation.Note($"更正登记 {record.Number}：{reason}");
        return record;
    }

    // One current registration a person, direction and site.
    private async Task RefuseTwiceAsync(SaveMigrant request, CancellationToken cancellationToken)
    {
        var indexes = protector.Indexes(MigrantFields.IdentityNumber, request.IdentityNumber ?? "");
        var number = indexes.Count == 0
            ? null
            : await db.Set<MigrantRecord>()
                .Where(r => r.SiteId == request.SiteId && r.Move == request.Move && r.State == RecordState.Current && r.Id != request.Id && indexes.Contains(r.IdentityNumberIndex))
                .Select(r => r.Number).FirstOrDefaultAsync(cancellationToken);
        if (number is not null)
        {
            throw new RefusalException(
                "ALREADY_REGISTERED", $"这个身份证号已登记（登记号 {number}）。请打开该登记更正，或先结束该登记。", RefusalKind.Conflict, [new FieldError(nameof(request.IdentityNumber), "已登记")]);
        }
    }

    private static string Tidy(string name) => Names.Tidy(name.Trim()) is { Reason: null } tidy ? tidy.Value : name.Trim();

    // Sealing anew what is there already would change the row for nothing.
    private void Protect(ProtectedField<MigrantRecord> field, MigrantRecord record, string? text)
    {
        if (text?.Trim() is { Length: > 0 } full)
        {
            protector.Set(field, record, full);
        }
    }
}

/// <summary>Makes registrations with a number of their own.</summary>
internal static class MigrantNumbers
{
    /// <summary>流入20261123-1A2B3C: never the person's own number.</summary>
    public static MigrantRecord New(int siteId, Guid villageId, Move move, string name, Operation operation)
    {
        var id = Infrastructure.Keys.New();
        return new MigrantRecord
        {
            Id = id,
            SiteId = siteId,
            VillageId = villageId,
            Move = move,
            Name = name,
            Number = $"{(move == Move.In ? "入" : "出")}{operation.Today:yyyyMMdd}-{id.ToString("N")[^8..].ToUpperInvariant()}",
            RecordedOn = operation.Today,
            RecordedByName = operation.Actor.Name,
        };
    }
}
