using FluentValidation;
using Platform.Contracts.Messaging;

namespace Platform.LegalBasis.Features.Register;

internal static class RegisterRefusals
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这份文件或条款。", RefusalKind.NotFound);

    /// <summary>A reason of 2 to 200 characters.</summary>
    public static IRuleBuilderOptions<T, string> IsReason<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().WithMessage("请写明原因").Length(2, 200).WithMessage("原因须为 2 至 200 字");
}
