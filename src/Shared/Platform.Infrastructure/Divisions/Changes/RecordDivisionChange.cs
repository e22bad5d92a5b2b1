using FluentValidation;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>The words of one change, as form and API send them; see <see cref="ChangeDraft"/>.</summary>
/// <param name="Successors">Codes, the main one first, with shares where given: <c>341881101:60;341881102:40</c>.</param>
internal sealed record ChangeForm(
    ChangeKind Kind, string Code, DateOnly EffectiveOn, string Document, string Name = "", string NewCode = "", string ParentCode = "", string Successors = "")
{
    public ChangeDraft Draft => new(
        Kind, Plain(Code), EffectiveOn, Name.Trim(), Plain(NewCode), Plain(ParentCode), SuccessorDraft.Parse(Successors), Document.Trim());

    // Pasted codes come with blanks.
    private static string Plain(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>What a change of a division or village would do. Changes nothing.</summary>
[Requires(CorePermissions.ManageDivisions)]
[Endpoint(Verb.Post, "divisions/changes/preview", "预览一项区划变更的影响，不做改动")]
internal sealed record PreviewDivisionChange(ChangeForm Change) : IQuery<ChangePreview>;

/// <param name="Planned">Its day is still to come: it is applied then.</param>
internal sealed record ChangePreview(string Sentence, bool Planned, ChangeEffects Effects, IReadOnlyList<string> Words);

/// <summary>Changes a division or village from a day on: at once when that day has come, otherwise at that day.</summary>
[Requires(CorePermissions.ManageDivisions)]
[Endpoint(Verb.Post, "divisions/changes", "办理一项区划变更（设立、更名、变更代码、划转、并入、拆分、撤销、恢复）")]
internal sealed record RecordDivisionChange(ChangeForm Change) : ICommand<RecordedChange>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"division:{Change.Code}";
}

internal sealed record RecordedChange(Guid Id, int DivisionId, bool Applied);

internal sealed class PreviewDivisionChangeValidator : AbstractValidator<PreviewDivisionChange>
{
    public PreviewDivisionChangeValidator() => RuleFor(c => c.Change).Custom(ChangeFormValidator.Check);
}

internal sealed class RecordDivisionChangeValidator : AbstractValidator<RecordDivisionChange>
{
    public RecordDivisionChangeValidator() => RuleFor(c => c.Change).Custom(ChangeFormValidator.Check);
}

internal sealed class ChangeFormValidator : AbstractValidator<ChangeForm>
{
    public ChangeFormValidator()
    {
        RuleFor(c => c.Code).NotEmpty().WithMessage("请填写代码");
        RuleFor(c => c.Document).NotEmpty().WithMessage("请填写变更依据的文件").MaximumLength(200).WithMessage("依据最多 200 字");
        RuleFor(c => c.Name).MaximumLength(60).WithMessage("名称最多 60 字");
        RuleFor(c => c.EffectiveOn).GreaterThan(new DateOnly(1949, 10, 1)).WithMessage("请填写生效日期");
        RuleFor(c => c.Successors).MaximumLength(400).WithMessage("继承单位太多");
    }

    /// <summary>The fields stand flat on the page: their errors carry their own names.</summary>
    public static void Check<TRequest>(ChangeForm form, ValidationContext<TRequest> context)
    {
        foreach (var failure in form is null ? [new("Change", "请填写变更内容")] : new ChangeFormValidator().Validate(form).Errors)
        {
            context.AddFailure(failure);
        }
    }
}

internal sealed class PreviewDivisionChangeHandler(ChangeDesk desk, CoreDbContext db, IMediator mediator, ModuleCatalog catalog, Operation operation)
    : IRequestHandler<PreviewDivisionChange, ChangePreview>
{
    public async Task<ChangePreview> Handle(PreviewDivisionChange request, CancellationToken cancellationToken)
    {
        var looked = (await desk.LookAsync([request.Change.Draft], "", cancellationToken))[0];
        if (looked.Refusal is not null)
        {
            throw looked.Refusal;
        }

        var effects = looked.Draft.Kind == ChangeKind.Added ? ChangeEffects.None
            : await ChangeEffects.OfAsync(db, mediator, catalog, looked.Change.DivisionId, cancellationToken);
        return new ChangePreview(
            ChangeWords.Sentence(looked.Change), looked.Draft.EffectiveOn > operation.Today, effects,
            looked.Draft.IsVillage ? [] : effects.Words(looked.Draft.Kind));
    }
}

internal sealed class RecordDivisionChangeHandler(ChangeDesk desk, Operation operation) : IRequestHandler<RecordDivisionChange, RecordedChange>
{
    private const string Form = "表单";

    public async Task<RecordedChange> Handle(RecordDivisionChange request, CancellationToken cancellationToken)
    {
        var change = (await desk.RecordAsync([request.Change.Draft], Form, cancellationToken))[0];
        operation.Note($"区划变更：{ChangeWords.Sentence(change)}，依据 {change.Document}");
        return new RecordedChange(change.Id, change.DivisionId, change.State == ChangeState.Applied);
    }
}
