using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Residents;

/// <summary>
/// Puts somebody on the ledger: newborn, moved in, or there already when the ledger was begun. Refuses NOT_HERE, IN_FUTURE, NUMBER_TAKEN (the number is on this township's
/// ledger), SIMILAR_PERSON (same name and birth date; send again with <paramref name="Confirmed"/>).
/// </summary>
/// <param name="Arrival">Birth or MovedIn; null: lived here before.</param>
/// <param name="On">Day of arrival; of a birth the birth date. Null without an arrival: lived here from birth.</param>
/// <param name="Group">Resident group, for example 第三组; kept with the household.</param>
[Label("登记居民")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/residents", "登记一位居民：出生、迁入，或初次建账")]
[Clauses("P1-OFFICE-03a", "P3-STREETOFFICE-02a")]
internal sealed record RegisterResident(
    int SiteId, Guid VillageId, EventKind? Arrival, string Name, Sex Sex, DateOnly? BirthDate, ResidenceKind Residence, DateOnly? On = null, string? IdentityNumber = null, string? Household = null,
    string? Group = null, string? Address = null, bool Confirmed = false) : ICommand<Guid>, ISiteRequest;

internal sealed class RegisterResidentValidator : AbstractValidator<RegisterResident>
{
    public RegisterResidentValidator()
    {
        RuleFor(r => r.VillageId).NotEmpty().WithMessage("请选择村（社区）。");
        RuleFor(r => r.Arrival).Must(a => a is null or EventKind.Birth or EventKind.MovedIn).WithMessage("请选择出生、迁入或初次建账。");
        RuleFor(r => r.Name).NotEmpty().WithMessage("请填写姓名。").MaximumLength(50).WithMessage("姓名最多 50 字。")
            .Must(n => string.IsNullOrEmpty(n) || Names.Tidy(n).Reason is null).WithMessage("姓名里不应有数字");
        RuleFor(r => r.Sex).IsInEnum().WithMessage("请选择性别。");
        RuleFor(r => r.Residence).IsInEnum().WithMessage("请选择居住类别。");
        RuleFor(r => r.BirthDate).NotNull().WithMessage("请填写出生日期。").GreaterThanOrEqualTo(LedgerRules.Earliest).WithMessage("出生日期不能早于 1900 年。");
        RuleFor(r => r.On).NotNull().When(r => r.Arrival == EventKind.MovedIn).WithMessage("请填写迁入日期。");
        RuleFor(r => r.On).GreaterThanOrEqualTo(r => r.BirthDate).When(r => r is { On: not null, BirthDate: not null }).WithMessage("日期不能早于出生日期。");
        RuleFor(r => r.Household).MaximumLength(30).WithMessage("户号最多 30 字。");
        RuleFor(r => r.Group).MaximumLength(30).WithMessage("小组最多 30 字。");
    }
}

/// <summary>Mends what was written wrong about somebody; village and kind of residence change by a transfer. Refuses NOT_FOUND, CHANGED_MEANWHILE, NUMBER_TAKEN.</summary>
/// <param name="IdentityNumber">Null: stays as it is.</param>
/// <param name="Address">Of the household; null: stays as it is.</param>
[Label("更正居民")]
[Requires(StatisticsPermissions.Edit)]
[Endpoint(Verb.Put, "statistics/sites/{siteId}/residents/{id}", "更正居民的姓名、性别、出生日期、证件号、户号和住址，写明原因")]
[Clauses("P4-RESSTAT-04")]
internal sealed record CorrectResident(
    int SiteId, Guid Id, string Name, Sex Sex, DateOnly? BirthDate, string Reason, string? IdentityNumber = null, string? Household = null, string? Group = null, string? Address = null,
    Guid? Version = null) : ICommand, ISiteRequest, IReasonedRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => LedgerFields.IdentityNumber.RefOf(Id);
}

internal sealed class CorrectResidentValidator : AbstractValidator<CorrectResident>
{
    public CorrectResidentValidator()
    {
        RuleFor(r => r.Name).NotEmpty().WithMessage("请填写姓名。").MaximumLength(50).WithMessage("姓名最多 50 字。")
            .Must(n => string.IsNullOrEmpty(n) || Names.Tidy(n).Reason is null).WithMessage("姓名里不应有数字");
        RuleFor(r => r.Sex).IsInEnum().WithMessage("请选择性别。");
        RuleFor(r => r.BirthDate).NotNull().WithMessage("请填写出生日期。").GreaterThanOrEqualTo(LedgerRules.Earliest).WithMessage("出生日期不能早于 1900 年。");
        RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
        RuleFor(r => r.Household).MaximumLength(30).WithMessage("户号最多 30 字。");
        RuleFor(r => r.Group).MaximumLength(30).WithMessage("小组最多 30 字。");
    }
}

internal sealed class SaveResidentHandlers(StatisticsDbContext db, LedgerDesk desk, LedgerBook book, Protector protector, Operation operation)
    : IRequestHandler<RegisterResident, Guid>, IRequestHandler<CorrectResident, Unit>
{
    public async Task<Guid> Handle(RegisterResident request, CancellationToken cancellationToken)
    {
        var (name, birth) = (Names.Tidy(request.Name).Value, request.BirthDate!.Value);
        var day = request.Arrival == EventKind.Birth ? birth : request.On ?? birth;
        LedgerRules.RequirePast(day, operation.Today);
        await desk.RequireVillageAsync(request.SiteId, request.VillageId, cancellationToken);
        await RequireFreeAsync(request.SiteId, Guid.Empty, request.IdentityNumber, cancellationToken);
        if (!request.Confirmed && await db.Set<Resident>().AnyAsync(r => r.SiteId == request.SiteId && r.Name == name && r.BirthDate == birth && r.To == OpenEnd.Never, cancellationToken))
        {
            throw new RefusalException("SIMILAR_PERSON", $"台账上已有同名同生日的“{name}”。确实是另一个人的，请勾选“确认不是同一人”后再提交。", RefusalKind.Conflict, [new FieldError(nameof(request.Name), "已有同名同生日的人")]);
        }

        var household = await desk.HouseholdAsync(request.SiteId, request.VillageId, request.Household, request.Group, cancellationToken);
        SetAddress(household, request.Address);
        var resident = new Resident
        {
            SiteId = request.SiteId,
            VillageId = request.VillageId,
            HouseholdId = household?.Id ?? Guid.Empty,
            Name = name,
            Residence = request.Residence,
            From = day,
        };
        book.Describe(resident, name, request.Sex, birth, request.IdentityNumber);
        db.Add(resident);
        if (request.Arrival is { } kind)
        {
            book.Record(resident, kind, day);
        }

        await db.SaveChangesAsync(cancellationToken);
        return resident.Id;
    }

    public async Task<Unit> Handle(CorrectResident request, CancellationToken cancellationToken)
    {
        var resident = await desk.ResidentAsync(request.SiteId, request.Id, request.Version, cancellationToken);
        var (name, birth) = (Names.Tidy(request.Name).Value, request.BirthDate!.Value);
        if (birth > resident.From && resident.From != OpenEnd.Ever)
        {
            throw new RefusalException("AFTER_ARRIVAL", $"出生日期晚于入账日期 {resident.From:yyyy-MM-dd}。", RefusalKind.Invalid, [new FieldError(nameof(request.BirthDate), "晚于入账日期")]);
        }

        var household = await desk.HouseholdAsync(request.SiteId, resident.VillageId, request.Household, request.Group, cancellationToken);
        SetAddress(household, request.Address);
        resident.HouseholdId = household?.Id ?? resident.HouseholdId;
        if (request.IdentityNumber is { } number)
        {
            await RequireFreeAsync(request.SiteId, resident.Id, number, cancellationToken);
            book.Describe(resident, name, request.Sex, birth, number);
        }
        else
        {
            (resident.Name, resident.Initials, resident.Sex, resident.BirthDate) = (name, LedgerBook.Initials(name), request.Sex, birth);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private void SetAddress(Household? household, string? address)
    {
        if (address is null)
        {
            return;
        }

        if (household is null && address.Trim().Length > 0)
        {
            throw new RefusalException("NO_HOUSEHOLD", "住址记在户上，请先填写户号。", RefusalKind.Invalid, [new FieldError("Household", "请填写户号")]);
        }

        if (household is not null)
        {
            protector.Set(LedgerFields.Address, household, address);
        }
    }

    private async Task RequireFreeAsync(int siteId, Guid self, string? number, CancellationToken cancellationToken)
    {
        var indexes = protector.Indexes(LedgerFields.IdentityNumber, number ?? "");
        if (indexes.Count > 0 && await db.Set<Resident>().AnyAsync(r => r.SiteId == siteId && r.Id != self && r.To == OpenEnd.Never && indexes.Contains(r.IdentityNumberIndex), cancellationToken))
        {
            throw new RefusalException("NUMBER_TAKEN", "这个身份证号已在本乡镇的台账上。请按身份证号查找，不要重复登记。", RefusalKind.Conflict, [new FieldError("IdentityNumber", "已在台账上")]);
        }
    }
}
