using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files;

namespace Platform.Infrastructure.Web;

/// <summary>
/// Imports for other programs: the same check, import and files as on the pages, for every kind. Files travel as multipart forms, which the
/// endpoints made of requests do not carry.
/// </summary>
public static class ImportEndpoints
{
    private const string Tag = "导入";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapImportEndpoints(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/imports").WithTags(Tag);
        imports.MapGet("/{kind}/template", async (string kind, int siteId, HttpContext http, IMediator mediator, CancellationToken ct) =>
                Download(await new ImportFlows(mediator).For(kind, siteId, Options(http.Request.Query)).TemplateAsync(ct)))
            .WithName("DownloadImportTemplate").WithSummary("下载导入模板；其余参数为附加选项，有的模板按它填好已知内容").Produces(StatusCodes.Status200OK, contentType: Xlsx);

        imports.MapPost("/{kind}", CheckAsync)
            .WithName("CheckImportFile").WithSummary("上传并检查文件（multipart：file、siteId，其余字段为附加选项），不写入数据")
            .Accepts<IFormFile>("multipart/form-data").Produces<ImportCheck>().ProducesProblem(StatusCodes.Status400BadRequest).DisableAntiforgery();

        imports.MapPost("/{kind}/{key:guid}/apply", async (string kind, Guid key, bool? goodRowsOnly, IMediator mediator, CancellationToken ct) =>
                Results.Json(await new ImportFlows(mediator).For(kind, 0).ImportAsync(key, goodRowsOnly == true, new Silent(), ct), RequestBinder.Json))
            .WithName("ApplyImportFile").WithSummary("导入检查过的文件；goodRowsOnly=true 时只导入正确的行").Produces<ImportOutcome>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).DisableAntiforgery();

        imports.MapGet("/{kind}/{key:guid}/errors", async (string kind, Guid key, IMediator mediator, CancellationToken ct) =>
                Download(await new ImportFlows(mediator).For(kind, 0).ErrorFileAsync(key, ct)))
            .WithName("DownloadImportErrors").WithSummary("下载错误文件：有问题的行和错误说明").Produces(StatusCodes.Status200OK, contentType: Xlsx);
    }

    private static async Task<IResult> CheckAsync(string kind, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            throw new RefusalException("FORM_EXPECTED", "请用 multipart/form-data 上传，文件字段名为 file。");
        }

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(ct);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            throw new RefusalException("FILE_TOO_BIG", $"上传的内容不完整，或超过 {ImportLimits.MaxBytes / 1024 / 1024} MB。");
        }

        var file = form.Files.GetFile("file") ?? throw new RefusalException("FILE_MISSING", "没有收到文件：文件字段名须为 file。");
        if (!int.TryParse(form["siteId"], out var siteId))
        {
            throw new RefusalException("VALUE_MALFORMED", "“siteId”须为区划编号。", RefusalKind.Invalid, [new FieldError("siteId", "格式不对")]);
        }

        var options = Options(form);
        await using var content = file.OpenReadStream();
        var check = await new ImportFlows(mediator).For(kind, siteId, options).CheckAsync(file.FileName, content, new Silent(), ct);
        return Results.Json(check, RequestBinder.Json);
    }

    private static Dictionary<string, string> Options(IEnumerable<KeyValuePair<string, StringValues>> given) =>
        given.Where(f => f.Key != "siteId").ToDictionary(f => f.Key, f => f.Value.ToString());

    private static IResult Download(DownloadFile file) =>
        Results.File(file.Content, file.Name.EndsWith(".xlsx", StringComparison.Ordinal) ? Xlsx : "text/csv", file.Name);

    private sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
