using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>What was read off the instruments of a store.</summary>
internal interface IReading
{
    DateOnly? Day { get; }

    TimeOnly? Time { get; }

    /// <summary>°C.</summary>
    decimal? Temperature { get; }

    /// <summary>Relative humidity in percent.</summary>
    decimal? Humidity { get; }

    /// <summary>Needed outside the store's limits.</summary>
    string? Measure { get; }

    /// <summary>Null: whoever enters it.</summary>
    string? ReadBy { get; }
}

/// <summary>
/// Enters temperature and humidity of a store. Outside its limits the measure taken is needed. The same key is taken once. Refuses NOT_FOUND, STORE_CLOSED and
/// REASON_REQUIRED.
/// </summary>
[Label("登记储存条件")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/stores/{storeId}/readings", "登记库房的温度、湿度；超出范围的须写明采取的措施")]
[Clauses("P3-STORAGE-01")]
internal sealed record RecordReading(
    int SiteId, Guid StoreId, Guid Key, DateOnly? Day, TimeOnly? Time, decimal? Temperature, decimal? Humidity, string? Measure = null, string? ReadBy = null)
    : ICommand<Guid>, ISiteRequest, IIdempotent, IReading;

/// <summary>
/// Corrects a reading: the right one is entered anew, the wrong one stays, struck, with the reason. It is judged by the limits of today. Refuses NOT_FOUND,
/// READING_STRUCK and REASON_REQUIRED.
/// </summary>
[Label("更正储存条件记录")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/readings/{id}/correction", "更正一条温度、湿度记录；原记录划去保留")]
[Clauses("P3-STORAGE-01")]
internal sealed record CorrectReading(
    int SiteId, Guid Id, DateOnly? Day, TimeOnly? Time, decimal? Temperature, decimal? Humidity, string Reason, string? Measure = null, string? ReadBy = null)
    : ICommand<Guid>, ISiteRequest, IReasonedRequest, IReading;

/// <summary>Strikes a reading that was entered by mistake; it stays visible. Refuses NOT_FOUND and READING_STRUCK.</summary>
[Label("划去储存条件记录")]
[Requires(SuppliesPermissions.Post)]
[Endpoint(Verb.Post, "supplies/sites/{siteId}/readings/{id}/striking", "划去一条误登的温度、湿度记录，须写明原因")]
[Clauses("P3-STORAGE-01")]
internal sealed record StrikeReading(int SiteId, Guid Id, string Reason) : ICommand, ISiteRequest, IReasonedRequest;

internal abstract class ReadingValidator<T> : AbstractValidator<T>
    where T : IReading
{
    protected ReadingValidator(ChinaTime time)
    {
        RuleFor(r => r.Day).NotNull().WithMessage("请填写日期。").GreaterThanOrEqualTo(new DateOnly(2000, 1, 1)).WithMessage("日期太早。").Must(d => d is null || d <= time.Today).WithMessage("日期不能晚于今天。");
        RuleFor(r => r.Time).NotNull().WithMessage("请填写时间。").Must((r, t) => r.Day != time.Today || t is null || t <= TimeOnly.FromDateTime(time.Now.DateTime)).WithMessage("时间不能晚于现在。");
        RuleFor(r => r.Temperature).NotNull().WithMessage("请填写温度。").InclusiveBetween(-40, 70).WithMessage("温度须在 -40 至 70 之间。").PrecisionScale(5, 1, true).WithMessage("温度最多 1 位小数。");
        RuleFor(r => r.Humidity).NotNull().WithMessage("请填写相对湿度。").InclusiveBetween(0, 100).WithMessage("湿度须在 0 至 100 之间。").PrecisionScale(5, 1, true).WithMessage("湿度最多 1 位小数。");
        RuleFor(r => r.Measure).MaximumLength(300).WithMessage("措施最多 300 字。");
        RuleFor(r => r.ReadBy).MaximumLength(50).WithMessage("测记人最多 50 字。");
    }
}

internal sealed class RecordReadingValidator : ReadingValidator<RecordReading>
{
    public RecordReadingValidator(ChinaTime time)
        : base(time)
    {
        RuleFor(r => r.Key).NotEmpty().WithMessage("缺少请求号。");
        RuleFor(r => r.StoreId).NotEmpty().WithMessage("请选择库房。");
    }
}

internal sealed class CorrectReadingValidator : ReadingValidator<CorrectReading>
{
    public CorrectReadingValidator(ChinaTime time)
        : base(time) => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明更正原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class StrikeReadingValidator : AbstractValidator<StrikeReading>
{
    public StrikeReadingValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("请写明划去原因。").MaximumLength(200).WithMessage("原因最多 200 字。");
}

internal sealed class ReadingHandlers(SuppliesDbContext db, StoreDesk desk, Operation operation)
    : IRequestHandler<RecordReading, Guid>, IRequestHandler<CorrectReading, Guid>, IRequestHandler<StrikeReading, Unit>
{
    public async Task<Guid> Handle(RecordReading request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        if (await db.Set<StorageReading>().AnyAsync(r => r.Id == request.Key && r.StoreId == store.Id, cancellationToken))
        {
            operation.Note("重复请求，已登记");
            return request.Key;
        }

        return await AddAsync(store, request.Key, Guid.Empty, request, cancellationToken);
    }

    public async Task<Guid> Handle(CorrectReading request, CancellationToken cancellationToken)
    {
        var old = await StrikeAsync(request.SiteId, request.Id, request.Reason, cancellationToken);
        var store = await db.Set<Store>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == old.StoreId, cancellationToken) ?? throw StoreDesk.NotFound();
        return await AddAsync(store, Keys.New(), old.Id, request, cancellationToken);
    }

    public async Task<Unit> Handle(StrikeReading request, CancellationToken cancellationToken)
    {
        await StrikeAsync(request.SiteId, request.Id, request.Reason, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private async Task<StorageReading> StrikeAsync(int siteId, Guid id, string reason, CancellationToken cancellationToken)
    {
        // Of two who correct the same reading, the second sees what the first did.
        var row = db.Set<StorageReading>().Where(r => r.Id == id && r.SiteId == siteId);
        await row.ExecuteUpdateAsync(s => s.SetProperty(r => r.StruckBy, r => r.StruckBy), cancellationToken);
        var reading = await row.FirstOrDefaultAsync(cancellationToken) ?? throw Refusals.NotFound("这条记录");
        if (reading.StruckAt is not null)
        {
            throw new RefusalException("READING_STRUCK", "这条记录已经更正或划去，请刷新后查看。", RefusalKind.Conflict);
        }

        (reading.StruckAt, reading.StruckBy, reading.StruckReason) = (operation.Now, operation.Actor.Name, reason.Trim());
        return reading;
    }

    private async Task<Guid> AddAsync(Store store, Guid id, Guid replaces, IReading said, CancellationToken cancellationToken)
    {
        var (temperature, humidity, measure) = (said.Temperature!.Value, said.Humidity!.Value, said.Measure?.Trim() ?? "");
        var outside = StorageRules.OutOfLimits(store, temperature, humidity);
        if (outside && measure.Length == 0)
        {
            throw new RefusalException(
                "REASON_REQUIRED", $"超出“{store.Name}”的储存条件（{StorageRules.LimitsOf(store)}），请写明采取的措施。", RefusalKind.Invalid, [new FieldError(nameof(said.Measure), "请写明采取的措施")]);
        }

        db.Add(new StorageReading
        {
            Id = id,
            SiteId = store.SiteId,
            StoreId = store.Id,
            Day = said.Day!.Value,
            Time = said.Time!.Value,
            Temperature = temperature,
            Humidity = humidity,
            OutOfLimits = outside,
            Measure = measure,
            ReadBy = said.ReadBy?.Trim() is { Length: > 0 } name ? name : operation.Actor.Name,
            EnteredBy = operation.Actor.AccountId,
            EnteredByName = operation.Actor.Name,
            EnteredAt = operation.Now,
            Replaces = replaces,
        });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{store.Name} {said.Day:yyyy-MM-dd}{(outside ? "，超出范围" : "")}");
        return id;
    }
}
