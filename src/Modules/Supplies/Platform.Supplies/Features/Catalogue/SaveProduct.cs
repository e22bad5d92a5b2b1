using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Catalogue;

/// <summary>
/// Adds a product to a division's catalogue or changes one. Refuses NOT_FOUND, CODE_TAKEN, CHANGED_MEANWHILE, and UNIT_IN_USE where the unit of goods in the book would
/// change. Fields as in <see cref="Product"/>.
/// </summary>
/// <param name="SiteId">The division that keeps the catalogue.</param>
/// <param name="Packs">Larger packs of it; none: it comes in single units.</param>
[Label("保存药具品种")]
[Requires(SuppliesPermissions.Catalogue)]
[Endpoint(Verb.Put, "supplies/divisions/{siteId}/products", "新增或修改药具品种")]
[Clauses("P3-DISTRIBUTION-03")]
internal sealed record SaveProduct(
    int SiteId, Guid? Id, string Code, string Name, string Unit, string? Specification = null, string? Dose = null, IReadOnlyList<PackRow>? Packs = null, string? Gtin = null,
    bool InstitutionOnly = false, bool Active = true, Guid? Version = null) : ICommand<Guid>, ISiteRequest;

internal sealed class SaveProductValidator : AbstractValidator<SaveProduct>
{
    public SaveProductValidator()
    {
        RuleFor(p => p.Code).NotEmpty().WithMessage("请填写货号。").MaximumLength(30).WithMessage("货号最多 30 字。");
        RuleFor(p => p.Name).NotEmpty().WithMessage("请填写品名。").MaximumLength(100).WithMessage("品名最多 100 字。");
        RuleFor(p => p.Unit).NotEmpty().WithMessage("请填写最小单位，如 只、板、支。").MaximumLength(10).WithMessage("单位最多 10 字。");
        RuleFor(p => p.Specification).MaximumLength(100).WithMessage("规格最多 100 字。");
        RuleFor(p => p.Dose).MaximumLength(100).WithMessage("剂量最多 100 字。");
        RuleFor(p => p.Gtin).Must(g => Gs1.IsGtin(g!.Trim())).When(p => !string.IsNullOrWhiteSpace(p.Gtin)).WithMessage("商品条码须为 14 位数字，末位校验码不对。13 位的请在前面加 0。");
        RuleForEach(p => p.Packs).ChildRules(k =>
        {
            k.RuleFor(r => r.Name).NotEmpty().WithMessage("请填写包装名称，如 盒、箱。").MaximumLength(10).WithMessage("包装名称最多 10 字。");
            k.RuleFor(r => r.Units).InclusiveBetween(2, 1_000_000).WithMessage("每包装单位数须在 2 至 1000000 之间。");
        });
        RuleFor(p => p.Packs).Must(k => k!.Select(r => r.Name?.Trim()).Distinct().Count() == k!.Count).When(p => p.Packs is not null).WithMessage("包装名称不能重复。");
    }
}

internal sealed class SaveProductHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<SaveProduct, Guid>
{
    public async Task<Guid> Handle(SaveProduct request, CancellationToken cancellationToken)
    {
        var (code, unit) = (request.Code.Trim(), request.Unit.Trim());
        if (await db.Set<Product>().AnyAsync(p => p.DivisionId == request.SiteId && p.Code == code && p.Id != request.Id, cancellationToken))
        {
            throw new RefusalException("CODE_TAKEN", $"货号“{code}”已经有品种使用。", RefusalKind.Conflict, [new FieldError(nameof(request.Code), "货号已被使用")]);
        }

        var product = request.Id is null ? await AddAsync(request, code, unit, cancellationToken) : await OpenAsync(request, unit, cancellationToken);
        (product.Code, product.Name, product.Unit) = (code, request.Name.Trim(), unit);
        (product.Specification, product.Dose, product.Gtin) = (request.Specification?.Trim() ?? "", request.Dose?.Trim() ?? "", request.Gtin?.Trim() ?? "");
        (product.InstitutionOnly, product.Active) = (request.InstitutionOnly, request.Active);
        if (request.Packs is { } packs)
        {
            var known = await db.Set<ProductPack>().Where(p => p.ProductId == product.Id).ToListAsync(cancellationToken);
            List<ProductPack> wanted = [.. packs.Select(p => new ProductPack { ProductId = product.Id, Name = p.Name.Trim(), Units = p.Units })];
            db.RemoveRange(known.Where(k => !wanted.Exists(w => w.Name == k.Name && w.Units == k.Units)));
            db.AddRange(wanted.Where(w => !known.Exists(k => w.Name == k.Name && w.Units == k.Units)));
        }

        await db.SaveChangesAsync(cancellationToken);
        return product.Id;
    }

    private async Task<Product> AddAsync(SaveProduct request, string code, string unit, CancellationToken cancellationToken)
    {
        var division = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).Single();
        var product = new Product { DivisionId = division.Id, Lo = division.Lo, Hi = division.Hi, Code = code, Name = request.Name, Unit = unit };
        db.Add(product);
        return product;
    }

    private async Task<Product> OpenAsync(SaveProduct request, string unit, CancellationToken cancellationToken)
    {
        var product = await db.Set<Product>().FirstOrDefaultAsync(p => p.Id == request.Id && p.DivisionId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "本级目录中没有这个品种。上级的品种由上级修改。", RefusalKind.NotFound);
        Refusals.CheckVersion(request.Version, product.Version, "这个品种");

        return product.Unit != unit && await db.Set<Batch>().AnyAsync(b => b.ProductId == product.Id, cancellationToken)
            ? throw new RefusalException("UNIT_IN_USE", "这个品种已有批次入账，不能改单位。请停用它，另建一个品种。", RefusalKind.Refused, [new FieldError(nameof(request.Unit), "已有批次入账")])
            : product;
    }
}
