using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Messaging.Behaviours;

/// <summary>Third: the request's validators, all of their errors at once.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var errors = new List<FieldError>();
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            errors.AddRange(result.Errors.Select(e => new FieldError(e.PropertyName, e.ErrorMessage)));
        }

        if (errors.Count > 0)
        {
            throw new RefusalException("VALIDATION", "有内容需要更正：" + string.Join("；", errors.Select(e => e.Message).Distinct()), RefusalKind.Invalid, errors);
        }

        return await next();
    }
}
