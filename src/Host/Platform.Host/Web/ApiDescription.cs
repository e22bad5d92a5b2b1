using MediatR;
using Microsoft.OpenApi;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Scope;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Web;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Platform.Host.Web;

/// <summary>The OpenAPI description at <c>/api-docs/v1.json</c> and a page to browse it at <c>/api-docs</c>.</summary>
internal static class ApiDescription
{
    public static void AddPlatformApiDescription(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "乡镇人口与家庭服务工作平台接口", Version = "v1" });
            options.AddSecurityDefinition("ApiKey", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "接口密钥：Authorization: Bearer 密钥，也可以用 X-Api-Key: 密钥。在“接口密钥”页面申请；超过每分钟次数答 429，过 Retry-After 秒再试。",
            });
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("ApiKey", document)] = [] });
            options.OperationFilter<QueryParameters>();
            options.CustomSchemaIds(type => type.FullName!.Replace('+', '.'));
        });
    }

    public static void MapPlatformApiDescription(this WebApplication app)
    {
        // Both are middleware of the package, so the permission is asked for in front of them.
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api-docs"), docs => docs.Use(OnlyWithPermission));
        app.UseSwagger(options => options.RouteTemplate = "api-docs/{documentName}.json");
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "api-docs";
            options.SwaggerEndpoint("/api-docs/v1.json", "v1");
        });
    }

    private static async Task OnlyWithPermission(HttpContext http, RequestDelegate next)
    {
        try
        {
            var me = await http.RequestServices.GetRequiredService<IMediator>().Send(new GetMe(), http.RequestAborted);
            if (me.Permissions.Contains(CorePermissions.ViewApi))
            {
                await next(http);
                return;
            }

            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        catch (RefusalException)
        {
            http.Response.Redirect("/sign-in?returnUrl=%2Fapi-docs");
        }
    }

    /// <summary>GET and DELETE bind from the query: one parameter per property of the request.</summary>
    private sealed class QueryParameters : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var type = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RequestTypeMetadata>().FirstOrDefault()?.RequestType;
            if (type is null || context.ApiDescription.HttpMethod is not ("GET" or "DELETE"))
            {
                return;
            }

            operation.Parameters ??= [];
            foreach (var (name, of) in type.GetProperties().SelectMany(Flatten))
            {
                if (operation.Parameters.Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)))
                {
                    continue;
                }

                var inPath = context.ApiDescription.RelativePath?.Contains($"{{{name}}}", StringComparison.OrdinalIgnoreCase) == true;
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = inPath ? ParameterLocation.Path : ParameterLocation.Query,
                    Required = inPath,
                    Schema = context.SchemaGenerator.GenerateSchema(of, context.SchemaRepository),
                });
            }
        }

        private static IEnumerable<(string Name, Type Type)> Flatten(System.Reflection.PropertyInfo property) =>
            property.PropertyType == typeof(PageRequest)
                ? [("pageIndex", typeof(int)), ("pageSize", typeof(int)), ("sort", typeof(string))]
                : [(char.ToLowerInvariant(property.Name[0]) + property.Name[1..], property.PropertyType)];
    }
}
