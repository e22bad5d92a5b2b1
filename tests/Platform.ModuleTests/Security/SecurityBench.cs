using MediatR;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.Security;

/// <summary>People who act from somewhere.</summary>
internal static class SecurityBench
{
    public static readonly string[] All =
    [
        CorePermissions.ReadSecurityRules, CorePermissions.ViewSecurity, CorePermissions.ManageSecurity, CorePermissions.RecordWeakness, CorePermissions.HandleWeakness,
    ];

    public static Task<T> As<T>(this TestPlatform platform, Guid account, DivisionScope scope, IRequest<T> request, string? address = null) =>
        platform.Sender.SendAs(new Actor(account, "测试员", Guid.Empty, scope, All.ToHashSet(), ActorChannel.Page, address), request);

    public static async Task RefusedAsync(string code, Func<Task> send) => Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(send)).Code);
}
