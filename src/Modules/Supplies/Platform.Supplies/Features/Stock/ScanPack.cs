using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stock;

/// <summary>What a scanned GS1 code names in the catalogue: product, batch and dates; what the code does not say is taken from the batch if it is known. Refuses BAD_BARCODE and UNKNOWN_GTIN.</summary>
/// <param name="Code">As the scanner types it.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/scan", "识别药具包装上的 GS1 条码")]
[Clauses("P3-STREETSUPPLY-09b")]
internal sealed record ScanPack(int SiteId, string Code) : IQuery<ScannedPack>, ISiteRequest;

internal sealed record ScannedPack(Guid ProductId, string Product, string Unit, string BatchNumber, DateOnly? ProducedOn, DateOnly? ExpiresOn, string ApprovalNumber);

internal sealed class ScanPackValidator : AbstractValidator<ScanPack>
{
    public ScanPackValidator() => RuleFor(s => s.Code).NotEmpty().WithMessage("请扫描条码。").MaximumLength(200).WithMessage("条码太长。");
}

internal sealed class ScanPackHandler(SuppliesDbContext db, StoreDesk desk, Operation operation) : IRequestHandler<ScanPack, ScannedPack>
{
    public async Task<ScannedPack> Handle(ScanPack request, CancellationToken cancellationToken)
    {
        var code = Gs1.Parse(request.Code, operation.Today, out var fault);
        if (code?.Gtin is not { } gtin)
        {
            throw new RefusalException("BAD_BARCODE", fault.Length > 0 ? fault : "条码中没有商品条码，请手工选择品种。", RefusalKind.Invalid, [new FieldError(nameof(request.Code), "不能识别")]);
        }

        var product = await desk.ProductsOf(request.SiteId).AsNoTracking().FirstOrDefaultAsync(p => p.Gtin == gtin && p.Active, cancellationToken)
            ?? throw new RefusalException("UNKNOWN_GTIN", $"品种目录中没有条码为 {gtin} 的品种，请在目录中补登，或手工选择。", RefusalKind.NotFound, [new FieldError(nameof(request.Code), "目录中没有")]);
        var batch = code.Batch is { } number ? await db.Set<Batch>().AsNoTracking().FirstOrDefaultAsync(b => b.ProductId == product.Id && b.Number == number, cancellationToken) : null;
        return new ScannedPack(product.Id, product.Text, product.Unit, code.Batch ?? "", code.ProducedOn ?? batch?.ProducedOn, code.ExpiresOn ?? batch?.ExpiresOn, batch?.ApprovalNumber ?? "");
    }
}
