using System.Reflection;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;

namespace Platform.ArchitectureTests.Rules;

/// <summary>Who may send what. Deny by default, and every door says whom it lets in.</summary>
internal static class RequestRules
{
    public static IEnumerable<Type> RequestsIn(IEnumerable<Type> types) =>
        types.Where(t => !t.IsAbstract && !t.IsInterface && ResultOf(t) is not null);

    public static Type? ResultOf(Type request) => request.GetInterfaces()
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];

    /// <summary>An endpoint or a page without a word about who may use it.</summary>
    public static IEnumerable<string> Undecided(IEnumerable<Type> types) =>
        from type in types
        where type.GetCustomAttribute<EndpointAttribute>() is not null || type.GetCustomAttributes<RouteAttribute>().Any()
        where type.GetCustomAttribute<RequiresAttribute>() is null && type.GetCustomAttribute<SignedInAttribute>() is null
            && type.GetCustomAttribute<AnonymousAttribute>() is null && type.GetCustomAttribute<AllowAnonymousAttribute>() is null
        select $"{type.FullName} says nobody may use it, nor who";

    /// <summary>A permission that no module declares is held by nobody.</summary>
    public static IEnumerable<string> UnknownPermissions(IEnumerable<Type> types, IReadOnlySet<string> declared) =>
        from type in types
        let requires = type.GetCustomAttribute<RequiresAttribute>()
        where requires is not null && !declared.Contains(requires.Permission)
        select $"{type.FullName} requires the undeclared permission {requires.Permission}";

    /// <summary>A request is answered by exactly one handler.</summary>
    public static IEnumerable<string> Handlers(IEnumerable<Type> requests, IEnumerable<Type> types)
    {
        var handlers = types.Where(t => t is { IsClass: true, IsAbstract: false }).SelectMany(t => t.GetInterfaces()).ToLookup(i => i);
        return from request in requests
               let count = handlers[typeof(IRequestHandler<,>).MakeGenericType(request, ResultOf(request)!)].Count()
               where count != 1
               select $"{request.FullName} has {count} handlers";
    }

    /// <summary>A circuit lives long: a page asks the mediator and never holds a context.</summary>
    public static IEnumerable<string> ContextInPage(IEnumerable<Type> types) =>
        from type in types
        where typeof(IComponent).IsAssignableFrom(type)
        let injected = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(p => p.GetCustomAttribute<InjectAttribute>() is not null).Select(p => p.PropertyType)
            .Concat(type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType))
        where injected.Any(i => typeof(DbContext).IsAssignableFrom(i))
        select $"{type.FullName} is given a context";
}
