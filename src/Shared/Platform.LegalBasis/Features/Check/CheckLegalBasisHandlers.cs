using FluentValidation;
using MediatR;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.LegalBasis.Features.Check;

internal sealed class CheckLegalBasisHandler(BasisReader reader) : IRequestHandler<CheckLegalBasis, BasisAnswer>
{
    public async Task<BasisAnswer> Handle(CheckLegalBasis request, CancellationToken cancellationToken)
    {
        var basis = request.Article is { Length: > 0 } article && request.Basis?.Contains('/', StringComparison.Ordinal) == false ? $"{request.Basis}/{article}" : request.Basis;
        return (await reader.AnswerAsync([new BasisQuestion(basis, request.Act, request.PlaceId, request.Day, request.ActingLevel)], cancellationToken))[0];
    }
}

internal sealed class CheckLegalBasesValidator : AbstractValidator<CheckLegalBases>
{
    private const int Most = 5_000;

    public CheckLegalBasesValidator() =>
        RuleFor(r => r.Questions).NotNull().WithMessage("请给出要核对的行为").Must(q => q is null || q.Count <= Most).WithMessage($"一次最多核对 {Most} 项");
}

internal sealed class CheckLegalBasesHandler(BasisReader reader) : IRequestHandler<CheckLegalBases, IReadOnlyList<BasisAnswer>>
{
    public async Task<IReadOnlyList<BasisAnswer>> Handle(CheckLegalBases request, CancellationToken cancellationToken) =>
        request.Questions.Count == 0 ? [] : await reader.AnswerAsync(request.Questions, cancellationToken);
}

internal sealed class RequireLegalBasisHandler(BasisReader reader, Operation operation) : IRequestHandler<RequireLegalBasis, BasisShown?>
{
    public async Task<BasisShown?> Handle(RequireLegalBasis request, CancellationToken cancellationToken)
    {
        var today = request.Question with { Day = operation.Today };
        var answers = await reader.AnswerAsync([request.Question, today], cancellationToken);
        var answer = answers[1].Code == BasisCodes.LevyAbolished ? answers[1] : answers[0];
        return answer.Allowed
            ? answer.Basis
            : throw new RefusalException(answer.Code, answer.Reason, RefusalKind.Refused, [new FieldError(request.Field, answer.Reason)]);
    }
}
